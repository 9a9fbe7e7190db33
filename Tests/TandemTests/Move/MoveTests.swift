import Casefile
import Casework
import Cryptography
import Database
import Foundation
import Glibc
import Store
import TestEngines
import TestTown
import Testing

@testable import tandem

/// An installation that goes from one pair of databases into another, through the command.
@Suite(.bothEngines)
struct `A move` {
    @Test(arguments: BothEngines.engines)
    func `brings every row, the log and the key file over, and leaves the source alone`(
        to engine: Engine
    ) async throws {
        let removal = try await Removal(to: engine)
        let before = try removal.source.rows()
        let status = try await removal.run()
        #expect(status == 0)
        #expect(try removal.source.rows() == before)
        #expect(try removal.target.rows() == before)
        let key = "\(removal.folder)/tandem.key"
        let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        if engine == .postgres {
            // What plans of queries are made from is there before anybody waits for one.
            let alone = try removal.targetFolder().connectAlone(isWritable: false)
            let counted = try alone.main.row(
                """
                SELECT COUNT(*) AS n FROM pg_stats
                WHERE schemaname = current_schema() AND tablename = 'entry'
                """
            )?.integer("n")
            #expect(counted ?? -1 > 0)
        }
        let moved = try await removal.installation()
        let report = try await moved.verify()
        #expect(report.fault == nil && report.cases == 1 && report.latest?.size ?? 0 > 10)
        let session = try await moved.signIn(
            login: "labour-inspectorate.3",
            password: DemoTown.password
        )
        let actor = try #require(try await moved.actor(of: session))
        let after = try await moved.readCase(removal.caseID, by: actor)
        #expect(after.state == removal.stateBefore)
    }

    @Test func `of an installation that something has open is refused`() async throws {
        let removal = try await Removal(to: .sqlite)
        let server = try removal.source.open()
        try await server.read { _ = try $0.main.row("SELECT name FROM setting ORDER BY name") }
        try await removal.expect(
            "The source is in use: stop its server, and whatever else has it open."
        )
        #expect(!FileManager.default.fileExists(atPath: "\(removal.folder)/tandem.db"))
        try await server.read { _ = try $0.main.row("SELECT name FROM setting ORDER BY name") }
    }

    @Test func `keeps servers out of the source while it lasts`() async throws {
        let removal = try await Removal(to: .sqlite)
        let held = try removal.sourceFolder.connectAlone(isWritable: false)
        let error = await #expect(throws: DatabaseError.self) {
            try await removal.source.open().read { _ = try $0.main.row("SELECT 1 AS one") }
        }
        #expect(error?.kind == .busy)
        #expect(try held.main.row("SELECT name FROM setting ORDER BY name") != nil)
    }

    @Test(arguments: BothEngines.engines)
    func `into a target that is not empty, or in use, is refused`(engine: Engine) async throws {
        let removal = try await Removal(to: engine)
        #expect(try await removal.run() == 0)
        try await removal.expect("The target is not empty: name new databases.")
        let before = try removal.target.rows()
        let server = try removal.target.open()
        try await server.read { _ = try $0.main.row("SELECT name FROM setting ORDER BY name") }
        try await removal.expect(
            "The target is in use: stop its server, and whatever else has it open."
        )
        #expect(try removal.target.rows() == before)
    }

    @Test(arguments: BothEngines.engines)
    func `into a target of which only the shred store is filled is refused`(
        engine: Engine
    ) async throws {
        let removal = try await Removal(to: engine)
        _ = try removal.targetFolder()
        try await removal.target.open().migrate(main: Schema.main, companion: Schema.shred)
        try await removal.target.open().write { session in
            try session.companion.run(
                script: """
                    INSERT INTO strand_half (strand, epoch, half, created_at) VALUES ('', 1, '', 1);
                    """
            )
        }
        try await removal.expect("The target is not empty: name new databases.")
        // Nor is a new installation created beside these halves.
        await #expect(throws: InstallationError.strangeHalves) {
            try await removal.create()
        }
    }

    @Test func `onto itself is refused, also under another name`() async throws {
        let removal = try await Removal(to: .sqlite)
        var arguments = removal.source.arguments(named: "to")
        try await removal.expect(
            "Source and target are the same: name other databases for one.",
            ["--to", removal.sourceFolder.path] + arguments
        )
        guard BothEngines.current == .postgres else {
            let link = "\(removal.folder)-link"
            try FileManager.default.createSymbolicLink(
                atPath: link,
                withDestinationPath: removal.sourceFolder.path
            )
            defer { try? FileManager.default.removeItem(atPath: link) }
            return try await removal.expect(
                "Source and target are the same: name other databases for one.",
                ["--to", link]
            )
        }
        for index in [1, 3] { arguments[index] += "&connect_timeout=4" }
        try await removal.expect(
            "The target is in use: stop its server, and whatever else has it open.",
            ["--to", removal.folder] + arguments
        )
    }

    @Test(arguments: BothEngines.engines, [Move.Progress.Step.copied, .compared])
    func `that is cut leaves an empty target, into which it can be repeated`(
        engine: Engine,
        step: Move.Progress.Step
    ) async throws {
        struct Cut: Error {}
        let removal = try await Removal(to: engine)
        let targetFolder = try removal.targetFolder()
        #expect(throws: Cut.self) {
            let source = try removal.sourceFolder.connectAlone(isWritable: false)
            let target = try targetFolder.connectAlone(isWritable: true)
            _ = try Move.copy(from: source, to: target) { progress in
                if progress.step == step, progress.table == "log_leaf" { throw Cut() }
            }
        }
        #expect(try removal.target.rows().values.allSatisfy(\.isEmpty))
        #expect(!FileManager.default.fileExists(atPath: "\(removal.folder)/tandem.key"))
        #expect(try await removal.run() == 0)
    }

    @Test(arguments: BothEngines.engines)
    func `during which a row of the copy changes keeps nothing`(engine: Engine) async throws {
        let removal = try await Removal(to: engine)
        let targetFolder = try removal.targetFolder()
        #expect(throws: TransferError.different(table: "agency")) {
            let source = try removal.sourceFolder.connectAlone(isWritable: false)
            let target = try targetFolder.connectAlone(isWritable: true)
            _ = try Move.copy(from: source, to: target) { progress in
                guard progress.step == .copied, progress.table == "log_leaf" else { return }
                try target.main.run(script: "UPDATE agency SET pinned_at = 1 + pinned_at;")
            }
        }
        #expect(try removal.target.rows().values.allSatisfy(\.isEmpty))
    }

    @Test func `into the folder of another installation is refused`() async throws {
        let removal = try await Removal(to: .sqlite)
        let other = try await DemoTown.found()
        try removal.targetFolder().prepare()
        try removal.targetFolder().write(other.receipt.secrets)
        let key = "\(removal.folder)/tandem.key"
        try await removal.expect("\(key) is another installation's: name a new folder.")
        #expect(try String(contentsOfFile: key, encoding: .utf8) == other.receipt.secrets.keyFile)
    }

    @Test func `leaves no folder in which serving would replace the key file`() async throws {
        let removal = try await Removal(to: .sqlite)
        #expect(throws: CommandFailure.self) { try removal.sourceFolder.refuseForeignKey() }
        try removal.targetFolder().refuseForeignKey()
    }
}
