import Dispatch
import Glibc

/// Serialises work on the connections that it owns, off the cooperative thread pool.
///
/// A lane owns a main connection and, where there is one, a companion: a second database whose rows must
/// be durable before the main transaction commits. Lost connections are opened anew with the next work.
actor Lane {
    private let executor = QueueExecutor()
    private let open: @Sendable () throws(DatabaseError) -> DatabaseSession
    private var session: DatabaseSession?

    /// A lane that connects with its first work.
    init(lazily open: @escaping @Sendable () throws(DatabaseError) -> DatabaseSession) {
        self.open = open
    }

    /// A lane whose connections are open from the beginning.
    init(
        opening open: @escaping @Sendable () throws(DatabaseError) -> DatabaseSession
    ) throws(DatabaseError) {
        self.open = open
        session = try open()
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    /// Runs a body on the connections.
    func run<Value: Sendable>(
        _ body: @Sendable (DatabaseSession) throws -> Value
    ) throws -> Value {
        let current = try opened()
        defer { forgetLost() }
        return try body(current)
    }

    /// Runs a body in a transaction on the main connection.
    ///
    /// - Throws: `SpoiltTransaction` when nothing was committed for a reason that may pass.
    func transact<Value: Sendable>(
        writing: Bool,
        _ body: @Sendable (DatabaseSession) throws -> Value
    ) throws -> Value {
        let current: DatabaseSession
        do {
            current = try opened()
        } catch {
            throw SpoiltTransaction(fault: error, error: error)
        }
        defer { forgetLost() }
        let value: Value
        do {
            try current.main.begin(writing: writing)
            value = try body(current)
        } catch {
            let fault = current.main.fault ?? current.companion.fault ?? error as? DatabaseError
            current.main.rollBack()
            throw fault.map { SpoiltTransaction(fault: $0, error: error) } ?? error
        }
        do {
            try current.main.commit()
        } catch {
            if error.kind == .outcomeUnknown, let transaction = error.transaction {
                session = nil
                guard let isCommitted = outcome(of: transaction) else { throw error }
                if isCommitted { return value }
                let fault = DatabaseError(
                    kind: .disconnected,
                    code: error.code,
                    statement: error.statement
                )
                throw SpoiltTransaction(fault: fault, error: fault)
            }
            current.main.rollBack()
            throw SpoiltTransaction(fault: error, error: error)
        }
        return value
    }

    private func opened() throws(DatabaseError) -> DatabaseSession {
        if let session { return session }
        let new = try open()
        session = new
        return new
    }

    private func forgetLost() {
        guard let session, session.main.isLost || session.companion.isLost else { return }
        self.session = nil
    }

    /// Asks the server, once it is there again, which way a commit went.
    private func outcome(of transaction: String) -> Bool? {
        for _ in 0..<80 {
            if let current = try? opened(),
                let answer = try? current.main.hasCommitted(transaction)
            {
                return answer
            }
            forgetLost()
            usleep(250_000)
        }
        return nil
    }
}

/// A transaction that left nothing behind, and the failure that spoilt it.
struct SpoiltTransaction: Error {
    /// What the database reported first.
    let fault: DatabaseError
    /// What the body threw.
    let error: any Error
}

/// The connections that one body of work may use.
///
/// Never leaves its lane.
package final class DatabaseSession {
    /// The database.
    package let main: any Connection
    /// The second database, kept and backed up apart from the first.
    package let companion: any Connection
    /// What the layer above attached to the database; never looked at here.
    package internal(set) var context: (any Sendable)?

    package init(
        main: any Connection,
        companion: any Connection,
        context: (any Sendable)? = nil
    ) {
        self.main = main
        self.companion = companion
        self.context = context
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
