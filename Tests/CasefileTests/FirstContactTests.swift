import Casefile
import Mechanism
import Testing

/// What a responder brings back from meeting a person.
struct FirstContactTests {
    private static func open(_ contact: FirstContact) throws(FirstContact.Refusal) -> Outcome {
        let journal = Journal()
        return try contact.open(
            journal.caseID,
            code: "K7QD-2M",
            isPractice: false,
            by: .of("inspectorate"),
            now: journal.now
        )
    }

    @Test(arguments: FirstContact.Refusal.allCases)
    func `every refusal of a first contact has a case that meets exactly it`(
        refusal: FirstContact.Refusal
    ) {
        var contact = FirstContact.fixture(age: .minor)
        switch refusal {
        case .purposeNotExplained: contact.explanation = nil
        case .dateInFuture: contact.contact = .on("2026-03-03")
        case .guardianStepMissing: contact.guardian = nil
        case .childViewMissing: contact.childView = " "
        case .checkNotAllowed:
            // For a child the guardian decides, and none is appointed.
            contact.identity = .fixture(.regular)
            contact.known = .ask(
                CheckAsked(id: Example.id(8), mayTell: [.help], basis: .person)
            )
        }
        #expect(throws: refusal) { _ = try Self.open(contact) }
    }

    /// What may have been asked of a person, or left out, by its name.
    private enum Change: CaseIterable {
        case none, account, toldIndicator, identity, blankReason

        func made(to contact: FirstContact) -> FirstContact {
            var contact = contact
            switch self {
            case .none: break
            case .account: contact.account = "Promised another job."
            case .toldIndicator:
                contact.indicators = [.init(indicator: .debtBondage, basis: .told, detail: "")]
            case .identity: contact.identity = .fixture(.regular)
            case .blankReason: contact.cannotConsentReason = " "
            }
            return contact
        }
    }

    @Test(arguments: Change.allCases)
    private func `nothing is asked before the explanation, whatever the reason`(
        change: Change
    ) throws {
        var silent = FirstContact.fixture(identity: nil)
        silent.explanation = nil
        silent.cannotConsentReason = "Unconscious."
        silent.account = ""
        silent.indicators = [.init(indicator: .documentsHeld, basis: .seen, detail: "")]
        let contact = change.made(to: silent)
        if change == .none {
            _ = try Self.open(contact)
        } else {
            #expect(throws: FirstContact.Refusal.purposeNotExplained) {
                _ = try Self.open(contact)
            }
        }
    }

    @Test func `why a person could not be asked is kept for those who help`() throws {
        var contact = FirstContact.fixture(identity: nil)
        contact.explanation = nil
        contact.cannotConsentReason = "Unconscious."
        contact.account = ""
        contact.indicators = []
        let notes = try Self.open(contact).writes.compactMap { write -> Note? in
            guard case .note(let note) = write.payload else { return nil }
            return note
        }
        #expect(notes.map(\.text) == ["Unconscious."])
        #expect(notes.map(\.subject) == [.support])
    }

    @Test func `a case needs no name, no account and no wish`() throws {
        var contact = FirstContact.fixture(identity: nil)
        contact.account = ""
        contact.indicators = []
        contact.wish = nil
        contact.needs = []
        let outcome = try Self.open(contact)
        #expect(
            outcome.writes.map(\.payload.kind)
                == ["case-opened", "purpose-explained", "age-recorded", "contact-made"]
        )
        #expect(outcome.tasks.isEmpty)
    }

    @Test func `what was told lies in its own compartments, the spine first`() throws {
        let outcome = try Self.open(.fixture(age: .minor))
        let compartments = outcome.writes.map(\.payload.compartment)
        #expect(Set(compartments) == [.spine, .support, .account, .identity])
        for write in outcome.writes {
            #expect((write.placement == .spine) == (write.payload.compartment == .spine))
        }
        #expect(outcome.writes.first?.payload.kind == "case-opened")
        #expect(outcome.opens.isEmpty)
    }

    @Test(arguments: NeedStated.Urgency.allCases)
    func `a need becomes work that is due when it is urgent`(
        urgency: NeedStated.Urgency
    ) throws {
        var contact = FirstContact.fixture()
        contact.needs = [.init(kind: .food, urgency: urgency, detail: "")]
        let tasks = try Self.open(contact).tasks
        let today = Journal().today
        #expect(tasks.map(\.key.kind) == [.meetNeed])
        #expect(tasks.map(\.due) == [urgency == .soon ? today.adding(days: 1) : today])
    }

    private static let pastDates: [PartialDate] = [
        .day(.iso("2026-03-02")), .month(year: 2026, month: 3), .year(2026), .unknown,
    ]

    @Test(arguments: pastDates)
    func `a day as vague as it is remembered is accepted`(date: PartialDate) throws {
        var contact = FirstContact.fixture()
        contact.contact = .on(date)
        _ = try Self.open(contact)
    }

    private static let futureDates: [PartialDate] = [
        .day(.iso("2026-03-03")), .month(year: 2026, month: 4), .year(2027),
    ]

    @Test(arguments: futureDates)
    func `a day that can only lie ahead is refused`(date: PartialDate) {
        var contact = FirstContact.fixture()
        contact.contact = .on(date)
        #expect(throws: FirstContact.Refusal.dateInFuture) { _ = try Self.open(contact) }
    }

    @Test func `a paper form keeps both dates and comes from no future day`() throws {
        var contact = FirstContact.fixture()
        contact.contact = .on(.day(.iso("2026-02-20")), paper: .iso("2026-02-21"))
        let outcome = try Self.open(contact)
        let made = outcome.writes.compactMap { write -> ContactMade? in
            guard case .contactMade(let made) = write.payload else { return nil }
            return made
        }
        #expect(made.map(\.paperFormOf) == [.iso("2026-02-21")])
        contact.contact = .on(.day(.iso("2026-02-20")), paper: .iso("2026-03-03"))
        #expect(throws: FirstContact.Refusal.dateInFuture) { _ = try Self.open(contact) }
    }

    @Test(arguments: [AgeStatus.minor, .disputed])
    func `a child's own view is always recorded`(age: AgeStatus) throws {
        let outcome = try Self.open(.fixture(age: age))
        #expect(outcome.writes.contains { $0.payload.kind == "child-view" })
        #expect(outcome.tasks.contains { $0.key.kind == .arrangeGuardian })
        var silent = FirstContact.fixture(age: age)
        silent.childView = ""
        silent.account = ""
        silent.indicators = []
        silent.guardian = nil
        #expect(throws: FirstContact.Refusal.childViewMissing) { _ = try Self.open(silent) }
    }
}

extension ContactMade {
    fileprivate static func on(_ day: String) -> Self { on(.day(.iso(day))) }

    fileprivate static func on(_ date: PartialDate, paper: CalendarDate? = nil) -> Self {
        .init(occurredOn: date, place: "A farm", area: nil, how: .inspection, paperFormOf: paper)
    }
}
