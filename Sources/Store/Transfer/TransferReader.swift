package import Database

/// Reads a stream that `TransferWriter` wrote, into an empty database of the same schema.
///
/// Nothing counts before `finish` returned: do it all in one transaction.
package struct TransferReader {
    private let connection: any Connection
    private let catalogue: Catalogue
    private var chain = FrameChain()
    private var pending: [UInt8] = []
    private var open: (name: String, columns: [String])?
    private var read: Set<String> = []
    private var count: Int64 = 0
    private var hasHeader = false
    private var digest: [UInt8]?
    /// Rows of each table so far.
    package private(set) var counts: [String: Int64] = [:]

    /// Starts on a migrated database.
    ///
    /// - Throws: `TransferError.notEmpty` where any table has rows.
    package init(into connection: any Connection) throws {
        self.connection = connection
        catalogue = try Catalogue(of: connection)
        guard try catalogue.isEmpty(in: connection) else { throw TransferError.notEmpty }
    }

    /// Takes a part of the stream.
    ///
    /// - Throws: `TransferError`, `DatabaseError`.
    package mutating func update(_ part: [UInt8]) throws {
        pending += part
        var rest = pending[...]
        while let frame = try Frame(parsing: rest) {
            guard digest == nil else { throw TransferError.malformed }
            rest = rest.dropFirst(Frame.headCount + frame.content.count)
            if frame.kind != .end { chain.add(frame) }
            try take(frame)
        }
        pending = Array(rest)
    }

    /// Checks that all is there, and nothing else.
    ///
    /// - Throws: `TransferError.truncated`, `.damaged`, `.malformed`.
    package func finish() throws -> [String: Int64] {
        guard let digest, pending.isEmpty else { throw TransferError.truncated }
        guard chain.digest == digest else { throw TransferError.damaged }
        guard read == Set(catalogue.tables.map(\.name)) else { throw TransferError.otherSchema }
        return counts
    }

    private mutating func take(_ frame: Frame) throws {
        let values = try frame.values()
        guard hasHeader || frame.kind == .header else { throw TransferError.malformed }
        switch frame.kind {
        case .header:
            guard !hasHeader, values.first == .integer(TransferWriter.format) else {
                throw TransferError.malformed
            }
            let steps = try TransferWriter.steps(of: connection).map { SQLValue.text($0) }
            guard Array(values.dropFirst()) == steps else { throw TransferError.otherSchema }
            hasHeader = true
        case .table: try begin(values)
        case .row:
            guard let open, values.count == open.columns.count else {
                throw TransferError.malformed
            }
            count += 1
            try connection.execute(
                """
                INSERT INTO \(identifier: open.name) (\(identifiers: open.columns))
                VALUES (\(values: values))
                """
            )
        case .tableEnd:
            guard let name = open?.name else { throw TransferError.malformed }
            guard values == [.integer(count)] else { throw TransferError.damaged }
            counts[name] = count
            open = nil
        case .end:
            guard open == nil, values.count == 1, case .blob(let bytes) = values[0] else {
                throw TransferError.malformed
            }
            digest = bytes
        }
    }

    /// Names come from the stream: only those that this database has are believed.
    private mutating func begin(_ values: [SQLValue]) throws {
        let names = try values.map { value throws(TransferError) -> String in
            guard case .text(let name) = value else { throw .malformed }
            return name
        }
        guard open == nil, let name = names.first, read.insert(name).inserted else {
            throw TransferError.malformed
        }
        guard let table = catalogue.tables.first(where: { $0.name == name }),
            table.columns == Array(names.dropFirst())
        else { throw TransferError.otherSchema }
        open = (name, table.columns)
        count = 0
    }
}
