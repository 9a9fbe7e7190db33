import Casefile
import Cryptography
import Database
import Foundation
import Mechanism
import Store
import TestEngines
import TestTown
import Testing

@testable import Casework

/// Whatever is changed in a database behind the program's back, `verify` names it.
@Suite("A verification", .bothEngines)
struct VerificationTests {
    private static let inspector = "labour-inspectorate.3"

    /// A town in which every table has rows, and all leaves have their place.
    private func town() async throws -> DemoTown {
        let town = try await DemoTown.found(
            with: "labour-inspectorate",
            "shelter-women",
            "competent-authority",
            "data-protection"
        )
        let installation = town.installation
        let id = try await town.openCase(by: Self.inspector)
        try await town.share(id, with: "shelter-women", [.contact, .support], by: Self.inspector)
        let waiting = try await town.openCase(by: Self.inspector)
        let consent = try await town.consent(
            to: "shelter-women",
            for: .support,
            [.support],
            in: waiting,
            by: Self.inspector
        )
        _ = try await town.offer(
            to: "shelter-women",
            for: .support,
            [.support],
            on: .consent(consent),
            in: waiting,
            by: Self.inspector
        )
        _ = try await installation.inviteFirstKeyholder(
            of: Agency.ID("clinic"),
            by: town.actor("coordination.1")
        )
        try await installation.setPlaces(
            Service.ID("women-places"),
            to: 2,
            by: town.actor("shelter-women.1")
        )
        try await answerQuestion(about: id, meaning: waiting, in: town)
        try await town.fillTheRest()
        // Enough leaves for a hash above the lowest tiles.
        let inspector = try await town.actor(Self.inspector)
        for _ in 0..<256 { try await installation.logRefusal(of: "test", by: inspector) }
        try await installation.sequenceAll()
        let witness = SigningPrivateKey.generate()
        let text = try #require(try await installation.checkpoint())
        var note = try #require(SignedNote(parsing: text))
        note.cosign(name: "ombudsman.example", with: witness, atSecond: 1_772_524_900)
        let key = NoteKey(name: "ombudsman.example", key: witness.publicKey, kind: .witness)
        try await installation.keepCosignatures(of: note, by: [key])
        try await town.holdLease()
        return town
    }

    /// Whether the mechanism knows the person of a case, answered for another.
    private func answerQuestion(
        about id: Case.ID,
        meaning known: Case.ID,
        in town: DemoTown
    ) async throws {
        let installation = town.installation
        try await installation.askCheck(
            in: id,
            telling: HolderGroup.unlessSaidOtherwise,
            on: .person,
            by: town.actor(Self.inspector)
        )
        try await installation.tellHolders()
        let lead = try await town.actor("labour-inspectorate.1")
        let notice = try #require(try await installation.checkNotices(by: lead).first)
        try await installation.answerCheck(
            notice.id,
            about: known,
            with: .contactMe(how: "Ring"),
            by: lead
        )
    }

    @Test func `finds nothing wrong with what the program wrote`() async throws {
        let town = try await town()
        let report = try await town.installation.verify()
        #expect(report.fault == nil, "\(String(describing: report.fault))")
        #expect(report.lateLeaves == 0 && report.cases == 4 && report.entries > 10)
        // Leases and waiting leaves are there for a moment only.
        let empty = try await town.emptyTables()
        #expect(empty == ["log_pending"])
        let latest = try #require(report.latest)
        #expect(latest.size > 30)
    }

    @Test func `finds one changed value in any column of any table`() async throws {
        let town = try await town()
        try await town.installation.logRefusal(
            of: "test",
            by: town.actor(Self.inspector)
        )
        var tried = 0
        for column in try await town.columns() {
            let found = try await town.withChanged(column) {
                try await town.installation.verify().fault
            }
            guard let found else { continue }
            tried += 1
            #expect(found != nil, "\(column.table).\(column.name) was changed unnoticed")
        }
        // Columns that are null in every row, and none besides, were left out.
        #expect(tried > 120, "\(tried) columns were tried")
    }

    @Test func `finds a leaf that was deleted, with or without its place`() async throws {
        let statements: [[SQL]] = [
            ["DELETE FROM log_leaf WHERE id = (SELECT leaf FROM log_sequence WHERE position = 3)"],
            ["DELETE FROM log_sequence WHERE position = 3"],
            [
                "DELETE FROM log_leaf WHERE id = (SELECT leaf FROM log_sequence WHERE position = 3)",
                "DELETE FROM log_sequence WHERE position = 3",
            ],
            [
                """
                DELETE FROM log_sequence
                WHERE position = (SELECT MAX(position) FROM log_sequence)
                """
            ],
        ]
        for some in statements {
            let town = try await town()
            for statement in some { try await town.tamper(statement) }
            let fault = try #require(try await town.installation.verify().fault)
            #expect(fault.step == .log, "\(fault)")
        }
    }

    @Test func `finds a case that was taken off an agency's list`() async throws {
        for agency in ["labour-inspectorate", "shelter-women"] {
            let town = try await town()
            try await town.tamper("DELETE FROM party WHERE agency = \(agency)")
            let fault = try #require(try await town.installation.verify().fault)
            #expect(fault.step == .grants && fault.reason.contains(agency), "\(fault)")
        }
    }

    @Test func `says that leaves wait once they wait for more than ten seconds`() async throws {
        let town = try await town()
        _ = try await town.openCase(by: Self.inspector)
        town.clock.advance(seconds: 10)
        #expect(try await town.installation.verify().lateLeaves == 0)
        town.clock.advance(seconds: 1)
        let report = try await town.installation.verify()
        #expect(report.lateLeaves > 0 && report.fault == nil)
        try await town.installation.sequenceAll()
        #expect(try await town.installation.verify().lateLeaves == 0)
    }

    @Test func `finds entries that changed places, though every seal is made anew`() async throws {
        let town = try await town()
        let rows = try await town.database.read { session in
            try session.main.rows("SELECT id, case_id FROM entry ORDER BY case_id, sequence")
                .map { (try $0.blob("id"), try $0.blob("case_id")) }
        }
        let (one, two) = (rows[1].0, rows[2].0)
        try await town.tamper("UPDATE entry SET sequence = 998 WHERE id = \(one)")
        try await town.tamper("UPDATE entry SET sequence = 2 WHERE id = \(two)")
        try await town.tamper("UPDATE entry SET sequence = 3 WHERE id = \(one)")
        try await town.sealAnew()
        let fault = try #require(try await town.installation.verify().fault)
        #expect(fault.step == .journals, "\(fault)")
    }

    @Test func `finds an offered key that is released behind the program's back`() async throws {
        let town = try await town()
        try await town.tamper("UPDATE strand_grant SET is_held = 0 WHERE is_held = 1")
        let fault = try #require(try await town.installation.verify().fault)
        #expect(fault.place.hasPrefix("strand_grant "))
        // Nobody who asks gets anything of it either.
        let shelter = try await town.freshActor("shelter-women.1")
        let waiting = try await town.installation.database.read { session in
            try CaseFileTable(session).all().map(\.id)
        }
        for id in waiting {
            do {
                _ = try await town.installation.readCase(id, by: shelter)
            } catch is RowDamage {
                return
            } catch AccessRefusal.hidden {
            }
        }
        Issue.record("the changed key opened")
    }
}

// MARK: - With the server's keys

/// A thief with the key file and the database writes a whole new log: witnesses hold against it.
@Suite("A log written anew with stolen keys", .bothEngines)
struct StolenKeyTests {
    private let witness = SigningPrivateKey.generate()
    private var key: NoteKey {
        NoteKey(name: "ombudsman.example", key: witness.publicKey, kind: .witness)
    }

    /// A log that a witness has seen and cosigned; its note stays with the witness.
    private func town() async throws -> (DemoTown, SignedNote) {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        _ = try await town.openCase(by: "labour-inspectorate.3")
        try await town.installation.sequenceAll()
        let text = try #require(try await town.installation.checkpoint())
        var note = try #require(SignedNote(parsing: text))
        note.cosign(name: key.name, with: witness, atSecond: 1_772_524_900)
        try await town.installation.keepCosignatures(of: note, by: [key])
        return (town, note)
    }

    private func evidence(_ notes: [SignedNote] = []) -> OutsideEvidence {
        var evidence = OutsideEvidence()
        evidence.witnesses = [key]
        evidence.checkpoints = notes
        return evidence
    }

    @Test func `holds while nobody writes it anew, also when it grows`() async throws {
        let (town, note) = try await town()
        _ = try await town.openCase(by: "labour-inspectorate.3")
        try await town.installation.sequenceAll()
        let report = try await town.installation.verify(against: evidence([note]))
        #expect(report.fault == nil, "\(String(describing: report.fault))")
        #expect(report.witnessed["ombudsman.example"] ?? 0 > 10)
    }

    @Test func `is seen by the cosignature that still lies there`() async throws {
        let (town, _) = try await town()
        try await town.forgeLog()
        #expect(try await town.installation.verify().fault == nil, "the forgery is not whole")
        let fault = try await town.installation.verify(against: evidence()).fault
        #expect(fault?.step == .witnesses, "\(String(describing: fault))")
    }

    @Test func `is seen by the cosignature that is missing`() async throws {
        let (town, _) = try await town()
        try await town.tamper("DELETE FROM log_cosignature")
        try await town.forgeLog()
        let fault = try await town.installation.verify(against: evidence()).fault
        #expect(fault?.step == .witnesses, "\(String(describing: fault))")
    }

    @Test func `is seen by what the witness kept`() async throws {
        let (town, note) = try await town()
        try await town.tamper("DELETE FROM log_cosignature")
        try await town.forgeLog()
        let fault = try await town.installation.verify(against: evidence([note])).fault
        #expect(fault?.step == .log, "\(String(describing: fault))")
    }

    @Test func `a witness's signature below another log's checkpoint is not kept`() async throws {
        let (town, _) = try await town()
        let other = try await self.town().1
        await #expect(throws: LogError.foreign) {
            try await town.installation.keepCosignatures(of: other, by: [key])
        }
        let stranger = NoteKey(
            name: "ombudsman.example",
            key: SigningPrivateKey.generate().publicKey,
            kind: .witness
        )
        let text = try #require(try await town.installation.checkpoint())
        let note = try #require(SignedNote(parsing: text))
        await #expect(throws: LogError.notCosigned) {
            try await town.installation.keepCosignatures(of: note, by: [stranger])
        }
    }
}
