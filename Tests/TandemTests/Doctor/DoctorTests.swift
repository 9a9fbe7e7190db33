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

@Suite(.bothEngines)
struct `A doctor` {
    @Test func `says of an installation that is looked after only what is to be remembered`()
        async throws
    {
        let patient = try await LookedAfter()
        let symptoms = try await patient.symptoms()
        #expect(symptoms.map(\.check) == ["shred-backups"])
        #expect(symptoms.exitStatus == 0)
    }

    @Test func `warns where one server keeps both databases, and not of two files`() async throws {
        let patient = try await LookedAfter()
        let found = await Doctor(patient.folder).keptSymptoms(at: patient.town.clock.now).symptoms
        let isOnServer = patient.town.place.engine == .postgres
        #expect(found.filter { $0.check == "one-server" }.count == (isOnServer ? 1 : 0))
    }

    @Test func `warns of a shred store that a move to PostgreSQL left behind`() async throws {
        let patient = try await LookedAfter()
        let isOnServer = patient.town.place.engine == .postgres
        let path = patient.folder.shredStore
        if isOnServer { try patient.folder.write([1], as: "shred.db") }
        try #require(unsafe chown(path, 65_534, 65_534) == 0 || geteuid() != 0)
        let line = """
            warning: \(path) is not in use, and keeps halves of keys that were erased since → \
            destroy it and tandem.db beside it, once the databases on the server are backed up
            """
        #expect(try await patient.news() == (isOnServer ? [line] : []))
    }

    @Test func `changes nothing`() async throws {
        let patient = try await LookedAfter()
        func settings() async throws -> [String: [UInt8]] {
            try await patient.town.database.read { session in
                let rows = try session.main.rows("SELECT name, value FROM setting ORDER BY name")
                return try Dictionary(
                    uniqueKeysWithValues: rows.map {
                        (try $0.text("name"), try $0.blob("value"))
                    }
                )
            }
        }
        let before = try await settings()
        _ = try await patient.symptoms()
        #expect(try await settings() == before)
    }

    @Test func `says how old the latest backup is, sharper with the days`() async throws {
        let patient = try await LookedAfter()
        patient.town.clock.advance(days: 1, hours: 23)
        #expect(try await patient.news(of: "backup") == [])
        func age(_ days: Int) -> String {
            "The latest backup is \(days) days old → run 'tandem backup', and from now on every night"
        }
        patient.town.clock.advance(hours: 1)
        #expect(
            try await patient.news(of: "backup") == ["warning: \(age(2))"]
        )
        patient.town.clock.advance(days: 5)
        #expect(try await patient.news(of: "backup") == ["fault: \(age(7))"])
        try await Backup.recordFinish(in: patient.town.database, at: patient.town.clock.now)
        #expect(try await patient.news(of: "backup") == [])
    }

    @Test func `says that no backup was ever made, sharper after a week`() async throws {
        let patient = try await LookedAfter()
        try await patient.town.database.write { session in
            _ = try session.main.execute("DELETE FROM setting WHERE name = 'backup-at'")
        }
        let words = "No backup was ever made → run 'tandem backup', and from now on every night"
        #expect(try await patient.news(of: "backup") == ["warning: \(words)"])
        patient.town.clock.advance(days: 7)
        #expect(try await patient.news(of: "backup") == ["fault: \(words)"])
    }

    @Test func `says how long witnesses have been silent, sharper with the days`() async throws {
        let patient = try await LookedAfter()
        let remedy = Self.askForWitness
        patient.town.clock.advance(days: 1, hours: 23)
        #expect(try await patient.news(of: "witness") == [])
        patient.town.clock.advance(hours: 1)
        #expect(
            try await patient.news(of: "witness") == [
                "warning: No witness has signed the log for 2 days → \(remedy)"
            ]
        )
        patient.town.clock.advance(days: 5)
        #expect(
            try await patient.news(of: "witness") == [
                "fault: No witness has signed the log for 7 days → \(remedy)"
            ]
        )
        try await patient.sign(as: "auditor.example")
        #expect(
            try await patient.news(of: "witness") == [
                "note: ombudsman.example has not signed the log for 7 days → "
                    + "ask whoever runs it; others have signed meanwhile"
            ]
        )
        try await patient.sign(as: "ombudsman.example")
        #expect(try await patient.news(of: "witness") == [])
    }

    @Test func `asks for a witness a week after the beginning`() async throws {
        let patient = try await LookedAfter()
        try await patient.town.database.write { session in
            _ = try session.main.execute("DELETE FROM log_cosignature")
        }
        patient.town.clock.advance(days: 6)
        #expect(try await patient.news(of: "witness") == [])
        patient.town.clock.advance(days: 1)
        #expect(
            try await patient.news(of: "witness") == [
                "warning: No witness has ever signed the log → \(Self.askForWitness)"
            ]
        )
    }

    private static let askForWitness =
        "have somebody outside run 'tandem log witness', and keep it by 'tandem log cosign'"

    @Test func `names agencies that nobody confirmed, and those with one keyholder`() async throws {
        let patient = try await LookedAfter()
        try await patient.town.inviteFirst("shelter-women")
        #expect(
            try await patient.news() == [
                "warning: Nobody has confirmed the fingerprint of shelter-women → "
                    + "compare it by voice, then confirm the agency on the page of agencies"
            ]
        )
        try await patient.town.confirm("shelter-women")
        #expect(
            try await patient.news() == [
                "warning: shelter-women has one keyholder: its cases are practice → "
                    + "invite a second keyholder there, and confirm them"
            ]
        )
        try await patient.town.join("shelter-women", number: 2, isKeyholder: true)
        #expect(try await patient.news() == [])
    }

    @Test func `finds an invented mechanism where people are real, and lets a demonstration be`()
        async throws
    {
        let patient = try await LookedAfter()
        let invented = try [UInt8](
            Data(contentsOf: DemoTown.package.appending(path: "mechanisms/demonstration.yaml"))
        )
        try await patient.town.database.write { session in
            try MechanismTable(session).publish(invented, at: 0)
        }
        #expect(
            try await patient.news() == [
                "fault: The mechanism in force says that it is invented → "
                    + "make a new installation with the country's own file, checked by 'tandem check'"
            ]
        )
        try await patient.town.database.write { session in
            try SettingTable(session).set("demonstration", to: [1])
        }
        patient.town.clock.advance(days: 30)
        #expect(try await patient.symptoms() == [])
    }

    @Test func `finds a mechanism that this release can't read`() async throws {
        let patient = try await LookedAfter()
        try await patient.town.database.write { session in
            try MechanismTable(session).publish(Array("tandem: 99".utf8), at: 0)
        }
        #expect(
            try await patient.news() == [
                "fault: This release does not understand the mechanism file in force → "
                    + "install the release that it was made with"
            ]
        )
    }

    @Test(arguments: [true, false])
    func `finds a schema of another release`(isMain: Bool) async throws {
        let patient = try await LookedAfter()
        let name = isMain ? "The database" : "The shred store"
        let step = isMain ? "m0001_create" : "s0001_create"
        try await patient.town.database.write { session in
            let connection = isMain ? session.main : session.companion
            _ = try connection.execute(
                "INSERT INTO schema_migration (name) VALUES ('x9999_later')"
            )
        }
        #expect(
            try await patient.news() == [
                "fault: \(name) was used by a later release (x9999_later) → "
                    + "install that release; this one does not serve it"
            ]
        )
        try await patient.town.database.write { session in
            let connection = isMain ? session.main : session.companion
            _ = try connection.execute("DELETE FROM schema_migration WHERE name = 'x9999_later'")
            _ = try connection.execute("DELETE FROM schema_migration WHERE name = \(step)")
        }
        #expect(
            try await patient.news() == [
                "warning: \(name) is not at this release's schema (\(step) is missing) → "
                    + "back up, then start the server: it migrates"
            ]
        )
    }

    @Test func `finds databases in which nothing was created`() async throws {
        let patient = try await LookedAfter()
        try await patient.town.database.write { session in
            _ = try session.main.execute("DELETE FROM mechanism")
        }
        #expect(
            try await patient.symptoms().map(\.line) == [
                "fault: The database is empty → "
                    + "name the right one, or create the installation with 'tandem serve'"
            ]
        )
    }

    @Test func `finds the key file of another installation`() async throws {
        let patient = try await LookedAfter()
        let other = try await DemoTown.found()
        try patient.folder.write(other.receipt.secrets)
        #expect(
            try await patient.news().filter { !$0.contains("belongs to another user") } == [
                "fault: The key file is that of another installation: nobody can sign in → "
                    + "restore this installation's own from its backup"
            ]
        )
    }
}

struct `A doctor on a server` {
    @Test func `finds that it can't be reached`() async throws {
        let options = try Options(
            [
                "--data", FileManager.default.temporaryDirectory.path(),
                "--database", "postgresql:///a?host=/nonexistent",
                "--shred", "postgresql:///b?host=/nonexistent",
            ],
            values: DataFolder.options,
            environment: [:],
            standardFile: "/nonexistent"
        )
        let found = try await Doctor(DataFolder(options))
            .keptSymptoms(at: DemoTown.morning).symptoms
        #expect(found.filter { $0.check == "database" }.map(\.severity) == [.fault])
        #expect(
            found.contains { $0.what == "The database can't be reached: nobody answers there" }
        )
    }
}
