import Casework
import Database
import Foundation
import Mechanism
import TestEngines
import TestTown
import Testing

@testable import tandem

/// What processes that start at the same moment leave in one folder.
@Suite(.bothEngines)
struct `A key file` {
    @Test func `of an older release is completed once, by whoever comes first`() async throws {
        let town = try await DemoTown.found()
        let folder = try DataFolder(LookedAfter.options(town))
        let secrets = town.receipt.secrets
        try folder.write(
            InstallationSecrets(
                pepper: secrets.pepper,
                anchor: secrets.anchor,
                rows: nil,
                log: nil,
                linkage: [:]
            )
        )
        let served = await Self.atOnce(4) {
            try await folder.openInstallation(folder.open(isDurable: false))
        }
        for result in served {
            #expect(try await result.get().verify().fault == nil)
        }
        let kept = try folder.readSecrets()
        #expect(kept.rows != nil && kept.log != nil && kept.linkage.keys.sorted() == [1])
        let opened = try await folder.openInstallation(folder.open())
        #expect(try await opened.verify().fault == nil)
    }

    @Test func `is that of the one installation that was made`() async throws {
        let place = try Folder()
        let databases = try TestDatabase(in: place.path, names: ("tandem.db", "shred.db"))
        let addresses =
            databases.engine == .postgres
            ? ["--database", databases.main, "--shred", databases.companion] : []
        let folder = try DataFolder(
            Options(
                ["--data", place.path] + addresses,
                values: DataFolder.options,
                environment: [:],
                standardFile: "/nonexistent"
            )
        )
        let mechanism = try [UInt8](
            Data(contentsOf: DemoTown.package.appending(path: "mechanisms/demonstration.yaml"))
        )
        let parameters = try DemoTown.parameters()
        let results = await Self.atOnce(4) {
            try await folder.createInstallation(
                in: folder.open(isDurable: false),
                mechanismFile: mechanism,
                isDemonstration: true,
                login: "coordination.1",
                password: DemoTown.password,
                parameters: parameters,
                currentTime: { DemoTown.morning }
            )
        }
        let made = results.compactMap { try? $0.get() }
        try #require(made.count == 1)
        #expect(try folder.readSecrets().anchor == made[0].secrets.anchor)
        let opened = try await folder.openInstallation(folder.open())
        #expect(try await opened.verify().fault == nil)
    }

    /// Runs a body several times side by side.
    private static func atOnce<Value: Sendable>(
        _ count: Int,
        _ body: @escaping @Sendable () async throws -> Value
    ) async -> [Result<Value, any Error>] {
        await withTaskGroup { group in
            for _ in 0..<count {
                group.addTask { () -> Result<Value, any Error> in
                    do { return .success(try await body()) } catch { return .failure(error) }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }
}

/// A folder that goes with the test.
private final class Folder {
    let path = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)")
        .path

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
