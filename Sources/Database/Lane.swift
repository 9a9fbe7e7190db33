import Dispatch

/// Serialises work on the connections that it owns, off the cooperative thread pool.
///
/// A lane owns a main connection and, where there is one, a companion: a second database whose rows must
/// be durable before the main transaction commits.
actor Lane {
    private let executor = QueueExecutor()
    private let session: DatabaseSession

    init(_ open: @Sendable () throws(DatabaseError) -> DatabaseSession) throws(DatabaseError) {
        session = try open()
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    func run<Value: Sendable>(
        _ body: @Sendable (DatabaseSession) throws -> Value
    ) throws -> Value {
        try body(session)
    }
}

/// The connections that one body of work may use.
///
/// Never leaves its lane.
package final class DatabaseSession {
    /// The database.
    package let main: any Connection
    /// The second database, kept and backed up apart from the first.
    package let companion: any Connection

    package init(main: any Connection, companion: any Connection) {
        self.main = main
        self.companion = companion
    }
}

private final class QueueExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "database.lane")

    func enqueue(_ job: UnownedJob) {
        queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        unsafe UnownedSerialExecutor(ordinary: self)
    }

    func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
