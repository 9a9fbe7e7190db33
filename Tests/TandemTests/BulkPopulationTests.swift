import Casework
import Database
import Foundation
import Mechanism
import TestEngines
import Testing

@testable import tandem

private let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

private func shipped() throws -> [UInt8] {
    try [UInt8](Data(contentsOf: repository.appending(path: "mechanisms/demonstration.yaml")))
}

struct `A large mechanism` {
    /// One district and its parts, a full one and a beginning one, and as many as the benchmark has.
    @Test(arguments: [0, 1, 2, 7, 8, 9, 17, 560])
    func `is a valid file with as many agencies as wanted`(more: Int) throws {
        let base = try Mechanism(reading: shipped()).agencies.count
        let large = LargeMechanism(enlarging: try shipped(), agencies: base, to: base + more)
        let report = MechanismCheck.report(fileName: "large.yaml", bytes: Array(large.text.utf8))
        #expect(report.isValid, "\(report.lines.prefix(3))")
        let agencies = try Mechanism(reading: Array(large.text.utf8)).agencies.map(\.id.rawValue)
        #expect(agencies.count == base + more)
        #expect(Set(agencies).isSuperset(of: large.added) && large.added.count == more)
    }

    @Test func `lets every unit that refers find help, the last district's too`() throws {
        let base = try Mechanism(reading: shipped()).agencies.count
        let large = LargeMechanism(enlarging: try shipped(), agencies: base, to: base + 13)
        let mechanism = try Mechanism(reading: Array(large.text.utf8))
        for name in large.added {
            let agency = try #require(mechanism.agency(Agency.ID(name)))
            guard agency.mandates.contains(.refer) else { continue }
            #expect(
                mechanism.agreements.contains {
                    $0.from.contains(agency.id) && $0.purpose == .support
                },
                "\(name) can send nobody anywhere"
            )
        }
    }

    @Test func `never has fewer agencies than it began with`() throws {
        let base = try Mechanism(reading: shipped()).agencies.count
        let same = LargeMechanism(enlarging: try shipped(), agencies: base, to: 3)
        #expect(same.added.isEmpty)
        #expect(Array(same.text.utf8) == (try shipped()))
    }
}

struct `A plan of members` {
    private func agencies() throws -> [Agency] {
        let large = LargeMechanism(enlarging: try shipped(), agencies: 34, to: 120)
        return try Mechanism(reading: Array(large.text.utf8)).agencies
    }

    @Test(arguments: [500, 1_000, 5_000])
    func `gives every agency three, and the rest by a long tail`(members: Int) throws {
        let plan = StaffPlan(try agencies(), members: members, signingIn: 0, seed: 1)
        #expect(plan.lines.reduce(0) { $0 + $1.members } == members)
        #expect(plan.lines.allSatisfy { $0.members >= 3 })
        let sizes = plan.lines.map(\.members)
        #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 >= $1 - 1 })
        #expect((sizes.first ?? 0) >= 5 * (sizes.last ?? 0))
        #expect(abs(plan.lines.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
    }

    @Test func `is the same for the same seed, and another for another`() throws {
        func order(_ seed: UInt64) throws -> [Agency.ID] {
            StaffPlan(try agencies(), members: 500, signingIn: 9, seed: seed).lines.map(\.agency.id)
        }
        #expect(try order(1) == order(1))
        #expect(try order(1) != order(2))
    }

    @Test func `chooses who signs in all over the country, none twice, none without a case to see`()
        throws
    {
        let plan = StaffPlan(try agencies(), members: 600, signingIn: 100, seed: 1)
        #expect(plan.signingIn.count == 100 && Set(plan.signingIn).count == 100)
        let chosen = Set(plan.signingIn.map { String($0.prefix { $0 != "." }) })
        #expect(chosen.count > 30)
        for line in plan.lines
        where !Capability.allowed(to: line.agency).contains(.record) {
            #expect(!chosen.contains(line.agency.id.rawValue))
        }
    }

    @Test func `has no more who sign in than there are`() throws {
        let plan = StaffPlan(try agencies(), members: 1, signingIn: 100_000, seed: 1)
        #expect(plan.signingIn.count == Set(plan.signingIn).count)
        #expect(plan.signingIn.count <= plan.lines.count * 3)
    }
}

/// A small country, from an empty folder to a verified one.
@Suite(.bothEngines)
struct `A country that was made at once` {
    private let place: URL
    private let arguments: [String]

    init() throws {
        place = FileManager.default.temporaryDirectory.appending(path: "bulk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let database = try TestDatabase(in: place.path, names: ("tandem.db", "shred.db"))
        arguments =
            ["--data", place.path]
            + (database.engine == .sqlite
                ? [] : ["--database", database.main, "--shred", database.companion])
    }

    private func populate(_ more: String...) async throws -> Int32 {
        try await Populate(
            parsing: arguments + ["--bulk", "--agencies", "40", "--members", "1"] + more
        ).run()
    }

    @Test func `verifies, holds everybody, and has every index that a release makes`()
        async throws
    {
        defer { try? FileManager.default.removeItem(at: place) }
        #expect(try await populate("--people", "400", "--signing-in", "0", "--seed", "3") == 0)
        #expect(try await Verify(parsing: arguments).run() == 0)
        let folder = try DataFolder(Options(arguments, values: DataFolder.options))
        let counts = try await folder.open().read { session in
            try ["case_file", "offer", "work_task", "party", "log_leaf", "entry"].map { table in
                try session.main.row(
                    "SELECT COUNT(*) AS n FROM \(identifier: table)"
                )?.integer("n") ?? 0
            }
        }
        #expect(counts[0] == 400)
        #expect(counts[1...].allSatisfy { $0 > 0 })
        // A leaf for each entry at least, and a party for each case.
        #expect(counts[3] >= 400 && counts[4] >= counts[5] && counts[5] >= 6 * 400)
        let members = try String(
            contentsOf: place.appending(path: "mechanism.yaml"),
            encoding: .utf8
        )
        #expect(MechanismCheck.report(fileName: "", bytes: Array(members.utf8)).isValid)
    }

    @Test func `is not made over anything that is there`() async throws {
        defer { try? FileManager.default.removeItem(at: place) }
        #expect(try await populate("--people", "1", "--signing-in", "0") == 0)
        await #expect(throws: CommandFailure.self) {
            _ = try await populate("--people", "1", "--signing-in", "0")
        }
    }
}

struct `The command line of a large country` {
    @Test(arguments: [
        ["--agencies", "600"], ["--members", "5"], ["--signing-in", "1"],
        ["--bulk", "--agencies", "5"], ["--bulk", "--people", "0"],
        ["--bulk", "--tables", "a.csv"],
    ])
    func `is refused where it makes no sense`(arguments: [String]) {
        #expect(throws: UsageError.self) {
            try Populate(parsing: ["--data", "unused"] + arguments)
        }
    }
}
