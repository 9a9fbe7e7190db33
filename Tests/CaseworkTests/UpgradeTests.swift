import Casefile
import Casework
import Cryptography
import Database
import Foundation
import Mechanism
import Store
import TestTown
import Testing

/// Databases of earlier releases, recorded when they were released.
///
/// To record this release's: `TANDEM_RECORD_FIXTURE=1 swift test --filter UpgradeTests`. It writes
/// `Fixtures/<version>/` and refuses to replace one that is there: a recorded release never changes.
struct UpgradeTests {
    /// The release that a recording is named after.
    static let currentVersion = "0.1.0"
    static let versions = ["0.1.0"]

    @Test(arguments: versions)
    func `a database of an earlier release opens, folds to the same and verifies`(
        version: String
    ) async throws {
        let fixture = Fixture(version)
        let copy = try Folder()
        for name in ["tandem.db", "shred.db"] {
            try FileManager.default.copyItem(
                at: fixture.folder.appending(path: name),
                to: copy.url.appending(path: name)
            )
        }
        let installation = try await fixture.open(in: copy.url)
        let report = try await installation.verify()
        #expect(report.fault == nil)
        #expect(report.cases == 3 && report.entries > 30)
        let expected = try String(contentsOf: fixture.expected, encoding: .utf8)
        let found = try await Fixture.text(of: installation)
        #expect(found.split(separator: "\n").count > 300)
        let (old, new) = (Recording(expected), Recording(found))
        let difference = new.lines.difference(from: old.lines)
        #expect(difference.isEmpty, "\(difference.prefix(10))")
        #expect(new.names.count == old.names.count)
        for (new, old) in zip(new.names, old.names) {
            #expect(new.names.isSubset(of: old.names))
            // Up to 0.1.0 every member of the agency was named, whether they wrote something or not.
            for name in old.names.subtracting(new.names) {
                let id = String(name.prefix { $0 != ":" })
                #expect(!new.lines.contains { $0.contains("author: \(id)") })
            }
        }
    }

    /// What members see, with the names of authors apart.
    private struct Recording {
        /// Names of one case, and the lines of the case before them.
        struct Names {
            let names: Set<String>
            let lines: [String]
        }

        private(set) var lines: [String] = []
        private(set) var names: [Names] = []

        init(_ text: String) {
            let all = text.split(separator: "\n").map(String.init)
            let head = "  authorNames:"
            var (index, start) = (0, 0)
            while index < all.count {
                defer { index += 1 }
                guard all[index].hasPrefix(head) else {
                    lines.append(all[index])
                    continue
                }
                // One name stands on the line itself.
                var found = [all[index].dropFirst(head.count).trimmingCharacters(in: .whitespaces)]
                while index + 1 < all.count, all[index + 1].hasPrefix("    ") {
                    index += 1
                    found.append(all[index].trimmingCharacters(in: .whitespaces))
                }
                names.append(
                    Names(
                        names: Set(found.filter { !$0.isEmpty }),
                        lines: Array(lines[start...])
                    )
                )
                start = lines.count
            }
        }
    }

    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["TANDEM_RECORD_FIXTURE"] != nil,
            "a release is recorded on demand only"
        )
    )
    func `this release is recorded`() async throws {
        let fixture = Fixture(Self.currentVersion)
        try #require(!FileManager.default.fileExists(atPath: fixture.folder.path()))
        try await fixture.record()
    }

    @Test func `a database of a later release is left alone, and the step is named`() async throws {
        let town = try await DemoTown.found()
        try await town.tamper("INSERT INTO schema_migration (name) VALUES ('m9999_later')")
        await #expect(throws: MigrationError.databaseIsNewer(step: "m9999_later")) {
            _ = try await Installation.open(
                town.database,
                secrets: town.receipt.secrets,
                parameters: DemoTown.parameters(),
                currentTime: { town.clock.now },
                keep: { _ in }
            )
        }
    }
}

/// A folder that goes with the test.
final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "tandem-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}

/// A recorded installation of invented people: database, shred store, key file, and what each member sees.
struct Fixture {
    let folder: URL
    var expected: URL { folder.appending(path: "expected.txt") }
    private var keys: URL { folder.appending(path: "tandem.key") }

    /// Who looks at all cases that they can open.
    private static let viewers = [
        "labour-inspectorate.1", "labour-inspectorate.3", "shelter-women.1",
        "competent-authority.1",
    ]
    /// An hour after the last entry, so that nothing has run out.
    private static let evening = DemoTown.morning.adding(seconds: 12 * 3_600)

    init(_ version: String) {
        folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/\(version)")
    }

    func open(in folder: URL) async throws -> Installation {
        let text = try String(contentsOf: keys, encoding: .utf8)
        return try await Installation.open(
            DemoTown.openDatabase(in: folder),
            secrets: #require(InstallationSecrets(keyFile: text)),
            parameters: DemoTown.parameters(),
            currentTime: { Self.evening },
            keep: { _ in }
        )
    }

    static func text(of installation: Installation) async throws -> String {
        var lines: [String] = []
        for login in viewers {
            let session = try await installation.signIn(login: login, password: DemoTown.password)
            let actor = try #require(try await installation.actor(of: session))
            for line in try await installation.cases(page: 1, by: actor).items {
                lines.append("\(login) sees \(line.code)")
                let model = try await installation.readCase(line.id, by: actor)
                lines += StableText(of: model, named: "case").lines
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Three cases: one alone, one shared and accepted, one of a child with an offer that waits.
    func record() async throws {
        let town = try await DemoTown.found(
            with: "labour-inspectorate",
            "shelter-women",
            "competent-authority"
        )
        let inspector = "labour-inspectorate.3"
        let waiting = try await town.openCase(by: inspector)
        let shared = try await town.openCase(by: inspector, town.firstContact(account: "Second"))
        try await town.share(shared, with: "shelter-women", [.contact, .support], by: inspector)
        let note = Payload.needStated(
            NeedStated(kind: .food, urgency: .soon, detail: "No pork")
        )
        try await town.installation.record(note, in: shared, by: town.actor("shelter-women.1"))
        _ = try await town.openCase(by: inspector, town.firstContact(age: .minor))
        // An offer that nobody has answered.
        let consent = try await town.consent(
            to: "shelter-women",
            for: .support,
            [.support],
            in: waiting,
            by: inspector
        )
        _ = try await town.offer(
            to: "shelter-women",
            for: .support,
            [.support],
            on: .consent(consent),
            in: waiting,
            by: inspector
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let secrets = town.receipt.secrets
        try Data(secrets.keyFile.utf8).write(to: keys)
        for name in ["tandem.db", "shred.db"] {
            let target = folder.appending(path: name).path()
            try SQLiteConnection(path: town.folder.appending(path: name).path())
                .run(script: "VACUUM INTO '\(target)'")
        }
        let copy = try Folder()
        for name in ["tandem.db", "shred.db"] {
            try FileManager.default.copyItem(
                at: folder.appending(path: name),
                to: copy.url.appending(path: name)
            )
        }
        let text = try await Self.text(of: open(in: copy.url))
        try Data(text.utf8).write(to: expected)
    }
}
