import Casefile
import Casework
import Cryptography
import Database
import Mechanism

/// How many members each agency gets, and which of them sign in as people do.
///
/// Sizes follow a long tail: the agency of rank r weighs r to the power of -0.7.
struct StaffPlan: Sendable {
    struct Line: Sendable {
        let agency: Agency
        /// Share of the work: of members and of people who are met.
        let weight: Double
        let members: Int
    }

    let lines: [Line]
    /// Sign-in names of members whose passwords cost what a real installation's cost.
    let signingIn: [String]

    /// Two keyholders and one more member are the fewest, so `members` may come out higher.
    init(_ agencies: [Agency], members: Int, signingIn: Int, seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let ranked = generator.shuffled(agencies)
        let weights = ranked.indices.map { Self.power(Double($0 + 1)) }
        let sum = weights.reduce(0, +)
        let spare = Double(max(members - 3 * agencies.count, 0))
        var given = 0.0
        var taken = 0
        lines = zip(ranked, weights).map { agency, weight in
            // Rounded along the way, so that all together are as many as wanted.
            given += spare * weight / sum
            let extra = Int(given.rounded()) - taken
            taken += extra
            return Line(agency: agency, weight: weight / sum, members: 3 + extra)
        }
        let logins = lines.filter { Capability.allowed(to: $0.agency).contains(.record) }
            .flatMap { line in (1...line.members).map { "\(line.agency.id).\($0)" } }
        let wanted = min(signingIn, logins.count)
        self.signingIn = (0..<wanted).map { logins[$0 * logins.count / wanted] }
    }

    /// x to the power of -0.7, by square roots alone: x^-0.6875, the same on every machine.
    private static func power(_ x: Double) -> Double {
        let root2 = x.squareRoot()
        let root4 = root2.squareRoot()
        let root8 = root4.squareRoot()
        let root16 = root8.squareRoot()
        return 1 / (root2 * root8 * root16)
    }
}

/// Members at work, all of them, by agency.
struct BulkStaff: Sendable {
    private let actors: [Agency.ID: [Actor]]
    /// Agencies that meet people, each with the sum of the shares up to and with its own.
    private let openers: [(agency: Agency.ID, upTo: Double)]

    /// Lets every planned member join, agencies side by side.
    init(
        _ plan: StaffPlan,
        joining staffing: Staffing,
        onProgress: @escaping @Sendable () -> Void
    ) async throws {
        var found: [Agency.ID: [Actor]] = [:]
        try await withThrowingTaskGroup(of: (Agency.ID, [Actor]).self) { group in
            var waiting = plan.lines[...]
            func next() {
                guard let line = waiting.popFirst() else { return }
                group.addTask {
                    try Task.checkCancellation()
                    return (
                        line.agency.id,
                        try await staffing.staff(line.agency, count: line.members)
                    )
                }
            }
            // As many as hashes may run at once, and one that writes.
            for _ in 0..<3 { next() }
            while let (agency, actors) = try await group.next() {
                found[agency] = actors
                onProgress()
                next()
            }
        }
        actors = found
        var sum = 0.0
        openers = plan.lines.compactMap { line in
            guard found[line.agency.id]?.contains(where: { $0.may(.recordContact) }) == true else {
                return nil
            }
            sum += line.weight
            return (line.agency.id, sum)
        }
    }

    /// Whoever meets the next person: an agency by its share, and any of its members.
    func opener(_ generator: inout SplitMix64) throws -> Actor {
        guard let all = openers.last?.upTo else {
            throw CommandFailure("No agency of the mechanism meets people.")
        }
        let drawn = all * Double(generator.index(below: 1 << 30)) / Double(1 << 30)
        var low = 0
        var high = openers.count - 1
        while low < high {
            let middle = (low + high) / 2
            if openers[middle].upTo > drawn { high = middle } else { low = middle + 1 }
        }
        return try member(of: openers[low].agency, &generator)
    }

    /// Any member of an agency.
    func member(of agency: Agency.ID, _ generator: inout SplitMix64) throws -> Actor {
        guard let members = actors[agency], !members.isEmpty else {
            throw CommandFailure("The demonstration has nobody at \(agency).")
        }
        return generator.element(of: members)
    }
}
