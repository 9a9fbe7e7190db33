import Cryptography
package import Database

/// All seals of a database at once: for verification, and for a database that had none yet.
package struct RowSeals {
    private static let pageSize = 500
    private let connection: any Connection
    private let key: RowKey

    package init(_ connection: any Connection, key: RowKey) {
        self.connection = connection
        self.key = key
    }

    /// Seals every row as it is.
    ///
    /// - Returns: how many there are.
    package func sealAll() throws -> Int {
        var count = 0
        for table in try Catalogue(of: connection).tables {
            try pages(of: table) { row in
                count += 1
                let place = try table.primaryKey.map { try row.value($0) }
                try connection.execute(
                    """
                    UPDATE \(identifier: table.name) SET seal = \(key.seal(table.name, row.present))
                    WHERE (\(identifiers: table.primaryKey)) = (\(values: place))
                    """
                )
                return true
            }
        }
        return count
    }

    /// Looks at every row of a table until one doesn't carry its seal.
    ///
    /// - Returns: how many were looked at, and the key of the first bad one, in words.
    package func check(
        _ table: CatalogueTable
    ) throws -> (rows: Int, bad: String?) {
        var count = 0
        var bad: String?
        try pages(of: table) { row in
            count += 1
            if key.isGenuine(row, of: table.name) { return true }
            bad = try table.primaryKey.map { Self.text(try row.value($0)) }.joined(separator: " ")
            return false
        }
        return (count, bad)
    }

    /// Reads a table in order of its key, a page at a time, while the body returns true.
    private func pages(of table: CatalogueTable, _ body: (Row) throws -> Bool) throws {
        var last: [SQLValue]?
        while true {
            let rows: [Row]
            if let last {
                rows = try connection.rows(
                    """
                    SELECT * FROM \(identifier: table.name)
                    WHERE (\(identifiers: table.primaryKey)) > (\(values: last))
                    ORDER BY \(identifiers: table.primaryKey) LIMIT \(Self.pageSize)
                    """
                )
            } else {
                rows = try connection.rows(
                    """
                    SELECT * FROM \(identifier: table.name)
                    ORDER BY \(identifiers: table.primaryKey) LIMIT \(Self.pageSize)
                    """
                )
            }
            for row in rows {
                guard try body(row) else { return }
            }
            guard rows.count == Self.pageSize, let end = rows.last else { return }
            last = try table.primaryKey.map { try end.value($0) }
        }
    }

    /// Bytes as hexadecimal digits; identifiers are random, and agencies public.
    private static func text(_ value: SQLValue) -> String {
        switch value {
        case .null: "-"
        case .integer(let number): String(number)
        case .text(let text): text
        case .blob(let bytes): bytes.isEmpty ? "-" : bytes.hexString
        }
    }
}
