import Casework
import Database
import Foundation
import Store
import TestEngines
import TestTown
import Testing

@testable import tandem

/// `tandem fingerprints` on a folder whose key file it changes.
@Suite(.bothEngines)
struct `A linkage key of the key file` {
    private static func run(_ arguments: String..., on town: DemoTown) async throws -> Int32 {
        let addresses =
            town.place.engine == .postgres
            ? ["--database", town.place.main, "--shred", town.place.companion] : []
        return try await Fingerprints(
            parsing: ["--data", town.folder.path] + addresses + arguments
        ).run()
    }

    @Test func `gets a successor, and goes once nothing is under it`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let folder = try DataFolder(LookedAfter.options(town))
        try folder.write(town.receipt.secrets)
        _ = try await town.openCase(by: "labour-inspectorate.1")
        #expect(try await Self.run(on: town) == 0)
        #expect(try folder.readSecrets().linkage.keys.sorted() == [1])
        #expect(try await Self.run("--new-key", on: town) == 0)
        #expect(try folder.readSecrets().linkage.keys.sorted() == [1, 2])
        // What is still under the old key keeps it.
        #expect(try await Self.run("--retire", on: town) == 0)
        #expect(try folder.readSecrets().linkage.keys.sorted() == [1, 2])
        let installation = try await folder.openInstallation(folder.open())
        let secret = try await installation.signIn(
            login: "labour-inspectorate.1",
            password: DemoTown.password
        )
        let actor = try #require(try await installation.actor(of: secret))
        #expect(try await installation.renewFingerprints(by: actor) == 1)
        #expect(try await Self.run("--retire", on: town) == 0)
        #expect(try folder.readSecrets().linkage.keys.sorted() == [2])
    }

    @Test func `is not made and taken away in one step`() {
        #expect(throws: UsageError.self) {
            try Fingerprints(parsing: ["--data", "/nonexistent", "--new-key", "--retire"])
        }
        #expect(throws: UsageError.self) { try Fingerprints(parsing: []) }
    }
}
