import Database

extension CatalogueTable {
    private static let pageSize = 200

    /// All rows in the order of the key, a page at a time, each with its values in the order of `columns`.
    func pages(in connection: any Connection, _ body: ([[SQLValue]]) throws -> Void) throws {
        var last: [SQLValue]?
        while true {
            let page = try page(in: connection, after: last)
            if !page.isEmpty { try body(page.map(\.values)) }
            guard page.count == Self.pageSize, let end = page.last else { return }
            last = try primaryKey.map { try end.value($0) }
        }
    }

    private func page(in connection: any Connection, after last: [SQLValue]?) throws -> [Row] {
        guard let last else {
            return try connection.rows(
                """
                SELECT \(identifiers: columns) FROM \(identifier: name)
                ORDER BY \(identifiers: primaryKey) LIMIT \(Self.pageSize)
                """
            )
        }
        return try connection.rows(
            """
            SELECT \(identifiers: columns) FROM \(identifier: name)
            WHERE (\(identifiers: primaryKey)) > (\(values: last))
            ORDER BY \(identifiers: primaryKey) LIMIT \(Self.pageSize)
            """
        )
    }

    /// The values of a row's key, in the order of the key.
    func key(of values: [SQLValue]) -> [SQLValue] {
        primaryKey.compactMap { name in columns.firstIndex(of: name).map { values[$0] } }
    }

    /// The rows of these keys, by key.
    func rows(
        of keys: [[SQLValue]],
        in connection: any Connection
    ) throws -> [[SQLValue]: [SQLValue]] {
        let rows = try connection.rows(
            """
            SELECT \(identifiers: columns) FROM \(identifier: name)
            WHERE (\(identifiers: primaryKey)) IN (\(rows: keys))
            ORDER BY \(identifiers: primaryKey)
            """
        ).map(\.values)
        return Dictionary(rows.map { (key(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    }

    func count(in connection: any Connection) throws -> Int64 {
        try connection.row("SELECT COUNT(*) AS number FROM \(identifier: name)")?
            .integer("number") ?? 0
    }
}

extension Catalogue {
    /// Whether no table has a row.
    func isEmpty(in connection: any Connection) throws -> Bool {
        try tables.allSatisfy { table in
            try connection.row(
                """
                SELECT \(identifiers: table.primaryKey) FROM \(identifier: table.name)
                ORDER BY \(identifiers: table.primaryKey) LIMIT 1
                """
            ) == nil
        }
    }
}
