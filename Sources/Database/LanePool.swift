import Synchronization

/// A fixed number of lanes; work goes to the one that has the least of it.
final class LanePool: Sendable {
    private let lanes: [Lane]
    private let loads: Mutex<[Int]>

    init(_ lanes: [Lane]) {
        self.lanes = lanes
        loads = Mutex(Array(repeating: 0, count: lanes.count))
    }

    var isEmpty: Bool { lanes.isEmpty }

    /// Runs a body on a lane.
    func run<Value: Sendable>(
        _ body: @Sendable (DatabaseSession) throws -> Value
    ) async throws -> Value {
        let index = take()
        defer { loads.withLock { $0[index] -= 1 } }
        return try await lanes[index].run(body)
    }

    /// Runs a body in a transaction on a lane.
    func transact<Value: Sendable>(
        writing: Bool,
        _ body: @Sendable (DatabaseSession) throws -> Value
    ) async throws -> Value {
        let index = take()
        defer { loads.withLock { $0[index] -= 1 } }
        return try await lanes[index].transact(writing: writing, body)
    }

    /// How many bodies run and wait at a moment: a lane runs one, the rest of its load waits.
    var load: Database.Load.Lanes {
        loads.withLock { loads in
            let running = loads.count { $0 > 0 }
            return .init(running: running, waiting: loads.reduce(0, +) - running)
        }
    }

    private func take() -> Int {
        loads.withLock { loads in
            let index = loads.indices.min { loads[$0] < loads[$1] } ?? 0
            loads[index] += 1
            return index
        }
    }
}
