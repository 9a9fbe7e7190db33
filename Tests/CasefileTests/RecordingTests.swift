import Casefile
import Mechanism
import Testing

/// Statements, corrections and the end of an agency's part.
struct RecordingTests {
    private static let author = Author.of("inspectorate")

    @Test(arguments: RecordingRefusal.allCases)
    func `every refusal of a statement has a case that meets exactly it`(
        refusal: RecordingRefusal
    ) throws {
        let journal = try Journal.opened(age: refusal == .guardianStepMissing ? .minor : .adult)
        #expect(throws: refusal) { try Self.provoke(refusal, journal) }
    }

    private static func provoke(_ refusal: RecordingRefusal, _ opened: Journal) throws {
        var journal = opened
        switch refusal {
        case .empty: try journal.record(.note(.support, "  "))
        case .dateInFuture: try journal.record(.note(.support, "Tomorrow.", on: "2026-03-03"))
        case .guardianStepMissing:
            try journal.record(.step(.ended))
            try journal.record(.note(.account, "It began in May."))
        case .notYours:
            try journal.correct("need-stated", with: nil, by: .of("shelter"))
        case .noSuchEntry:
            _ = try journal.all.correct(
                journal.id(),
                with: nil,
                reason: "Wrong.",
                by: author,
                now: journal.now
            )
        case .alreadyCorrected:
            try journal.correct("need-stated", with: nil)
            try journal.correct("need-stated", with: nil)
        case .notCorrectable: try journal.correct("case-opened", with: nil)
        case .compartmentDiffers:
            let need = Payload.needStated(.init(kind: .medication, urgency: .now, detail: ""))
            try journal.correct("need-stated", with: need)
        case .reasonMissing: try journal.correct("need-stated", with: nil, reason: " ")
        case .workLeft:
            let law = DisclosureAuthority.law(Provision.ID("open-law"))
            _ = try journal.offer(journal.request(on: law))
            try journal.close()
        case .alreadyClosed:
            try journal.close()
            try journal.close()
        case .purposeNotExplained:
            _ = try CaseState().record(
                .identityStated(.fixture(.regular)),
                now: journal.now
            )
        }
    }

    @Test(arguments: Example.all)
    func `decisions, consents, referrals and disclosures have ways of their own`(
        example: Example
    ) throws {
        let journal = try Journal.opened()
        let isStatement =
            switch example.payload {
            case .note, .indicatorObserved, .identityStated, .contactMade, .serviceStarted,
                .supportOpened, .needStated, .safeContact, .childViewRecorded, .ageRecorded,
                .guardianStep, .wishExpressed, .purposeExplained:
                true
            default: false
            }
        if isStatement {
            let outcome = try journal.all.record(example.payload, now: journal.now)
            #expect(outcome.writes.map(\.payload) == [example.payload])
        } else {
            #expect(throws: RecordingRefusal.notCorrectable) {
                _ = try journal.all.record(example.payload, now: journal.now)
            }
        }
    }

    @Test func `statements of one meeting are added together, in their order, with their work`()
        throws
    {
        let child = try Journal.opened(age: .minor)
        let payloads: [Payload] = [
            .note(.support, "First."), .step(.appointed), .note(.safety, "Second."),
        ]
        let whole = try child.all.record(payloads, now: child.now)
        #expect(whole.writes.map(\.payload) == payloads)
        #expect(whole.done == (try child.all.record(payloads[1], now: child.now).done))
        #expect(!whole.done.isEmpty)
        #expect(try child.all.record([], now: child.now) == Outcome())
    }

    @Test func `one statement that may not be made keeps the others out, and none helps another`()
        throws
    {
        let child = try Journal.opened(age: .minor)
        #expect(throws: RecordingRefusal.empty) {
            _ = try child.all.record(
                [.note(.support, "Good."), .note(.support, " ")],
                now: child.now
            )
        }
        // What was ended before allows no account, though the same meeting appoints another.
        var without = child
        try without.record(.step(.ended))
        #expect(throws: RecordingRefusal.guardianStepMissing) {
            _ = try without.all.record(
                [.step(.appointed), .note(.account, "It began in May.")],
                now: without.now
            )
        }
    }

    @Test func `no service and no help began tomorrow`() throws {
        var journal = try Journal.opened()
        let tomorrow = journal.today.adding(days: 1)
        for payload in [
            Payload.supportOpened(.init(occurredOn: tomorrow)),
            .serviceStarted(.init(service: Service.ID("beds"), occurredOn: tomorrow)),
        ] {
            #expect(throws: RecordingRefusal.dateInFuture) { try journal.record(payload) }
        }
    }

    @Test func `a part is closed while another agency's part goes on`() throws {
        var journal = try Journal.opened()
        _ = try journal.refer(to: "shelter", [.support])
        try journal.close()
        #expect(journal.all.closures.keys.map(\.rawValue) == ["inspectorate"])
        #expect(journal.work(.meetNeed, of: "inspectorate").isEmpty)
        try journal.record(.note(.support, "Moved in."), by: .of("shelter"))
    }

    @Test func `nobody closes tomorrow, or while an offer waits for its answer`() throws {
        var journal = try Journal.opened()
        #expect(throws: RecordingRefusal.dateInFuture) {
            try journal.close(on: journal.today.adding(days: 1))
        }
        let law = DisclosureAuthority.law(Provision.ID("open-law"))
        _ = try journal.offer(journal.request(on: law))
        #expect(throws: RecordingRefusal.workLeft) { try journal.close(by: .of("shelter")) }
    }
}

struct CorrectionTests {
    @Test func `a correction replaces what counts and leaves what was written`() throws {
        var journal = try Journal.opened()
        let before = journal.entries
        let right = Payload.needStated(.init(kind: .food, urgency: .today, detail: "Halal."))
        try journal.correct("need-stated", with: right)
        #expect(journal.all.needs.map(\.value.kind) == [.food])
        #expect(Array(journal.entries.prefix(before.count)) == before)
        let item = try #require(
            journal.all.timeline.first { $0.entry.payload.kind == "need-stated" }
        )
        #expect(item.correction?.value.replacement == right)
    }

    @Test func `a struck statement counts no more`() throws {
        var journal = try Journal.opened()
        try journal.correct("identity-stated", with: nil)
        #expect(journal.all.identities.isEmpty)
        #expect(journal.all.timeline.contains { $0.entry.payload.kind == "identity-stated" })
    }

    @Test func `of two corrections made at once the later one wins`() throws {
        var journal = try Journal.opened()
        let state = journal.all
        let need = try #require(state.timeline.first { $0.entry.payload.kind == "need-stated" })
        for kind in [NeedKind.food, .clothing] {
            let outcome = try state.correct(
                need.id,
                with: .needStated(.init(kind: kind, urgency: .soon, detail: "")),
                reason: "Misheard.",
                by: .of("inspectorate"),
                now: journal.now
            )
            journal.apply(outcome, by: .of("inspectorate"))
        }
        #expect(journal.all.needs.map(\.value.kind) == [.clothing])
    }

    @Test func `neither a corrected entry nor a correction is corrected again`() throws {
        var journal = try Journal.opened()
        try journal.correct("need-stated", with: nil)
        #expect(throws: RecordingRefusal.alreadyCorrected) {
            try journal.correct("need-stated", with: nil)
        }
        #expect(throws: RecordingRefusal.notCorrectable) {
            try journal.correct("correction", with: nil)
        }
    }

    @Test func `a correction follows the rules of what it states`() throws {
        var journal = try Journal.opened()
        #expect(throws: RecordingRefusal.notCorrectable) {
            try journal.correct("need-stated", with: .note(.support, "Another kind."))
        }
        #expect(throws: RecordingRefusal.empty) {
            try journal.correct("note", with: .note(.account, " "))
        }
        #expect(throws: RecordingRefusal.compartmentDiffers) {
            try journal.correct("note", with: .note(.safety, "Now about safety."))
        }
    }

    @Test func `the fold takes no correction from another agency, strand or kind`() throws {
        var journal = try Journal.opened()
        journal.append(.note(.support, "Of the shelter."), by: .of("shelter"))
        let need = try #require(journal.entries.first { $0.payload.kind == "need-stated" })
        let right = Payload.needStated(.init(kind: .food, urgency: .soon, detail: ""))
        func correction(_ replacement: Payload?, _ compartment: Compartment = .support) -> Payload {
            .correction(
                .init(
                    corrects: need.id,
                    compartment: compartment,
                    replacement: replacement,
                    reason: "Wrong."
                )
            )
        }
        let same = Placement.strand(need.header.strand)
        // Another agency, although in the same strand.
        journal.append(correction(right), same, by: .of("shelter"))
        // Another strand, although of the same compartment.
        journal.append(correction(right), .own, by: .of("shelter"))
        // Another kind, and a kind of another compartment.
        journal.append(correction(.note(.support, "?")), same, by: .of("inspectorate"))
        let decision = Payload.decisionTaken(
            .init(stage: .conclusive, result: .positive, occurredOn: journal.today, reasons: "?")
        )
        journal.append(correction(decision), same, by: .of("inspectorate"))
        journal.append(correction(right, .health), same, by: .of("inspectorate"))
        #expect(journal.all.needs.map(\.value.kind) == [.shelter])
        #expect(journal.all.decisions.isEmpty)
        #expect(journal.all.timeline.allSatisfy { $0.correction == nil })
    }
}

extension Journal {
    fileprivate mutating func close(
        on day: CalendarDate? = nil,
        by author: Author = .of("inspectorate")
    ) throws(RecordingRefusal) {
        let outcome = try all.close(
            .transferred,
            on: day ?? today,
            in: caseID,
            by: author,
            now: now
        )
        apply(outcome, by: author)
    }
}
