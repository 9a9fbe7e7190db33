import Casework
import Database
import Foundation
import Glibc
import Mechanism
import Store
import TestEngines
import TestTown
import Testing

@testable import tandem

/// A real installation of which a doctor finds nothing to say, to be broken by a test.
struct LookedAfter {
    let town: DemoTown
    let folder: DataFolder

    /// An installation with two keyholders and a mechanism that is meant, backed up just now.
    init() async throws {
        town = try await DemoTown.found()
        try await town.join("coordination", number: 2, isKeyholder: true)
        folder = try DataFolder(Self.options(town))
        try folder.write(town.receipt.secrets)
        let country = try [UInt8](
            Data(contentsOf: DemoTown.package.appending(path: "mechanisms/bulgaria.yaml"))
        )
        let now = town.clock.now
        try await town.database.write { session in
            try SettingTable(session).set("demonstration", to: [0])
            try MechanismTable(session).publish(country, at: now.milliseconds)
        }
        try await Backup.recordFinish(in: town.database, at: now)
        try await sign(as: "ombudsman.example")
        try tidy()
    }

    /// A witness signs the log as it is now; nobody here looks at the signature itself.
    func sign(as witness: String) async throws {
        let now = town.clock.now
        try await town.database.write { session in
            try CheckpointTable(session).insert(
                .init(size: 1, witness: witness, keyID: [1], signature: [2], signedAt: now)
            )
        }
    }

    static func options(_ town: DemoTown) throws -> Options {
        let addresses =
            town.place.engine == .postgres
            ? ["--database", town.place.main, "--shred", town.place.companion] : []
        return try Options(
            ["--data", town.folder.path] + addresses,
            values: DataFolder.options,
            environment: [:],
            standardFile: "/nonexistent"
        )
    }

    /// Closes the files to all but their owner, who is not root.
    private func tidy() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        for path in [folder.path] + names.map({ "\(folder.path)/\($0)" }) {
            try #require(unsafe chmod(path, path == folder.path ? 0o700 : 0o600) == 0)
            if geteuid() == 0 { try #require(unsafe chown(path, 65_534, 65_534) == 0) }
        }
    }

    /// What a doctor says of what is kept, without what is true of every test's PostgreSQL.
    func symptoms() async throws -> [Symptom] {
        await Doctor(folder).keptSymptoms(at: town.clock.now).symptoms
            .filter { !Self.ofTheCluster.contains($0.check) || town.place.engine == .sqlite }
    }

    /// The tests' own server is fast and forgets: see `ThrowawayCluster`.
    private static let ofTheCluster = ["checksums", "durability", "one-server"]

    /// The symptoms, or those of one check, without the one reminder that every backup brings.
    func news(of check: String? = nil) async throws -> [String] {
        try await symptoms()
            .filter { check.map($0.check.contains) ?? true && $0.check != "shred-backups" }
            .map(\.line)
    }
}
