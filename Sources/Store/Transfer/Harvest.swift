package import Database

/// Rows that were added to a database since a mark, to be moved into another of the same schema.
package struct Harvest: Sendable {
    /// Each table behind those that it refers to.
    package let tables: [(target: BulkTarget, rows: [[SQLValue]])]

    /// How many rows there are, of all tables.
    package var count: Int { tables.reduce(0) { $0 + $1.rows.count } }
}

/// How far an SQLite database was filled when it was looked at.
///
/// What comes after is told by the rows' numbers: rows that were there before are neither changed nor
/// deleted by whoever uses this.
package struct HarvestMark: Sendable {
    private let catalogue: Catalogue
    private let last: [String: Int64]

    /// Marks a migrated SQLite database.
    package init(of connection: any Connection) throws {
        precondition(connection.engine == .sqlite, "only SQLite numbers the rows of every table")
        catalogue = try Catalogue(of: connection)
        var last: [String: Int64] = [:]
        for table in catalogue.tables {
            last[table.name] = try connection.row(
                "SELECT COALESCE(MAX(rowid), 0) AS last FROM \(identifier: table.name)"
            )?.integer("last")
        }
        self.last = last
    }

    /// Takes out every row that was added since the mark, in the transaction under way.
    ///
    /// In the order of the keys: an index takes neighbours faster than strangers.
    package func take(from connection: any Connection) throws -> Harvest {
        let tables = try catalogue.tables.map { table in
            let rows = try connection.rows(
                """
                SELECT \(identifiers: table.columns) FROM \(identifier: table.name)
                WHERE rowid > \(last[table.name] ?? 0)
                ORDER BY \(identifiers: table.primaryKey)
                """
            ).map(\.values)
            return (target: BulkTarget(table: table.name, columns: table.columns), rows: rows)
        }.filter { !$0.rows.isEmpty }
        for table in tables.reversed() {
            let name = table.target.table
            try connection.execute(
                "DELETE FROM \(identifier: name) WHERE rowid > \(last[name] ?? 0)"
            )
        }
        return Harvest(tables: tables)
    }
}

extension Harvest {
    /// Adds the rows to another database, in the transaction under way.
    package func add(to connection: any Connection) throws {
        for table in tables { try connection.insert(table.rows, into: table.target) }
    }
}
