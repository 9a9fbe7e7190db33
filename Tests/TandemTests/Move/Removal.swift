import Casefile
import Casework
import Cryptography
import Database
import Foundation
import Store
import TestEngines
import TestTown
import Testing

@testable import tandem

/// A stopped installation on the running test's engine, and an empty place to which it is to go.
struct Removal {
    let source: TestDatabase
    let target: TestDatabase
    let sourceFolder: DataFolder
    /// The target's folder, which is not there yet.
    let folder: String
    let caseID: Case.ID
    let stateBefore: CaseState
    /// Keeps the source's folder while the test lasts; its databases are closed.
    private let parent: Folder
    private let secrets: InstallationSecrets

    init(to engine: Engine) async throws {
        parent = try Folder()
        let home = parent.url.appending(path: "source").path
        folder = parent.url.appending(path: "target").path
        (source, secrets, caseID, stateBefore) = try await Self.live(in: home)
        target = try TestDatabase(in: folder, on: engine, names: ("tandem.db", "shred.db"))
        sourceFolder = try Self.dataFolder(
            "from",
            ["--from", home] + source.arguments(named: "from")
        )
        try sourceFolder.write(secrets)
    }

    /// Lets a town live for a morning, closes it, and keeps what it leaves.
    private static func live(
        in home: String
    ) async throws -> (TestDatabase, InstallationSecrets, Case.ID, CaseState) {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let id = try await town.openCase(by: "labour-inspectorate.3")
        try await town.installation.sequenceAll()
        let state = try await town.installation.readCase(
            id,
            by: town.actor("labour-inspectorate.3")
        ).state
        guard town.place.engine == .sqlite else {
            try FileManager.default.createDirectory(
                atPath: home,
                withIntermediateDirectories: true
            )
            return (town.place, town.receipt.secrets, id, state)
        }
        // The town takes its folder with it when it ends.
        try FileManager.default.copyItem(atPath: town.folder.path, toPath: home)
        let place = TestDatabase(
            engine: .sqlite,
            main: "\(home)/tandem.db",
            companion: "\(home)/shred.db"
        )
        return (place, town.receipt.secrets, id, state)
    }

    private static func dataFolder(_ name: String, _ arguments: [String]) throws -> DataFolder {
        try DataFolder(
            Options(arguments, values: [name, "\(name)-database", "\(name)-shred"]),
            named: name
        )
    }

    func targetFolder() throws -> DataFolder {
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        return try Self.dataFolder("to", ["--to", folder] + target.arguments(named: "to"))
    }

    /// Runs the command, into the target unless other arguments are given.
    func run(_ arguments: [String]? = nil) async throws -> Int32 {
        try await MoveCommand(
            parsing: ["--from", sourceFolder.path] + source.arguments(named: "from")
                + (arguments ?? ["--to", folder] + target.arguments(named: "to"))
        ).run()
    }

    /// Expects the command to be refused with a sentence.
    func expect(
        _ sentence: String,
        _ arguments: [String]? = nil,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let failure = await #expect(throws: CommandFailure.self, sourceLocation: location) {
            try await run(arguments)
        }
        #expect(failure?.sentence == sentence, sourceLocation: location)
    }

    /// What was moved, opened as a server does.
    func installation() async throws -> Installation {
        try await targetFolder().openInstallation(
            target.open(),
            parameters: DemoTown.parameters(),
            currentTime: { DemoTown.morning }
        )
    }

    /// Tries to create a new installation in the target.
    func create() async throws {
        _ = try await Installation.create(
            in: target.open(),
            mechanismFile: Array(
                Data(
                    contentsOf: DemoTown.package.appending(path: "mechanisms/demonstration.yaml")
                )
            ),
            isDemonstration: true,
            login: "coordination.1",
            password: DemoTown.password,
            parameters: DemoTown.parameters(),
            currentTime: { DemoTown.morning },
            keep: { _ in }
        )
    }
}

extension TestDatabase {
    /// The two addresses as options that begin alike; nothing for files.
    func arguments(named prefix: String) -> [String] {
        engine == .sqlite ? [] : ["--\(prefix)-database", main, "--\(prefix)-shred", companion]
    }

    /// Every row of both databases, by table, whatever the order.
    func rows() throws -> [String: Set<[SQLValue]>] {
        let connections: [any Connection] =
            switch engine {
            case .sqlite: [try SQLiteConnection(path: main), try SQLiteConnection(path: companion)]
            case .postgres:
                [try PostgresConnection(url: main), try PostgresConnection(url: companion)]
            }
        var rows: [String: Set<[SQLValue]>] = [:]
        for connection in connections {
            for table in try Catalogue(of: connection).tables {
                rows[table.name] = Set(
                    try connection.rows(
                        """
                        SELECT \(identifiers: table.columns) FROM \(identifier: table.name)
                        ORDER BY \(identifiers: table.primaryKey)
                        """
                    ).map(\.values)
                )
            }
        }
        return rows
    }
}

/// A folder that goes with the test.
private final class Folder {
    let url = FileManager.default.temporaryDirectory
        .appending(path: "tandem-move-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
