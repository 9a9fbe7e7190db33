package import Database

/// What one of the two databases tells of its own state, as far as an operator can mend it.
package struct DatabaseHealth: Hashable, Sendable {
    /// What only one of the engines tells.
    package enum Engine: Hashable, Sendable {
        case sqlite(SQLiteHealth)
        case postgres(PostgresHealth)
    }

    /// Steps of this release's schema that were not applied; all of them where nothing was created.
    package let missingSteps: [String]
    /// Steps that this release does not know: a later one was at work.
    package let unknownSteps: [String]
    package let engine: Engine

    package init(missingSteps: [String], unknownSteps: [String], engine: Engine) {
        self.missingSteps = missingSteps
        self.unknownSteps = unknownSteps
        self.engine = engine
    }

    /// Asks a database, which is changed by nothing here.
    ///
    /// - Throws: `DatabaseError`, of kind `corrupt` where it can't even be asked.
    package init(of connection: any Connection, schema: [Migration]) throws {
        switch connection.engine {
        case .sqlite:
            engine = .sqlite(try SQLiteHealth(of: connection))
        case .postgres:
            engine = .postgres(try PostgresHealth(of: connection))
        }
        let applied = try TransferWriter.knownSteps(of: connection)
        let known = schema.map(\.name)
        missingSteps = known.filter { !applied.contains($0) }
        unknownSteps = applied.filter { !known.contains($0) }
    }

    /// Whether the schema is exactly that of this release.
    package var isCurrent: Bool { missingSteps.isEmpty && unknownSteps.isEmpty }
}
