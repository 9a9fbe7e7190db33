package import Database

/// Writes a whole database as a stream of bytes that either engine reads back.
package struct TransferWriter {
    /// The format's version.
    static let format: Int64 = 1

    private let connection: any Connection

    package init(_ connection: any Connection) { self.connection = connection }

    /// Writes everything, in the transaction under way, a page of rows at a time.
    package func write(to sink: ([UInt8]) throws -> Void) throws {
        var chain = FrameChain()
        func send(_ frame: Frame) throws {
            chain.add(frame)
            try sink(frame.bytes)
        }
        let steps = try Self.steps(of: connection).map { SQLValue.text($0) }
        try send(Frame(.header, [.integer(Self.format)] + steps))
        for table in try Catalogue(of: connection).tables {
            try send(Frame(.table, ([table.name] + table.columns).map { .text($0) }))
            var count: Int64 = 0
            try table.pages(in: connection) { page in
                count += Int64(page.count)
                for values in page { try send(Frame(.row, values)) }
            }
            try send(Frame(.tableEnd, [.integer(count)]))
        }
        try sink(Frame(.end, [.blob(chain.digest)]).bytes)
    }

    /// Steps of the schema that were applied; none in a database that nothing was ever done to.
    static func knownSteps(of connection: any Connection) throws -> [String] {
        let hasHistory =
            switch connection.engine {
            case .sqlite: try SQLiteHealth.hasTable("schema_migration", connection)
            case .postgres: try PostgresHealth.hasTable("schema_migration", connection)
            }
        return hasHistory ? try steps(of: connection) : []
    }

    /// Steps of the schema that were applied.
    static func steps(of connection: any Connection) throws -> [String] {
        try connection.rows("SELECT name FROM schema_migration ORDER BY name")
            .map { try $0.text("name") }
    }
}
