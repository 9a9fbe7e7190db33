import Casework
import Database
import Foundation
import Mechanism

/// `tandem populate`: fills a fresh demonstration with people drawn from published tables.
struct Populate {
    private let folder: DataFolder
    private let tables: [String]
    private let people: Int?
    private let seed: UInt64
    /// How large a country is made at once, where it is.
    private let bulk: BulkPopulation.Size?

    init(parsing arguments: [String]) throws(UsageError) {
        let options = try Options(
            arguments,
            values: DataFolder.options.union([
                "people", "seed", "agencies", "members", "signing-in",
            ]),
            flags: ["bulk"],
            lists: ["tables"]
        )
        guard options.value("data") != nil, options.operands.isEmpty else {
            throw UsageError("tandem populate needs --data DIR.")
        }
        folder = try DataFolder(options, isDemonstration: true)
        tables = options.values["tables"] ?? []
        people = try options.number("people", in: 1...10_000_000)
        seed = UInt64(try options.number("seed", in: 0...Int.max) ?? 2_023)
        bulk = try Self.bulk(options, people: people)
    }

    private static func bulk(
        _ options: Options,
        people: Int?
    ) throws(UsageError) -> BulkPopulation.Size? {
        let agencies = try options.number("agencies", in: 40...5_000)
        let members = try options.number("members", in: 1...100_000)
        let signingIn = try options.number("signing-in", in: 0...100_000)
        guard options.flags.contains("bulk") else {
            guard agencies == nil, members == nil, signingIn == nil else {
                throw UsageError("--agencies, --members and --signing-in go with --bulk.")
            }
            return nil
        }
        guard options.values["tables"] == nil else {
            throw UsageError("--bulk invents people without tables.")
        }
        return BulkPopulation.Size(
            people: people ?? 1_200_000,
            agencies: agencies ?? 600,
            members: members ?? 5_000,
            signingIn: signingIn ?? 1_000
        )
    }

    /// The quarter that the tables describe.
    private static let quarter = (first: "2023-10-01", last: "2023-12-31")

    /// As many people are on their way at once, each driver with a clock of its own: more than cores, so that the
    /// one writer never waits for work.
    private static let drivers = 4

    func run() async throws -> Int32 {
        if let bulk {
            let count = try await BulkPopulation(folder: folder, size: bulk, seed: seed).create()
            return count == bulk.people ? 0 : 1
        }
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
