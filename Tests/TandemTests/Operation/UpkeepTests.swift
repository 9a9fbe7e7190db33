import Casework
import Cryptography
import Database
import Foundation
import Store
import TestTown
import Testing

@testable import tandem

struct `What a server does beside answering` {
    private static let backlog = 12_000

    private func waiting(in town: DemoTown) async throws -> Int {
        try await town.database.read { try LeafTable($0).waiting(limit: Self.backlog).count }
    }

    @Test func `ends between two batches of the log, however many leaves wait`() async throws {
        let town = try await DemoTown.found()
        let now = town.clock.now
        try await town.database.write { session in
            let leaves = LeafTable(session)
            for _ in 0..<Self.backlog {
                try leaves.insert(
                    id: RandomBytes.generate(count: 16),
                    hash: RandomBytes.generate(count: 32),
                    at: now,
                    caseID: nil,
                    sealed: []
                )
            }
        }
        let options = try Options(
            ["--data", town.folder.path],
            values: DataFolder.options,
            environment: [:],
            standardFile: "/nonexistent"
        )
        let upkeep = Upkeep(town.installation, in: try DataFolder(options)) { _ in }
        let work = Task { await upkeep.run() }
        while try await waiting(in: town) == Self.backlog {
            try await Task.sleep(for: .milliseconds(5))
        }
        work.cancel()
        await work.value
        #expect(try await waiting(in: town) > 0)
    }
}
