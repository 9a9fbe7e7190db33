/// With whom a program shares a database while it is connected.
package enum Hold: Hashable, Sendable {
    /// With every other program that shares it, as servers, backups and checks do.
    case shared
    /// With nobody: nothing else is connected, and nothing can connect, until this connection ends.
    case alone
}

extension SQLiteConnection {
    /// Before the first look at the file: the lock on the whole of it is then taken with that look, and kept.
    ///
    /// Source: SQLite, "Write-Ahead Logging", section 8.
    static let aloneScript = "PRAGMA busy_timeout = 1000; PRAGMA locking_mode = EXCLUSIVE;"
}

extension PostgresConnection {
    /// Takes an advisory lock that the server gives back when the connection ends, however that happens.
    ///
    /// - Throws: `DatabaseError` of kind `busy` where somebody else's hold forbids it, of kind `readOnly` on a
    ///   standby, on which nobody is alone.
    func take(_ hold: Hold) throws(DatabaseError) {
        // A number of ours, and one a schema; migrations take turns with another.
        let numbers = "1952542309, hashtext(current_schema())"
        switch hold {
        case .shared:
            try run(
                script: """
                    SET lock_timeout = '50ms'; SELECT pg_advisory_lock_shared(\(numbers));
                    SET lock_timeout = '10s';
                    """
            )
        case .alone:
            if case .integer(1)? = try row("SELECT pg_is_in_recovery() AS answer")?.values.first {
                throw DatabaseError(kind: .readOnly, code: 0, statement: nil)
            }
            // A second, for connections that are just ending. Later it may rest while another works.
            try run(
                script: """
                    SET lock_timeout = '1s'; SELECT pg_advisory_lock(\(numbers));
                    SET lock_timeout = '10s'; SET statement_timeout = 0;
                    SET idle_in_transaction_session_timeout = 0;
                    """
            )
        }
    }
}
