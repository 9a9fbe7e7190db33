import Casework
import Database
import Foundation
import Mechanism
import Synchronization

/// `tandem populate`: fills a fresh demonstration with people drawn from published tables.
struct Populate {
    private let folder: DataFolder
    private let tables: [String]
    private let people: Int?
    private let seed: UInt64

    init(parsing arguments: [String]) throws(UsageError) {
        let options = try Options(
            arguments,
            values: DataFolder.options.union(["people", "seed"]),
            lists: ["tables"]
        )
        guard options.value("data") != nil, options.operands.isEmpty else {
            throw UsageError("tandem populate needs --data DIR.")
        }
        folder = try DataFolder(options, isDemonstration: true)
        tables = options.values["tables"] ?? []
        people = try options.number("people", in: 1...1_000_000)
        seed = UInt64(try options.number("seed", in: 0...Int.max) ?? 2_023)
    }

    /// The quarter that the tables describe.
    private static let quarter = (first: "2023-10-01", last: "2023-12-31")

    /// As many people are on their way at once, each driver with a clock of its own: more than cores, so that the
    /// one writer never waits for work.
    private static let drivers = 4

    func run() async throws -> Int32 {
        let table = try readTables()
        let people = table.draw(self.people ?? table.people, seed: seed)
        guard let first = CalendarDate(iso: Self.quarter.first),
            let last = CalendarDate(iso: Self.quarter.last)
        else { return 1 }
        let start = Instant(milliseconds: Int64(first.daysSinceEpoch) * 86_400_000 + 25_200_000)
        let database = try await open(SettableClock(start))
        CommandLineTool.say("Seed \(seed): \(people.count) people of \(table.people) published.")
        let progress = Progress(total: people.count)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for part in 0..<Self.drivers {
                let clock = SettableClock(start)
                let installation = try await installation(in: database, clock)
                group.addTask {
                    try await PopulationDriver(
                        installation: installation,
                        clock: clock,
                        seed: seed
                    ).drive(
                        people,
                        from: first,
                        through: last,
                        share: (part, Self.drivers),
                        onProgress: { progress.step() }
                    )
                }
            }
            try await group.waitForAll()
        }
        return 0
    }

    /// Opens the demonstration's database, or makes a demonstration without cases.
    private func open(_ clock: SettableClock) async throws -> Database {
        try folder.prepare()
        // Speed over durability: a demonstration can be made again.
        let database = try folder.open(isDurable: false)
        if try await Installation.exists(in: database) {
            guard try await installation(in: database, clock).isDemonstration else {
                throw CommandFailure(
                    "\(folder.path) was not created for demonstration: populate leaves it alone."
                )
            }
        } else {
            CommandLineTool.say("Making a demonstration in \(folder.path) …")
            _ = try await Demonstration(folder: folder, database: database).establish(clock)
        }
        return database
    }

    private func installation(
        in database: Database,
        _ clock: SettableClock
    ) async throws -> Installation {
        try await folder.openInstallation(
            database,
            parameters: Demonstration.parameters,
            currentTime: { clock.now }
        )
    }

    private func readTables() throws -> PopulationTable {
        guard !tables.isEmpty else { return try PopulationTable.shipped() }
        let files = try tables.map { path in
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw CommandFailure("\(path) can't be read.")
            }
            return (name: path, text: text)
        }
        do {
            return try PopulationTable(files: files)
        } catch {
            throw CommandFailure("\(error)")
        }
    }
}

/// Says how far it has come, every 500 people and at the end.
private final class Progress: Sendable {
    private let done = Mutex(0)
    private let total: Int
    private let start = ContinuousClock.now

    init(total: Int) { self.total = total }

    func step() {
        let count = done.withLock {
            $0 += 1
            return $0
        }
        guard count.isMultiple(of: 500) || count == total else { return }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        CommandLineTool.say("\(count) of \(total) people, \(String(format: "%.1f", seconds)) s")
    }
}
