import Foundation
import Synchronization
import Testing

@testable import Cryptography

// A bound for a test that hangs, on whatever machine.
@Suite(.timeLimit(.minutes(10))) struct PasswordHasherTests {
    /// Work that ends only when the test lets it, and counts how much runs at once.
    private final class Gate: Sendable {
        struct Count {
            var running = 0
            var most = 0
            var order: [String] = []
            var answered = false
        }

        let count = Mutex(Count())
        private let door = DispatchSemaphore(value: 0)

        func open(_ times: Int) { for _ in 0..<times { door.signal() } }

        func hasher(concurrent: Int = 2, queueLimit: Int) -> PasswordHasher {
            PasswordHasher(concurrent: concurrent, queueLimit: queueLimit) {
                work throws(PasswordHash.Failure) in
                self.count.withLock {
                    $0.running += 1
                    $0.most = max($0.most, $0.running)
                    $0.order.append(work.password)
                }
                self.door.wait()
                self.count.withLock { $0.running -= 1 }
                if work.password == "fail" { throw .outOfMemory }
                return SecretBytes(Array(work.password.utf8))
            }
        }
    }

    private func start(
        _ hasher: PasswordHasher,
        _ password: String
    ) -> Task<Result<SecretBytes, PasswordHasher.Failure>, Never> {
        Task {
            do throws(PasswordHasher.Failure) {
                return .success(
                    try await hasher.derive(password: password, salt: [], parameters: .standard)
                )
            } catch {
                return .failure(error)
            }
        }
    }

    /// Waits for a task, and cancels it when the test's time is over, so that nothing hangs.
    private func value<Value: Sendable>(of task: Task<Value, Never>) async -> Value {
        await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }

    private func wait(for hasher: PasswordHasher, running: Int, waiting: Int) async throws {
        while hasher.load != PasswordHasher.Load(running: running, waiting: waiting) {
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    @Test func `A hash is the one that the function gives`() async throws {
        let (salt, hasher) = (PasswordHash.newSalt(), PasswordHasher())
        let parameters = try Argon2Parameters(passes: 1, memoryKiB: 64)
        let hash = try await hasher.derive(password: "p", salt: salt, parameters: parameters)
        #expect(
            try hash == PasswordHash.derive(password: "p", salt: salt, parameters: parameters)
        )
        #expect(hasher.load == PasswordHasher.Load(running: 0, waiting: 0))
    }

    @Test func `The standard parameters work`() async throws {
        let hash = try await PasswordHasher().derive(password: "p", salt: PasswordHash.newSalt())
        #expect(hash.count == 32)
    }

    @Test func `At most two run at once, and the others come in order`() async throws {
        let gate = Gate()
        let hasher = gate.hasher(queueLimit: 64)
        var tasks: [Task<Result<SecretBytes, PasswordHasher.Failure>, Never>] = []
        for number in 0..<12 {
            tasks.append(start(hasher, "\(number)"))
            try await wait(
                for: hasher,
                running: min(number + 1, 2),
                waiting: max(number - 1, 0)
            )
        }
        for begun in 2...12 {
            while gate.count.withLock({ $0.order.count }) < begun {
                try await Task.sleep(for: .milliseconds(1))
            }
            gate.open(1)
        }
        gate.open(1)
        for (number, task) in tasks.enumerated() {
            #expect(try await value(of: task).get() == SecretBytes(Array("\(number)".utf8)))
        }
        #expect(gate.count.withLock { $0.most } == 2)
        let order = gate.count.withLock { $0.order }
        #expect(Set(order.prefix(2)) == ["0", "1"])
        #expect(order.dropFirst(2) == (2..<12).map(String.init)[...])
        #expect(hasher.load == PasswordHasher.Load(running: 0, waiting: 0))
    }

    @Test func `A full queue refuses at once and recovers`() async throws {
        let gate = Gate()
        let hasher = gate.hasher(queueLimit: 3)
        let tasks = (0..<5).map { start(hasher, "\($0)") }
        try await wait(for: hasher, running: 2, waiting: 3)
        #expect(await value(of: start(hasher, "late")) == .failure(.queueFull))
        gate.open(6)
        for task in tasks { _ = try await value(of: task).get() }
        _ = try await value(of: start(hasher, "later")).get()
    }

    @Test func `A hundred callers at the same moment are all served, two at once`() async throws {
        let gate = Gate()
        let hasher = gate.hasher(queueLimit: PasswordHasher.standardQueueLimit)
        let tasks = (0..<100).map { start(hasher, "\($0)") }
        try await wait(for: hasher, running: 2, waiting: 98)
        gate.open(100)
        for task in tasks { _ = try await value(of: task).get() }
        // Never more; how many threads ran at one moment is the machine's affair.
        #expect((1...2).contains(gate.count.withLock { $0.most }))
    }

    @Test func `A caller that waits can be cancelled and leaves its place`() async throws {
        let gate = Gate()
        let hasher = gate.hasher(queueLimit: 3)
        let running = [start(hasher, "a"), start(hasher, "b")]
        try await wait(for: hasher, running: 2, waiting: 0)
        let waiting = start(hasher, "c")
        try await wait(for: hasher, running: 2, waiting: 1)
        waiting.cancel()
        #expect(await value(of: waiting) == .failure(.cancelled))
        #expect(hasher.load == PasswordHasher.Load(running: 2, waiting: 0))
        gate.open(2)
        for task in running { _ = try await value(of: task).get() }
        #expect(gate.count.withLock { $0.order.sorted() } == ["a", "b"])
    }

    @Test func `A task that is cancelled already never hashes`() async throws {
        let gate = Gate()
        let hasher = gate.hasher(queueLimit: 3)
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return await start(hasher, "a", inTask: true)
        }
        #expect(await value(of: task) == .failure(.cancelled))
        #expect(gate.count.withLock { $0.order.isEmpty })
        #expect(hasher.load == PasswordHasher.Load(running: 0, waiting: 0))
    }

    @Test func `A task that is cancelled already never waits`() async throws {
        let gate = Gate()
        let hasher = gate.hasher(queueLimit: 3)
        let running = [start(hasher, "a"), start(hasher, "b")]
        try await wait(for: hasher, running: 2, waiting: 0)
        let cancelled = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            let answer = await start(hasher, "c", inTask: true)
            gate.count.withLock { $0.answered = true }
            return answer
        }
        for _ in 0..<20_000 where !gate.count.withLock({ $0.answered }) {
            try await Task.sleep(for: .milliseconds(1))
        }
        #expect(gate.count.withLock { $0.answered }, "while both places are still taken")
        gate.open(3)
        #expect(await value(of: cancelled) == .failure(.cancelled))
        for task in running { _ = try await value(of: task).get() }
    }

    private func start(
        _ hasher: PasswordHasher,
        _ password: String,
        inTask: Bool
    ) async -> Result<SecretBytes, PasswordHasher.Failure> {
        do throws(PasswordHasher.Failure) {
            return .success(
                try await hasher.derive(password: password, salt: [], parameters: .standard)
            )
        } catch {
            return .failure(error)
        }
    }

    @Test func `A failed hash gives its place back`() async throws {
        let gate = Gate()
        let hasher = gate.hasher(concurrent: 1, queueLimit: 1)
        gate.open(2)
        #expect(await value(of: start(hasher, "fail")) == .failure(.hash(.outOfMemory)))
        #expect(try await value(of: start(hasher, "a")).get() == SecretBytes(Array("a".utf8)))
        #expect(hasher.load == PasswordHasher.Load(running: 0, waiting: 0))
    }

    @Test func `A hash gives way to every thread that answers`() async throws {
        let which = __priority_which_t(PRIO_PROCESS.rawValue)
        let niceness = Mutex<Int32?>(nil)
        let hasher = PasswordHasher(concurrent: 1, queueLimit: 0) {
            _ throws(PasswordHash.Failure) in
            niceness.withLock { $0 = getpriority(which, 0) }
            return SecretBytes([])
        }
        _ = try await hasher.derive(password: "", salt: [])
        let own = getpriority(which, 0)
        let found = try #require(niceness.withLock { $0 })
        #expect(found > own || own == 19)
    }

    @Test func `Many callers that come, go and are cancelled leave nothing behind`() async throws {
        var generator = SeededGenerator()
        let hasher = PasswordHasher(concurrent: 2, queueLimit: 1_000)
        let parameters = try Argon2Parameters(passes: 1, memoryKiB: 8)
        let tasks = (0..<200).map { number in
            Task {
                do throws(PasswordHasher.Failure) {
                    let salt = [UInt8](repeating: UInt8(number), count: 16)
                    _ = try await hasher.derive(password: "", salt: salt, parameters: parameters)
                    return true
                } catch {
                    #expect(error == .cancelled)
                    return false
                }
            }
        }
        for task in tasks where Bool.random(using: &generator) { task.cancel() }
        var finished = 0
        for task in tasks where await value(of: task) { finished += 1 }
        #expect(finished > 50)
        #expect(hasher.load == PasswordHasher.Load(running: 0, waiting: 0))
    }
}
