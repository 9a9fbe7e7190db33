package import Database

/// The indexes of a database that no key needs, set aside while many rows are added.
///
/// An index that is built once, from sorted rows, costs a fraction of one that every row goes into.
package struct SecondaryIndexes: Sendable {
    private let statements: [(name: String, text: String)]

    /// Finds them in a migrated database.
    package init(of connection: any Connection) throws {
        let rows =
            switch connection.engine {
            case .sqlite:
                try connection.rows(
                    """
                    SELECT name, sql AS text FROM sqlite_master
                    WHERE type = 'index' AND sql IS NOT NULL ORDER BY name
                    """
                )
            case .postgres:
                try connection.rows(
                    """
                    SELECT CAST(c.relname AS TEXT) AS name, pg_get_indexdef(i.indexrelid) AS text
                    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                    WHERE c.relnamespace = current_schema()::regnamespace
                        AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = c.oid)
                    ORDER BY c.relname
                    """
                )
            }
        statements = try rows.map { (try $0.text("name"), try $0.text("text")) }
    }

    package func drop(in connection: any Connection) throws {
        for index in statements {
            try connection.execute("DROP INDEX \(identifier: index.name)")
        }
    }

    /// Builds them again, with the texts that the engine kept.
    package func create(in connection: any Connection) throws {
        for index in statements { try connection.run(script: index.text) }
    }
}
