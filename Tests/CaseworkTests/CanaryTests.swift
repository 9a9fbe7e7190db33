import Casefile
import Cryptography
import Database
import Foundation
import Mechanism
import Store
import TestTown
import Testing

@testable import Casework

/// Words that must not stand in any file in clear, in whatever coding.
struct Canaries {
    private var generator: SeededGenerator
    private(set) var words: [String] = []

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// A new word, in Latin or Cyrillic letters, that occurs nowhere else.
    mutating func word() -> String {
        let letters = words.count.isMultiple(of: 5) ? "бгджзклмнп" : "bcdfghjkmn"
        let text = String((0..<14).compactMap { _ in letters.randomElement(using: &generator) })
        words.append(text)
        return text
    }

    /// The forms in which a word could lie in a file.
    static func forms(of word: String) -> [[UInt8]] {
        let plain = Array(word.utf8)
        let wide = word.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
        let wideBig = word.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
        var forms = [plain, wide, wideBig, Array(plain.hexString.utf8)]
        forms.append(Array(plain.hexString.uppercased().utf8))
        // As JSON may write what is not ASCII.
        let escaped = word.utf16.map { unit in
            unit < 128
                ? String(UnicodeScalar(UInt8(unit)))
                : "\\u" + String(repeating: "0", count: 4 - String(unit, radix: 16).count)
                    + String(unit, radix: 16)
        }
        if !word.utf8.allSatisfy({ $0 < 128 }) { forms.append(Array(escaped.joined().utf8)) }
        // Base64 looks different at each of three offsets; the ends depend on the neighbours.
        for shift in 0..<3 {
            let coded = Data([UInt8](repeating: 0, count: shift) + plain).base64EncodedString()
            let middle = coded.dropFirst(4).dropLast(4)
            forms.append(Array(middle.utf8))
            let safe = middle.replacing("+", with: "-").replacing("/", with: "_")
            forms.append(Array(safe.utf8))
        }
        return forms
    }
}

/// SplitMix64: the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// Everything that anybody typed is sealed, and everything that happened is in the log.
struct `The database` {
    private let inspector = "labour-inspectorate.3"
    private static let seed: UInt64 = 20_050_919

    @Test func `holds nothing in clear that anybody typed`() async throws {
        print("seed \(Self.seed)")
        var canaries = Canaries(seed: Self.seed)
        let town = try await DemoTown.found(
            with: "labour-inspectorate",
            "shelter-women",
            "competent-authority"
        )
        try await join(town, &canaries)
        let id = try await type(into: town, &canaries)
        try await refer(town, id, &canaries)
        try await besides(town, id, &canaries)
        #expect(canaries.words.count >= 50)

        let files = try FileManager.default.contentsOfDirectory(atPath: town.folder.path())
        #expect(files.contains("tandem.db-wal") && files.contains("shred.db"))
        for file in files {
            let data = try Data(contentsOf: town.folder.appending(path: file))
            for word in canaries.words {
                for form in Canaries.forms(of: word) {
                    #expect(data.range(of: Data(form)) == nil, "\(word) in \(file)")
                }
            }
        }
        // The search does find what is there: the code of the case lies in clear.
        let code = try await town.installation.readCase(id, by: town.actor(inspector)).code
        let found = try files.contains { file in
            try Data(contentsOf: town.folder.appending(path: file))
                .range(of: Data(code.utf8)) != nil
        }
        #expect(found)
    }

    private func join(_ town: DemoTown, _ canaries: inout Canaries) async throws {
        let invitation = try await town.installation.invite(
            capabilities: [.record],
            isKeyholder: false,
            by: town.actor("labour-inspectorate.1")
        )
        let form = NewMemberForm(
            name: canaries.word(),
            login: canaries.word(),
            password: canaries.word()
        )
        _ = try await town.installation.acceptInvitation(
            token: invitation.token,
            code: invitation.code,
            form
        )
        try await town.confirmAll(of: "labour-inspectorate")
        _ = try await town.installation.signIn(login: form.login, password: form.password)
        await #expect(throws: SignInRefusal.wrong) {
            try await town.installation.signIn(login: form.login, password: "not this one")
        }
    }

    private func type(into town: DemoTown, _ canaries: inout Canaries) async throws -> Case.ID {
        let actor = try await town.actor(inspector)
        let today = town.installation.now().today
        let draft: Draft.ID = Installation.newIdentifier()
        try await town.installation.saveDraft(
            draft,
            fields: [canaries.word(): [canaries.word(), canaries.word()]],
            by: actor
        )
        var contact = town.firstContact(account: canaries.word())
        contact.contact = ContactMade(
            occurredOn: .day(today),
            place: canaries.word(),
            area: nil,
            how: .inspection,
            paperFormOf: nil
        )
        contact.explanation = PurposeExplained(
            language: LanguageCode("bg"),
            interpretation: .remote,
            questions: canaries.word()
        )
        contact.needs = [NeedKind.shelter, .medication, .other].map {
            NeedStated(kind: $0, urgency: .now, detail: canaries.word())
        }
        contact.safeContacts = [
            SafeContact(
                channel: .phone,
                value: canaries.word(),
                isSafe: true,
                rules: canaries.word()
            )
        ]
        contact.identity = IdentityStated(
            names: [
                .init(text: canaries.word(), kind: .asSaid),
                .init(text: canaries.word(), kind: .alias),
            ],
            birth: .unknown,
            statedAge: 20,
            sex: .female,
            citizenships: [],
            languages: [],
            residence: .unknown,
            documents: [
                .init(name: canaries.word(), number: canaries.word(), holder: .exploiter)
            ]
        )
        contact.indicators = [
            IndicatorObserved(indicator: .documentsHeld, basis: .told, detail: canaries.word())
        ]
        let id = try await town.installation.recordFirstContact(contact, draft: nil, by: actor)
        for subject in Note.Subject.allCases {
            let note = Note(subject: subject, occurredOn: .day(today), text: canaries.word())
            try await town.installation.record(.note(note), in: id, by: actor)
        }
        let model = try await town.installation.readCase(id, by: actor)
        let wrong = try #require(model.state.notes.first)
        let entry = try #require(model.state.timeline.first { $0.entry.header == wrong.header })
        let right = Note(subject: .account, occurredOn: .unknown, text: canaries.word())
        try await town.installation.correct(
            entry.id,
            with: .note(right),
            reason: canaries.word(),
            in: id,
            by: actor
        )
        return id
    }

    private func refer(
        _ town: DemoTown,
        _ id: Case.ID,
        _ canaries: inout Canaries
    ) async throws {
        let actor = try await town.actor(inspector)
        let shelter = try await town.actor("shelter-women.1")
        func offer(_ authority: DisclosureAuthority, _ message: String) async throws -> Referral.ID
        {
            try await town.installation.offerReferral(
                to: Agency.ID("shelter-women"),
                purpose: .support,
                service: nil,
                help: [.safeAccommodation],
                compartments: [.support],
                authority: authority,
                urgency: .now,
                children: 1,
                message: message,
                in: id,
                by: actor
            )
        }
        let declined = try await offer(
            .vitalInterest(reason: canaries.word()),
            canaries.word()
        )
        try await town.installation.declineReferral(
            declined,
            reason: .other,
            message: canaries.word(),
            by: shelter
        )
        let accepted = try await offer(
            .vitalInterest(reason: canaries.word()),
            canaries.word()
        )
        try await town.installation.acceptReferral(
            accepted,
            message: canaries.word(),
            by: shelter
        )
        try await town.installation.answerReferral(
            accepted,
            .arrived,
            message: canaries.word(),
            by: shelter
        )
        try await review(town, id, &canaries)
    }

    private func review(
        _ town: DemoTown,
        _ id: Case.ID,
        _ canaries: inout Canaries
    ) async throws {
        let actor = try await town.actor(inspector)
        let model = try await town.installation.readCase(id, by: actor)
        let disclosure = try #require(model.state.disclosures.keys.first)
        try await town.installation.reviewDisclosure(
            disclosure,
            isUpheld: true,
            reason: canaries.word(),
            in: id,
            by: actor
        )
        let (_, request) = try await town.share(
            id,
            with: "competent-authority",
            for: .formalIdentification,
            [.account],
            by: inspector
        )
        try await town.installation.decide(
            DecisionRequest(
                referral: request,
                stage: .reasonableGrounds,
                result: .negative,
                occurredOn: town.installation.now().today,
                reasons: canaries.word(),
                tell: []
            ),
            in: id,
            by: town.actor("competent-authority.1")
        )
    }

    private func besides(
        _ town: DemoTown,
        _ id: Case.ID,
        _ canaries: inout Canaries
    ) async throws {
        try await town.installation.breakGlass(
            id,
            reason: canaries.word(),
            by: town.actor("labour-inspectorate.2")
        )
        try await town.installation.notifyAnonymously(
            AnonymousNotification(
                exploitation: .labour,
                sex: .male,
                ageBand: .adult,
                place: canaries.word()
            ),
            by: town.actor(inspector)
        )
        let draft: Draft.ID = Installation.newIdentifier()
        while canaries.words.count < 52 {
            try await town.installation.saveDraft(
                draft,
                fields: ["account": [canaries.word()]],
                by: town.actor(inspector)
            )
        }
    }

    @Test func `has a leaf for every entry, which only the office can open`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let id = try await town.openCase(by: inspector)
        try await town.share(id, with: "shelter-women", [.support], by: inspector)
        _ = try await town.installation.readCase(id, by: town.actor("shelter-women.1"))
        let rows = try await town.database.read { try EntryTable($0).all(of: id) }
        let hashes = try await town.database.read { session in
            Set(try session.main.rows("SELECT hash FROM log_leaf").map { try $0.blob("hash") })
        }
        #expect(rows.allSatisfy { hashes.contains($0.leaf) })
        let leaves = try await town.leaves()
        let appends = leaves.filter { $0.action == .append && $0.caseID == id }
        #expect(appends.count == rows.count)
        #expect(Set(rows.map(\.leaf)).count == rows.count)
        let kinds = Set(appends.map(\.detail))
        #expect(kinds.isSuperset(of: ["case-opened", "identity-stated", "referral-offered"]))
        let reader = try await town.actor("shelter-women.1").member
        #expect(leaves.contains { $0.action == .read && $0.member == reader && $0.caseID == id })
        #expect(leaves.contains { $0.action == .grant && $0.detail == "support shelter-women" })
        // An agency's keys open no leaf.
        let keys = try await town.actor(inspector).agencyKeys
        let sealed = try await town.database.read { session in
            try session.main.rows("SELECT hash, sealed FROM log_leaf").map {
                (try $0.blob("hash"), try $0.blob("sealed"))
            }
        }
        for (hash, content) in sealed {
            for key in keys.values {
                #expect(throws: (any Error).self) {
                    try LeafEnvelope.open(content, hash: hash, with: key)
                }
            }
        }
    }

    @Test func `keeps a failed authorisation although the refused transaction is gone`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate", "legal-aid")
        let id = try await town.openCase(by: inspector)
        let stranger = try await town.actor("legal-aid.1")
        let before = try await town.leaves().count
        await #expect(throws: AccessRefusal.hidden) {
            try await town.installation.readCase(id, by: stranger)
        }
        // A read that was refused leaves no leaf of a read.
        #expect(try await town.leaves().count == before)
        try await town.installation.logRefusal(of: "caseFile", by: stranger)
        let last = try await town.leaves().filter { $0.action == .authorisationFailed }
        #expect(last.map(\.member) == [stranger.member] && last.map(\.detail) == ["caseFile"])
    }
}
