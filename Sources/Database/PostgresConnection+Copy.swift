import CPostgres

/// Rows in the binary format of `COPY`.
///
/// Source: PostgreSQL 15, chapter "COPY", section "Binary Format".
struct CopyStream {
    /// Sent whenever so much has gathered.
    static let partSize = 1 << 18

    private(set) var bytes: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0] + [UInt8](repeating: 0, count: 8)

    mutating func append(_ row: [SQLValue]) {
        append(UInt64(row.count), byteCount: 2)
        for value in row {
            switch value {
            // A length of -1.
            case .null: append(UInt64.max, byteCount: 4)
            case .integer(let number):
                append(8, byteCount: 4)
                append(UInt64(bitPattern: number), byteCount: 8)
            case .text(let text):
                append(UInt64(text.utf8.count), byteCount: 4)
                bytes.append(contentsOf: text.utf8)
            case .blob(let blob):
                append(UInt64(blob.count), byteCount: 4)
                bytes.append(contentsOf: blob)
            }
        }
    }

    /// Ends the stream.
    mutating func finish() { append(UInt64.max, byteCount: 2) }

    /// Takes out what has gathered.
    mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func append(_ number: UInt64, byteCount: Int) {
        for index in (0..<byteCount).reversed() {
            bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * index)))
        }
    }
}

extension PostgresConnection {
    /// Sends rows with one `COPY`: the columns' types must be those of the values.
    package func insert(_ rows: [[SQLValue]], into target: BulkTarget) throws(DatabaseError) {
        guard !rows.isEmpty else { return }
        let names: SQL = "\(identifier: target.table) (\(identifiers: target.columns))"
        try beginCopy("COPY \(names.text) FROM STDIN (FORMAT binary)")
        var stream = CopyStream()
        for row in rows {
            stream.append(row)
            if stream.bytes.count >= CopyStream.partSize { try send(stream.take()) }
        }
        stream.finish()
        try send(stream.take())
        try endCopy()
    }
}
