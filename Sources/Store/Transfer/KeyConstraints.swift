package import Database

/// Keys and references of a PostgreSQL database, set aside while all of it is copied in.
///
/// A key that is built once, and a reference that is checked once, cost a fraction of what they cost with every row.
/// None on SQLite, where keys are part of their tables.
package struct KeyConstraints: Sendable {
    private struct Constraint {
        let table: String
        let name: String
        let text: String
    }

    /// Keys before references.
    private let constraints: [Constraint]

    /// Finds those of the tables of a migrated database.
    package init(of connection: any Connection, _ catalogue: Catalogue) throws {
        guard connection.engine == .postgres else {
            constraints = []
            return
        }
        let names = Set(catalogue.tables.map(\.name))
        constraints = try connection.rows(
            """
            SELECT CAST(t.relname AS TEXT) AS owner, CAST(c.conname AS TEXT) AS name,
                pg_get_constraintdef(c.oid) AS text
            FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
            WHERE c.connamespace = current_schema()::regnamespace AND c.contype IN ('p', 'u', 'f')
            ORDER BY c.contype = 'f', t.relname, c.conname
            """
        ).map {
            Constraint(
                table: try $0.text("owner"),
                name: try $0.text("name"),
                text: try $0.text("text")
            )
        }.filter { names.contains($0.table) }
    }

    package func drop(in connection: any Connection) throws {
        for constraint in constraints.reversed() {
            try connection.execute(
                """
                ALTER TABLE \(identifier: constraint.table)
                DROP CONSTRAINT \(identifier: constraint.name)
                """
            )
        }
    }

    /// Builds and checks them again, with the texts that the engine kept.
    package func create(in connection: any Connection) throws {
        for constraint in constraints {
            let start: SQL = """
                ALTER TABLE \(identifier: constraint.table)
                ADD CONSTRAINT \(identifier: constraint.name)
                """
            try connection.run(script: "\(start.text) \(constraint.text)")
        }
    }
}
