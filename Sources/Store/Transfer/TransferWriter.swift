package import Database

/// Writes a whole database as a stream of bytes that either engine reads back.
package struct TransferWriter {
    /// The format's version.
    static let format: Int64 = 1
    private static let pageSize = 200

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
            try rows(of: table) { values in
                count += 1
                try send(Frame(.row, values))
            }
            try send(Frame(.tableEnd, [.integer(count)]))
        }
        try sink(Frame(.end, [.blob(chain.digest)]).bytes)
    }

    /// Steps of the schema that were applied.
    static func steps(of connection: any Connection) throws -> [String] {
        try connection.rows("SELECT name FROM schema_migration ORDER BY name")
            .map { try $0.text("name") }
    }

    private func rows(
        of table: CatalogueTable,
        _ body: ([SQLValue]) throws -> Void
    ) throws {
        var last: [SQLValue]?
        while true {
            let page = try page(of: table, after: last)
            for row in page { try body(try table.columns.map { try row.value($0) }) }
            guard page.count == Self.pageSize, let end = page.last else { return }
            last = try table.primaryKey.map { try end.value($0) }
        }
    }

    private func page(of table: CatalogueTable, after last: [SQLValue]?) throws -> [Row] {
        guard let last else {
            return try connection.rows(
                """
                SELECT \(identifiers: table.columns) FROM \(identifier: table.name)
                ORDER BY \(identifiers: table.primaryKey) LIMIT \(Self.pageSize)
                """
            )
        }
        return try connection.rows(
            """
            SELECT \(identifiers: table.columns) FROM \(identifier: table.name)
            WHERE (\(identifiers: table.primaryKey)) > (\(values: last))
            ORDER BY \(identifiers: table.primaryKey) LIMIT \(Self.pageSize)
            """
        )
    }
}
