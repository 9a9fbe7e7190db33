extension PostgresConnection {
    package func begin(writing: Bool) throws(DatabaseError) {
        forgetFailure()
        try run(
            script: writing
                ? "BEGIN ISOLATION LEVEL SERIALIZABLE"
                : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        )
    }

    package func commit() throws(DatabaseError) {
        if let fault { throw fault }
        let mark = marksCommits ? try leaveMark() : nil
        do throws(DatabaseError) {
            // A server answers the commit of a spoilt transaction with ROLLBACK and no failure.
            guard try tag(of: "COMMIT") == "COMMIT" else {
                throw DatabaseError(kind: .other, code: 0, statement: "COMMIT")
            }
        } catch {
            guard isLost, let mark else { throw error }
            throw DatabaseError(
                kind: .outcomeUnknown,
                code: error.code,
                state: error.state,
                statement: "COMMIT",
                transaction: mark
            )
        }
        if mark != nil { sweepMarks() }
    }

    package func exclusively(_ body: () throws -> Void) throws {
        try run(
            script: """
                SET lock_timeout = 0; SET statement_timeout = 0;
                SELECT pg_advisory_lock(\(lockNumbers));
                """
        )
        defer {
            if !isLost {
                _ = try? run(
                    script: """
                        SELECT pg_advisory_unlock(\(lockNumbers));
                        SET lock_timeout = '10s'; SET statement_timeout = '60s';
                        """
                )
            }
        }
        try body()
    }

    /// A number of ours, and one a schema.
    var lockNumbers: String { "1952542308, hashtext(current_schema())" }
}
