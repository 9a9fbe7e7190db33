import Casefile
import Foundation
import Mechanism
import Testing

/// Where a statement lies follows from what it is.
struct PayloadTests {
    /// The table of the design, written out once more; a new case does not compile without its row.
    private static func expected(_ payload: Payload) -> Compartment {
        switch payload {
        case .caseOpened: .spine
        case .purposeExplained: .spine
        case .consentGiven: .spine
        case .consentWithheld: .spine
        case .consentWithdrawn: .spine
        case .ageRecorded: .spine
        case .guardianStep: .spine
        case .wishExpressed: .spine
        case .supportOpened: .spine
        case .disclosureMade: .spine
        case .disclosureReviewed: .spine
        case .caseClosed: .spine
        case .contactMade: .account
        case .indicatorObserved: .account
        case .childViewRecorded: .account
        case .needStated(let need): health.contains(need.kind) ? .health : .support
        case .serviceStarted: .support
        case .safeContact: .contact
        case .identityStated: .identity
        case .note(let note): Compartment(rawValue: note.subject.rawValue) ?? .spine
        case .referralOffered: .coordination
        case .referralApproved: .coordination
        case .referralAccepted: .coordination
        case .referralDeclined: .coordination
        case .referralAnswered: .coordination
        case .referralWithdrawn: .coordination
        case .identificationRequested: .identification
        case .decisionTaken: .identification
        case .reflectionStarted: .identification
        case .reflectionEnded: .identification
        case .correction(let correction): correction.compartment
        case .attachmentAdded(let file): file.compartment
        case .checkAsked: .coordination
        case .checkDeclined: .coordination
        case .checkAnswered: .coordination
        case .caseLinked: .coordination
        case .caseUnlinked: .coordination
        }
    }

    private static let health: Set<NeedKind> = [
        .urgentMedical, .psychologicalCrisis, .medication, .pregnancy, .disability,
    ]

    @Test(arguments: Example.all)
    func `the compartment follows from the type`(example: Example) {
        #expect(example.payload.compartment == Self.expected(example.payload))
    }

    @Test func `the examples show every kind of statement`() {
        #expect(Set(Example.all.map(\.payload.kind)).count == 37)
    }

    @Test(arguments: NeedKind.allCases)
    func `a need of health lies with health and every need has an answer`(kind: NeedKind) {
        let need = Payload.needStated(.init(kind: kind, urgency: .now, detail: ""))
        #expect(need.compartment == (Self.health.contains(kind) ? .health : .support))
        #expect(!kind.services.isEmpty)
    }

    @Test(arguments: Note.Subject.allCases)
    func `a note lies in the compartment of its subject`(subject: Note.Subject) {
        let note = Payload.note(.init(subject: subject, occurredOn: .unknown, text: "."))
        #expect(note.compartment.rawValue == subject.rawValue)
    }

    @Test(arguments: Compartment.allCases)
    func `a correction inherits its compartment`(compartment: Compartment) {
        let correction = Payload.correction(
            .init(
                corrects: Example.id(1),
                compartment: compartment,
                replacement: nil,
                reason: "."
            )
        )
        #expect(correction.compartment == compartment)
    }

    @Test(arguments: Example.all)
    func `what belongs in the spine is placed there whatever the writer says`(example: Example) {
        let write = Outcome.Write(example.payload, .own)
        #expect((write.placement == .spine) == (example.payload.compartment == .spine))
        let forced = Outcome.Write(example.payload, .thread(Example.id(4)))
        #expect((forced.placement == .spine) == (example.payload.compartment == .spine))
    }
}

/// Help is never conditional: what is written about it has no room for a condition.
struct SupportFieldTests {
    /// Every field that statements of help have; a new one is read here with that question in mind.
    private static let fields: [String: Set<String>] = [
        "support-opened": ["occurredOn"],
        "service-started": ["service", "occurredOn"],
        "need-stated": ["kind", "urgency", "detail"],
        "note": ["subject", "occurredOn", "text"],
        "case-closed": ["reason", "occurredOn"],
    ]

    @Test(arguments: Example.all.filter { fields.keys.contains($0.payload.kind) })
    func `statements of help have no field for a decision or for co-operation`(
        example: Example
    ) throws {
        let wanted = try #require(Self.fields[example.payload.kind])
        let value = try #require(Mirror(reflecting: example.payload).children.first).value
        let fields = Mirror(reflecting: value).children.compactMap(\.label)
        #expect(Set(fields) == wanted)

        let data = try JSONEncoder().encode(example.payload)
        let outer = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let inner = try #require(outer.values.first as? [String: Any])
        let written = try #require(inner["_0"] as? [String: Any])
        #expect(Set(written.keys).isSubset(of: wanted))
        for key in written.keys {
            for word in ["decision", "operat", "police", "testimony", "identif"] {
                #expect(!key.lowercased().contains(word))
            }
        }
    }

    @Test func `help opens without a decision, a wish, a name or a referral`() throws {
        var contact = FirstContact.fixture(identity: nil)
        contact.wish = .noHelp
        contact.account = ""
        contact.indicators = []
        var journal = Journal()
        let author = Author.of("shelter")
        let opening = try contact.open(
            journal.caseID,
            code: "K",
            isPractice: false,
            by: author,
            now: journal.now
        )
        journal.apply(opening, by: author)
        try journal.record(.supportOpened(.init(occurredOn: journal.today)), by: author)
        #expect(journal.all.supportOpenedOn == journal.today)
        #expect(journal.all.decisions.isEmpty && journal.all.identities.isEmpty)
    }
}
