import Glibc
import Synchronization

@testable import HTTP

/// A source that gives pieces of a pattern, and says how many it gave.
final class PatternSource: PieceSource {
    private let pieceBytes: Int
    private let count: Int
    private let pause: Duration?
    /// Throws instead of the piece with this number, from 0.
    private let failing: Int?
    let given = Mutex(0)
    let wasCancelled = Mutex(false)

    struct Broken: Error {}

    init(count: Int, pieceBytes: Int = 65_536, pause: Duration? = nil, failing: Int? = nil) {
        self.count = count
        self.pieceBytes = pieceBytes
        self.pause = pause
        self.failing = failing
    }

    func next() async throws -> [UInt8]? {
        let start = given.withLock { $0 }
        if start / pieceBytes == failing { throw Broken() }
        if let pause {
            do {
                try await Task.sleep(for: pause)
            } catch {
                wasCancelled.withLock { $0 = true }
                throw error
            }
        }
        guard start < count else { return nil }
        let end = min(start + pieceBytes, count)
        given.withLock { $0 = end }
        return pattern(start..<end)
    }

    /// Waits until so much was asked of it, ten seconds at most, and a moment longer in which more
    /// could be; returns how much was.
    func settles(at count: Int) async throws -> Int {
        for _ in 0..<1_000 where given.withLock({ $0 }) < count {
            try await Task.sleep(for: .milliseconds(10))
        }
        try await Task.sleep(for: .milliseconds(100))
        return given.withLock { $0 }
    }

    /// Waits until something was asked of it and then nothing for a second; returns how much was.
    func settles() async throws -> Int {
        var before = 0
        var now = try await settles(at: 1)
        while before != now {
            before = now
            try await Task.sleep(for: .seconds(1))
            now = given.withLock { $0 }
        }
        return now
    }
}

/// Bytes that tell where they stand: they repeat after a prime number only.
func pattern(_ range: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    var position = range.lowerBound
    while position < range.upperBound {
        let start = position % round.count
        let count = min(round.count - start, range.upperBound - position)
        bytes.append(contentsOf: round[start..<start + count])
        position += count
    }
    return bytes
}

private let round: [UInt8] = {
    var generator = SeededGenerator(seed: 1)
    return (0..<65_537).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
}()

/// Whether bytes are the pattern from its beginning, and so many: quick, and short when it fails.
func isPattern(_ bytes: some Collection<UInt8>, count: Int) -> Bool {
    let wanted = pattern(0..<count)
    let all = Array(bytes)
    guard all.count == count, count > 0 else { return all.count == count }
    return unsafe memcmp(all, wanted, count) == 0
}

/// What a handler saw of an upload.
final class UploadLog: Sendable {
    struct State {
        var bytes: [UInt8] = []
        var failure: UploadBody.Failure?
        var hasEnded = false
        var mostHeldBytes = 0
        var mostPieceBytes = 0
        var isCancelled = false
    }

    let state = Mutex(State())

    /// Reads an upload to its end, or to its failure.
    func read(_ upload: UploadBody, pausing pause: Duration? = nil) async -> HTTPResponse {
        do {
            while let piece = try await upload.next() {
                state.withLock { state in
                    state.bytes += piece
                    state.mostPieceBytes = max(state.mostPieceBytes, piece.count)
                }
                if let pause { try await Task.sleep(for: pause) }
            }
            state.withLock { $0.hasEnded = true }
        } catch let failure as UploadBody.Failure {
            state.withLock { $0.failure = failure }
        } catch {
            state.withLock { $0.isCancelled = true }
        }
        return state.withLock { state in
            state.mostHeldBytes = upload.mostHeldBytes
            return .text(state.failure.map { "\($0)" } ?? "\(state.bytes.count)")
        }
    }

    /// Waits until a condition holds; false when it never does.
    func waits(for condition: (State) -> Bool) async throws -> Bool {
        for _ in 0..<1_000 {
            if state.withLock({ condition($0) }) { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}

/// A `POST` whose body is announced.
func post(_ target: String, length: Int, _ extra: String = "") -> String {
    "POST \(target) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(length)\r\n\(extra)\r\n"
}
