import Synchronization

/// The queue before Argon2id: at most two hashes run at once, others wait in order.
///
/// Each hash runs on a thread of its own, never on Swift's shared pool, because it blocks for a
/// quarter of a second and holds 128 MiB. Waiting is bounded and can be cancelled; a hash that runs
/// is not interrupted.
package final class PasswordHasher: Sendable {
    /// Why there is no hash.
    package enum Failure: Error, Equatable {
        /// As many are waiting as may wait: answer 503 and ask to try again.
        case queueFull
        /// The task was cancelled before its hash began.
        case cancelled
        /// The system would not give a thread.
        case threadUnavailable
        /// The hash itself failed.
        case hash(PasswordHash.Failure)
    }

    /// How many hashes run and wait at a moment.
    package struct Load: Hashable, Sendable {
        /// Hashes that run.
        package let running: Int
        /// Callers that wait.
        package let waiting: Int

        package init(running: Int, waiting: Int) {
            self.running = running
            self.waiting = waiting
        }
    }

    /// What one thread does.
    struct Work: Sendable {
        let password: String
        let salt: [UInt8]
        let parameters: Argon2Parameters
    }

    typealias Hash = @Sendable (Work) throws(PasswordHash.Failure) -> SecretBytes

    private struct Waiter {
        let id: UInt64
        let continuation: CheckedContinuation<Result<Void, Failure>, Never>
    }

    private struct State {
        var running = 0
        var nextID: UInt64 = 0
        var waiting: [Waiter] = []
    }

    private let state = Mutex(State())
    private let concurrentLimit: Int
    private let queueLimit: Int
    private let hash: Hash

    /// Makes a queue: `concurrent` hashes at once, `queueLimit` callers waiting at most.
    ///
    /// A hundred who sign in at the same moment all get in: the last waits some 15 s on two cores, half of
    /// what a request may take. Waiting costs a few KiB each; memory is bounded by the hashes that run.
    package convenience init(concurrent: Int = 2, queueLimit: Int = 128) {
        self.init(concurrent: concurrent, queueLimit: queueLimit) {
            work throws(PasswordHash.Failure) in
            try PasswordHash.derive(
                password: work.password,
                salt: work.salt,
                parameters: work.parameters
            )
        }
    }

    init(concurrent: Int, queueLimit: Int, hash: @escaping Hash) {
        precondition(concurrent > 0 && queueLimit >= 0, "a queue needs at least one place to run")
        concurrentLimit = concurrent
        self.queueLimit = queueLimit
        self.hash = hash
    }

    /// How many hashes run and wait now.
    package var load: Load {
        state.withLock { Load(running: $0.running, waiting: $0.waiting.count) }
    }

    /// Hashes like `PasswordHash.derive`, when it is this caller's turn.
    ///
    /// - Throws: `Failure`.
    package func derive(
        password: String,
        salt: [UInt8],
        parameters: Argon2Parameters = .standard
    ) async throws(Failure) -> SecretBytes {
        try await takeTurn().get()
        defer { passTurn() }
        guard !Task.isCancelled else { throw .cancelled }
        let work = Work(password: password, salt: salt, parameters: parameters)
        let hash = self.hash
        let result = await withCheckedContinuation { continuation in
            let started = DetachedThread.start {
                do throws(PasswordHash.Failure) {
                    continuation.resume(returning: Result<_, Failure>.success(try hash(work)))
                } catch {
                    continuation.resume(returning: .failure(.hash(error)))
                }
            }
            if !started { continuation.resume(returning: .failure(.threadUnavailable)) }
        }
        return try result.get()
    }

    private func takeTurn() async -> Result<Void, Failure> {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Result<Void, Failure>? = state.withLock { state in
                    // Cancelled before: no handler will come again. Cancelled after this line: the
                    // handler waits for the lock and finds the waiter.
                    if Task.isCancelled { return .failure(.cancelled) }
                    if state.running < concurrentLimit {
                        state.running += 1
                        return .success(())
                    }
                    guard state.waiting.count < queueLimit else { return .failure(.queueFull) }
                    state.waiting.append(Waiter(id: id, continuation: continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in
                guard let index = state.waiting.firstIndex(where: { $0.id == id }) else {
                    return nil
                }
                return state.waiting.remove(at: index)
            }
            waiter?.continuation.resume(returning: .failure(.cancelled))
        }
    }

    /// Gives the place to the first who waits, or frees it.
    private func passTurn() {
        let next = state.withLock { state -> Waiter? in
            guard !state.waiting.isEmpty else {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.continuation.resume(returning: .success(()))
    }
}
