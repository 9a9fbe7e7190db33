/// How many rows of a scan are handed over at once.
enum Portion {
    static let rows = 2_048
    static let bytes = 4 << 20

    static func size(of row: Row) -> Int {
        row.values.reduce(0) { sum, value in
            switch value {
            case .null, .integer: sum + 8
            case .text(let text): sum + text.utf8.count
            case .blob(let bytes): sum + bytes.count
            }
        }
    }
}

extension Connection {
    /// For an engine that hands over everything at once.
    package func scan(_ sql: SQL, _ body: ([Row]) throws -> Void) throws {
        let rows = try rows(sql)
        if !rows.isEmpty { try body(rows) }
    }
}

extension PostgresConnection {
    /// By a cursor, in the transaction under way; the statement may have no values.
    package func scan(_ sql: SQL, _ body: ([Row]) throws -> Void) throws {
        precondition(sql.values.isEmpty, "a cursor's statement is a text")
        scanCount += 1
        // A name of its own: what was prepared for another cursor has other columns.
        let cursor = "scan_\(scanCount)"
        try run(script: "DECLARE \(cursor) NO SCROLL CURSOR FOR \(sql.text)")
        var count = 16
        while true {
            let rows = try rows(SQL(stringLiteral: "FETCH FORWARD \(count) FROM \(cursor)"))
            if !rows.isEmpty { try body(rows) }
            guard rows.count == count else { break }
            // Doubled or halved: each number is a statement that the server prepares.
            let size = rows.reduce(0) { $0 + Portion.size(of: $1) }
            if size * 2 <= Portion.bytes, count < Portion.rows { count *= 2 }
            if size > Portion.bytes, count > 1 { count /= 2 }
        }
        try run(script: "CLOSE \(cursor)")
    }
}
