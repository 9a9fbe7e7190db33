import Synchronization

/// A database with a few lanes that write, one on SQLite, and a few that read.
package final class Database: Sendable {
    /// Which engine is behind it.
    package let engine: Engine
    private let writers: LanePool
    private let readers: LanePool
    private let wasOpen = Atomic(false)
    private let context = Mutex<(any Sendable)?>(nil)

    init(engine: Engine, writers: LanePool, readers: LanePool) {
        self.engine = engine
        self.writers = writers
        self.readers = readers
    }

    /// Opens SQLite files, which are created when missing.
    ///
    /// - Parameters:
    ///   - path: path of the file.
    ///   - companion: path of the second file; its deleted rows are overwritten.
    ///   - readers: number of read-only lanes beside the writer.
    ///   - isDurable: false only for demonstrations that nobody would miss.
    /// - Throws: `DatabaseError` of kind `cannotOpen` or `corrupt` when a file can't be used.
    package convenience init(
        sqlite path: String,
        companion: String,
        readers: Int = 4,
        isDurable: Bool = true
    ) throws(DatabaseError) {
        @Sendable func open(isWritable: Bool) throws(DatabaseError) -> DatabaseSession {
            DatabaseSession(
                main: try SQLiteConnection(
                    path: path,
                    options: .init(
                        isWritable: isWritable,
                        isDurable: isDurable,
                        cacheMiB: isWritable ? 31 : 12
                    )
                ),
                companion: try SQLiteConnection(
                    path: companion,
                    options: .init(
                        isWritable: isWritable,
                        erasesDeleted: true,
                        isDurable: isDurable,
                        cacheMiB: isWritable ? 31 : 4
                    )
                )
            )
        }
        let writer = try Lane(opening: { () throws(DatabaseError) in try open(isWritable: true) })
        var lanes: [Lane] = []
        for _ in 0..<readers {
            lanes.append(
                try Lane(opening: { () throws(DatabaseError) in try open(isWritable: false) })
            )
        }
        self.init(engine: .sqlite, writers: LanePool([writer]), readers: LanePool(lanes))
    }

    /// Gives every session from now on something of the layer above, such as a key.
    package func attach(_ context: any Sendable) {
        self.context.withLock { $0 = context }
    }

    /// How many transactions run and wait at a moment.
    package struct Load: Hashable, Sendable {
        /// Transactions on the lanes of one kind.
        package struct Lanes: Hashable, Sendable {
            /// As many as there are lanes at most.
            package let running: Int
            /// Those that wait for a lane.
            package let waiting: Int

            package init(running: Int, waiting: Int) {
                self.running = running
                self.waiting = waiting
            }
        }

        /// Those that only read.
        package let reading: Lanes
        /// Those that write.
        package let writing: Lanes

        package init(reading: Lanes, writing: Lanes) {
            self.reading = reading
            self.writing = writing
        }
    }

    /// How many transactions run and wait now.
    package var load: Load { Load(reading: readers.load, writing: writers.load) }

    /// Runs a body in one write transaction on the main database.
    ///
    /// Where another server process was faster, or the connection broke before anything was committed,
    /// the body runs again: it leaves nothing behind but rows of the companion. Those are durable on
    /// their own, before the main transaction commits: where that fails they stay behind as orphans, to
    /// be swept.
    /// - Throws: what the body throws; `DatabaseError` of kind `outcomeUnknown` when the connection broke
    ///   during the commit and the server did not come back to say which way it went.
    package func write<Value: Sendable>(
        _ body: @Sendable (DatabaseSession) throws -> Value
    ) async throws -> Value {
        try await patiently(writers, writing: true, body)
    }

    /// Runs a body on one consistent snapshot.
    package func read<Value: Sendable>(
        _ body: @Sendable (DatabaseSession) throws -> Value
    ) async throws -> Value {
        guard !readers.isEmpty else { return try await write(body) }
        return try await patiently(readers, writing: false, body)
    }

    private func patiently<Value: Sendable>(
        _ lanes: LanePool,
        writing: Bool,
        _ body: @Sendable (DatabaseSession) throws -> Value
    ) async throws -> Value {
        var patience = Patience()
        let context = context.withLock { $0 }
        let body = { @Sendable (session: DatabaseSession) throws -> Value in
            session.context = context
            return try body(session)
        }
        while true {
            do {
                let value = try await lanes.transact(writing: writing, body)
                if engine == .postgres { wasOpen.store(true, ordering: .relaxed) }
                return value
            } catch let spoilt as SpoiltTransaction {
                let wasOpen = wasOpen.load(ordering: .relaxed)
                guard engine == .postgres,
                    let pause = patience.pause(after: spoilt.fault, wasOpen: wasOpen)
                else { throw spoilt.error }
                try await Task.sleep(for: pause)
            }
        }
    }

    /// Brings both databases to this program's schemas.
    ///
    /// - Throws: `MigrationError.databaseIsNewer` when a later release has been at work on one.
    package func migrate(main: [Migration], companion: [Migration]) async throws {
        try await writers.run { session in
            try session.main.migrate(main)
            try session.companion.migrate(companion)
        }
    }
}
