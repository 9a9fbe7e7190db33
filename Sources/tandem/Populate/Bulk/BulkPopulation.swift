import Casework
import Cryptography
import Database
import Foundation
import Mechanism
import Synchronization

/// A large country, made at once: agencies and members through the use cases, people in workshops on all cores.
struct BulkPopulation {
    /// How much of everything there is.
    struct Size: Sendable {
        var people: Int
        var agencies: Int
        var members: Int
        /// How many members sign in at the cost of a real installation.
        var signingIn: Int
    }

    let folder: DataFolder
    let size: Size
    let seed: UInt64

    /// Three years, ending the day before the database is made.
    private static let days = 3 * 365
    /// People a workshop takes at a time: their rows are some ten megabytes.
    private static let batch = 250
    /// Batches in one transaction; the pages that it touches stay in memory until then.
    private static let batchesPerCommit = 200

    /// Leaves that get their places in the log together.
    private static let leafBatch = 20_000

    /// Fills an empty folder.
    ///
    /// - Returns: how many people there are: fewer than wanted after an interruption.
    func create() async throws -> Int {
        let today = Serve.systemTime()
        let last = CalendarDate(daysSinceEpoch: Int(today.milliseconds / 86_400_000) - 1)
        let first = last.adding(days: 1 - Self.days)
        let start = Instant(milliseconds: Int64(first.daysSinceEpoch) * 86_400_000)
        try folder.prepare()
        let database = try folder.open(isDurable: false)
        guard try await !Installation.exists(in: database) else {
            throw CommandFailure("\(folder.path) is not empty: --bulk makes everything anew.")
        }
        let (staff, secrets) = try await settle(database, start)
        let base = try await Workshop.Base(of: database, secrets)
        let loader = try await BulkLoader(
            folder.openForBulk(),
            batchesPerCommit: Self.batchesPerCommit
        )
        let queue = BatchQueue(total: size.people, batch: Self.batch)
        let interruption = Interruption {
            CommandLineTool.say("Stopping after what is under way …")
            queue.stop()
        }
        defer { interruption.end() }
        CommandLineTool.say("Taking \(size.people) people through the mechanism …")
        try await withThrowingTaskGroup(of: Void.self) { group in
            // One more than cores: one of them waits for the writer.
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount + 1 {
                group.addTask {
                    let workshop = try await Workshop(base, at: start)
                    while let people = queue.next() {
                        for person in people {
                            var journey = BulkJourney(
                                workshop: workshop,
                                staff: staff,
                                last: last,
                                day: first.adding(days: person * Self.days / size.people),
                                generator: SplitMix64(
                                    seed: seed &+ UInt64(person) &* 0x9E37_79B9_7F4A_7C15
                                )
                            )
                            try await journey.run()
                        }
                        try await loader.add(workshop.harvest())
                        queue.finished(people.count)
                    }
                }
            }
            try await group.waitForAll()
        }
        CommandLineTool.say("Building the indexes …")
        try await loader.finish()
        CommandLineTool.say("Giving the log's leaves their places …")
        try await folder.openInstallation(database).sequenceAll(batch: Self.leafBatch)
        return queue.count
    }

    /// The installation with agencies and members, and without people.
    private func settle(
        _ database: Database,
        _ start: Instant
    ) async throws -> (BulkStaff, InstallationSecrets) {
        let shipped = try DataFolder.shippedMechanism("demonstration.yaml")
        let known = try Mechanism(reading: shipped).agencies.count
        let large = LargeMechanism(enlarging: shipped, agencies: known, to: size.agencies)
        let file = [UInt8](large.text.utf8)
        try folder.write(file, as: "mechanism.yaml")
        let clock = SettableClock(start)
        _ = try await folder.createInstallation(
            in: database,
            mechanismFile: file,
            isDemonstration: true,
            login: "coordination.1",
            password: Demonstration.password,
            parameters: Self.cheapest,
            currentTime: { clock.now }
        )
        func open(_ parameters: Argon2Parameters) async throws -> Installation {
            try await folder.openInstallation(
                database,
                parameters: parameters,
                currentTime: { clock.now }
            )
        }
        let (cheap, standard) = (try await open(Self.cheapest), try await open(.standard))
        let plan = StaffPlan(
            cheap.mechanism.agencies,
            members: size.members,
            signingIn: size.signingIn,
            seed: seed
        )
        try folder.write(
            [UInt8]((plan.signingIn.joined(separator: "\n") + "\n").utf8),
            as: "signing-in.txt"
        )
        let names = Set(plan.signingIn)
        let members = plan.lines.reduce(0) { $0 + $1.members }
        CommandLineTool.say(
            "Seed \(seed): \(plan.lines.count) agencies, \(members) members, \(names.count) of them sign in …"
        )
        let progress = Progress(total: plan.lines.count, each: 100, "agencies")
        let staff = try await BulkStaff(
            plan,
            joining: Staffing(
                cheap,
                by: Demonstration.signIn("coordination.1", to: cheap),
                entrance: { names.contains($0) ? standard : cheap }
            ),
            onProgress: { progress.step() }
        )
        return (staff, try folder.readSecrets())
    }

    /// For members whom nobody plays: their password is public, and there are thousands.
    private static let cheapest: Argon2Parameters = {
        do {
            return try Argon2Parameters(passes: 1, memoryKiB: 8)
        } catch {
            preconditionFailure("the smallest parameters are valid")
        }
    }()
}

/// Hands out people by their numbers, until all are taken or somebody says stop.
private final class BatchQueue: Sendable {
    private struct State {
        var next = 0
        var isStopped = false
    }

    private let state = Mutex(State())
    private let total: Int
    private let batch: Int
    private let progress: Progress

    init(total: Int, batch: Int) {
        self.total = total
        self.batch = batch
        progress = Progress(total: total, each: 10_000, "people")
    }

    var count: Int { progress.count }

    func next() -> Range<Int>? {
        state.withLock { state in
            guard !state.isStopped, state.next < total else { return nil }
            let range = state.next..<min(state.next + batch, total)
            state.next = range.upperBound
            return range
        }
    }

    func finished(_ count: Int) { progress.step(count) }

    func stop() { state.withLock { $0.isStopped = true } }
}
