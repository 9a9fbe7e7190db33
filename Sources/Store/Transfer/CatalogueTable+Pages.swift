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
