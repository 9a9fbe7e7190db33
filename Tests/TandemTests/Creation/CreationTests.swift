import Casework
import Database
import Foundation
import Mechanism
import Store
import TestEngines
import TestTown
import Testing

@testable import tandem

/// An installation that several programs want to make in the same databases.
@Suite(.bothEngines)
struct `A creation` {
    private let place: TestDatabase
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "tandem-creation-\(UUID().uuidString)").path()

    init() throws {
        place = try TestDatabase(in: folder)
    }

    private func dataFolder(_ name: String) throws -> DataFolder {
        let isServer = place.engine == .postgres
        let addresses = isServer ? ["--database", place.main, "--shred", place.companion] : []
        // Machines around a server have a folder each; files are one folder's.
        return try DataFolder(
            Options(
                ["--data", isServer ? "\(folder)/\(name)" : folder] + addresses,
                values: DataFolder.options,
                environment: [:],
                standardFile: "/nonexistent"
            )
        )
    }

    private func create(in data: DataFolder) async throws -> CreationReceipt {
        try data.prepare()
        let database = try data.open()
        return try await data.createInstallation(
            in: database,
            mechanismFile: DataFolder.shippedMechanism("demonstration.yaml"),
            isDemonstration: true,
            login: "coordination.1",
            password: DemoTown.password,
            parameters: DemoTown.parameters(),
            currentTime: { DemoTown.morning }
        )
    }

    @Test func `that several begin at once succeeds once, and its key file is the one that stays`()
        async throws
    {
        let folders = try (0..<4).map { try dataFolder("\($0)") }
        let results = await withTaskGroup(of: (Int, Result<CreationReceipt, any Error>).self) {
            group in
            for (number, data) in folders.enumerated() {
                group.addTask {
                    do {
                        return (number, .success(try await create(in: data)))
                    } catch {
                        return (number, .failure(error))
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let made = results.compactMap { number, result in
            (try? result.get()).map { (number, $0) }
        }
        let (winner, receipt) = try #require(made.first)
        #expect(made.count == 1)
        for (number, result) in results where number != winner {
            guard case .failure(let error) = result else { continue }
            #expect(error is CommandFailure, "\(error)")
        }
        #expect(try folders[winner].readSecrets().anchor == receipt.secrets.anchor)
        let left = folders.filter { FileManager.default.fileExists(atPath: $0.keyFile) }
        #expect(Set(left.map(\.keyFile)) == [folders[winner].keyFile])
        let opened = try await folders[winner].openInstallation(
            folders[winner].open(),
            parameters: DemoTown.parameters()
        )
        _ = try await opened.signIn(login: "coordination.1", password: DemoTown.password)
        #expect(try await opened.verify().fault == nil)
    }

    @Test func `never replaces a key file`() async throws {
        let data = try dataFolder("a")
        try data.prepare()
        let kept = Array("not ours".utf8)
        try data.write(kept, as: "tandem.key")
        await #expect(throws: CommandFailure.self) { try await create(in: data) }
        #expect(FileManager.default.contents(atPath: data.keyFile).map(Array.init) == kept)
        #expect(try await Installation.exists(in: data.open()) == false)
    }
}

/// Files that say who may sign in.
struct `A private file` {
    private let path = FileManager.default.temporaryDirectory
        .appending(path: "tandem-file-\(UUID().uuidString)").path()

    @Test func `is its owner's alone, whole, and leaves nothing beside it`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        for content in [[], [1], [UInt8](repeating: 7, count: 300_000)] {
            try PrivateFile.write(content, to: path, .replaces)
            #expect(FileManager.default.contents(atPath: path).map(Array.init) == content)
        }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let folder = URL(filePath: path).deletingLastPathComponent().path()
        let name = URL(filePath: path).lastPathComponent
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.filter { $0.hasPrefix(name) } == [name])
    }

    @Test func `that is new replaces nothing`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        try PrivateFile.write([1], to: path, .isNew)
        #expect(throws: PrivateFile.Failure.exists) {
            try PrivateFile.write([2], to: path, .isNew)
        }
        #expect(FileManager.default.contents(atPath: path).map(Array.init) == [1])
    }

    @Test func `in a folder that is not there is refused`() {
        #expect(throws: PrivateFile.Failure.unwritable) {
            try PrivateFile.write([1], to: "\(path)/nowhere/file", .replaces)
        }
    }
}
