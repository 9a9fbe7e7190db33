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

    init(parsing arguments: [String]) throws(UsageError) {
        let options = try Options(
            arguments,
            values: ["data", "people", "seed"],
            lists: ["tables"]
        )
        guard let data = options.value("data"), options.operands.isEmpty else {
            throw UsageError("tandem populate needs --data DIR.")
        }
        folder = DataFolder(data)
        tables = options.values["tables"] ?? []
        people = try options.number("people", in: 1...1_000_000)
        seed = UInt64(try options.number("seed", in: 0...Int.max) ?? 2_023)
    }

    /// The quarter that the tables describe.
    private static let quarter = (first: "2023-10-01", last: "2023-12-31")

    func run() async throws -> Int32 {
        let table = try readTables()
        let count = people ?? table.people
        guard let first = CalendarDate(iso: Self.quarter.first),
            let last = CalendarDate(iso: Self.quarter.last)
        else { return 1 }
        let clock = SettableClock(
            Instant(milliseconds: Int64(first.daysSinceEpoch) * 86_400_000 + 25_200_000)
        )
        let installation = try await open(clock)
        CommandLineTool.say("Seed \(seed): \(count) people of \(table.people) published.")
        let start = ContinuousClock.now
        try await PopulationDriver(installation: installation, clock: clock, seed: seed).drive(
            table.draw(count, seed: seed),
            from: first,
            through: last,
            onProgress: { done in
                if done.isMultiple(of: 500) || done == count {
                    let seconds = (ContinuousClock.now - start) / .seconds(1)
                    CommandLineTool.say(
                        "\(done) of \(count) people, \(String(format: "%.1f", seconds)) s"
                    )
                }
            }
        )
        return 0
    }

    private func open(_ clock: SettableClock) async throws -> Installation {
        try folder.prepare()
        // Speed over durability: a demonstration can be made again.
        let database = try folder.open(isDurable: false)
        guard try await Installation.exists(in: database) else {
            CommandLineTool.say("Making a demonstration in \(folder.path) …")
            return try await Demonstration(folder: folder, database: database).establish(clock)
        }
        let installation = try await Installation.open(
            database,
            secrets: folder.readSecrets(),
            parameters: Demonstration.parameters,
            currentTime: { clock.now }
        )
        guard installation.isDemonstration else {
            throw CommandFailure(
                "\(folder.path) was not created for demonstration: populate does not touch it."
            )
        }
        return installation
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
