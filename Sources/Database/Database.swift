import Synchronization

/// A database with one writer and a few readers.
package final class Database: Sendable {
    private let writer: Lane
    private let readers: [Lane]
    private let turns = Atomic<UInt64>(0)

    /// Opens SQLite files, which are created when missing.
    ///
    /// - Parameters:
    ///   - path: path of the file.
    ///   - companion: path of the second file; its deleted rows are overwritten.
    ///   - readers: number of read-only lanes beside the writer.
    ///   - isDurable: false only for demonstrations that nobody would miss.
    /// - Throws: `DatabaseError` of kind `cannotOpen` or `corrupt` when a file can't be used.
    package init(
        sqlite path: String,
        companion: String,
        readers: Int = 2,
        isDurable: Bool = true
    ) throws(DatabaseError) {
        @Sendable func open(isWritable: Bool) throws(DatabaseError) -> DatabaseSession {
            DatabaseSession(
                main: try SQLiteConnection(
                    path: path,
                    options: .init(isWritable: isWritable, isDurable: isDurable)
                ),
                companion: try SQLiteConnection(
                    path: companion,
                    options: .init(
                        isWritable: isWritable,
                        erasesDeleted: true,
                        isDurable: isDurable
                    )
                )
            )
        }
        writer = try Lane { () throws(DatabaseError) in try open(isWritable: true) }
        var lanes: [Lane] = []
        for _ in 0..<readers {
            lanes.append(try Lane { () throws(DatabaseError) in try open(isWritable: false) })
        }
        self.readers = lanes
    }

    /// Runs a body in one write transaction on the main database.
    ///
    /// Writes to the companion are durable on their own, before the main transaction commits: where that
    /// fails they stay behind as orphans, to be swept.
    package func write<Value: Sendable>(
        _ body: @Sendable (DatabaseSession) throws -> Value
    ) async throws -> Value {
        try await writer.run { session in
            try session.main.transaction { try body(session) }
        }
    }

    /// Runs a body on one consistent snapshot.
    package func read<Value: Sendable>(
        _ body: @Sendable (DatabaseSession) throws -> Value
    ) async throws -> Value {
        guard !readers.isEmpty else { return try await write(body) }
        let turn = turns.wrappingAdd(1, ordering: .relaxed).oldValue
        let lane = readers[Int(turn % UInt64(readers.count))]
        return try await lane.run { session in
            try session.main.execute("BEGIN")
            do {
                let value = try body(session)
                try session.main.execute("COMMIT")
                return value
            } catch {
                // The engine may have rolled back already; the first failure is the one to report.
                _ = try? session.main.execute("ROLLBACK")
                throw error
            }
        }
    }

    /// Brings both databases to this program's schemas.
    ///
    /// - Throws: `MigrationError.databaseIsNewer` when a later release has been at work on one.
    package func migrate(main: [Migration], companion: [Migration]) async throws {
        try await writer.run { session in
            try session.main.migrate(main)
            try session.companion.migrate(companion)
        }
    }
}
