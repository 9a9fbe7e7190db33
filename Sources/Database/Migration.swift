/// One step of a schema's history.
///
/// Released steps never change.
package struct Migration: Sendable {
    /// The step's name, which sorts in order of history.
    package let name: String
    /// Its statements.
    package let script: String

    package init(name: String, script: String) {
        self.name = name
        self.script = script
    }
}

/// Why a database can't be brought to this program's schema.
package enum MigrationError: Error, Hashable {
    /// A later release has been at work on it.
    case databaseIsNewer(step: String)
    case database(DatabaseError)
    case row(RowError)
}

extension Connection {
    /// Applies the steps that are missing, in order, each in a transaction of its own.
    ///
    /// - Throws: `databaseIsNewer` when the database holds a step that this program doesn't know.
    package func migrate(_ steps: [Migration]) throws {
        // Two processes that start together take turns.
        try exclusively { try migrateAlone(steps) }
    }

    private func migrateAlone(_ steps: [Migration]) throws {
        try run(
            script: """
                CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY NOT NULL);
                """
        )
        let applied = try rows("SELECT name FROM schema_migration ORDER BY name")
            .map { try $0.text("name") }
        if let unknown = applied.first(where: { name in !steps.contains { $0.name == name } }) {
            throw MigrationError.databaseIsNewer(step: unknown)
        }
        for step in steps where !applied.contains(step.name) {
            try transaction {
                // Another process may have been faster.
                guard
                    try row(
                        "SELECT name FROM schema_migration WHERE name = \(step.name)"
                    ) == nil
                else { return }
                try run(script: step.script(for: engine))
                try execute("INSERT INTO schema_migration (name) VALUES (\(step.name))")
            }
        }
    }
}
