import Casefile
import Mechanism
import Testing

/// The rules for children, and for persons whose age is disputed.
struct ChildTests {
    private static let children: [AgeStatus] = [.minor, .disputed]
    private static let urgent: [ServiceKind] = [
        .safeAccommodation, .crisisIntervention, .emergencyMedical, .healthCare, .material,
        .childProtection, .guardianship, .interpretation,
    ]

    @Test(arguments: AgeStatus.allCases)
    func `a disputed age is that of a child until decided`(age: AgeStatus) {
        #expect(age.isTreatedAsChild == Self.children.contains(age))
        let band: AgeBand? =
            switch age {
            case .minor, .disputed: .child
            case .adult: .adult
            case .unknown: nil
            }
        #expect(age.band == band)
    }

    /// A child of whom only needs are known: no guardian step, no account, no view beyond the first.
    private static func alone(_ age: AgeStatus) throws -> Journal {
        var contact = FirstContact.fixture(age: age)
        contact.guardian = nil
        contact.account = ""
        contact.indicators = []
        var journal = Journal()
        let outcome = try contact.open(
            journal.caseID,
            code: "K",
            isPractice: false,
            by: .of("inspectorate"),
            now: journal.now
        )
        journal.apply(outcome, by: .of("inspectorate"))
        return journal
    }

    @Test(arguments: children, urgent)
    func `urgent help for a child waits for no guardian on law or vital interest`(
        age: AgeStatus,
        help: ServiceKind
    ) throws {
        for authority in [
            DisclosureAuthority.law(Provision.ID("child-law")),
            .vitalInterest(reason: "It is freezing."),
        ] {
            var journal = try Self.alone(age)
            let request = journal.request(on: authority, help: [help])
            _ = try journal.offer(request)
        }
    }

    @Test(arguments: children, ServiceKind.allCases.filter { !urgent.contains($0) })
    func `discretionary sharing about a child waits for the guardian step`(
        age: AgeStatus,
        help: ServiceKind
    ) throws {
        var journal = try Self.alone(age)
        for kinds in [[help], [help, .safeAccommodation], []] {
            let request = journal.request(on: .law(Provision.ID("child-law")), help: kinds)
            #expect(throws: ReferralRefusal.disclosure(.guardianStepMissing)) {
                _ = try journal.offer(request)
            }
        }
        try journal.record(.step(.requested))
        let request = journal.request(on: .law(Provision.ID("child-law")), help: [help])
        _ = try journal.offer(request)
    }

    @Test(arguments: children)
    func `a referral to child protection waits for no guardian`(age: AgeStatus) throws {
        var journal = try Self.alone(age)
        let request = journal.request(
            to: "child-protection",
            [.identity, .safety],
            for: .childProtection,
            on: .law(Provision.ID("child-law")),
            help: []
        )
        _ = try journal.offer(request)
    }

    @Test func `a law for children opens nothing about an adult`() throws {
        var journal = try Journal.opened(age: .adult)
        let request = journal.request(on: .law(Provision.ID("child-law")))
        #expect(throws: ReferralRefusal.disclosure(.provisionDoesNotCover)) {
            _ = try journal.offer(request)
        }
    }

    @Test(arguments: children)
    func `an account is asked of a child only after the guardian step`(age: AgeStatus) throws {
        var journal = try Self.alone(age)
        let told = Payload.indicatorObserved(
            .init(indicator: .debtBondage, basis: .told, detail: "")
        )
        for payload in [Payload.note(.account, "It began in May."), told] {
            #expect(throws: RecordingRefusal.guardianStepMissing) { try journal.record(payload) }
        }
        // What needs no telling is recorded at once.
        try journal.record(
            .indicatorObserved(.init(indicator: .childUnsuitableWork, basis: .seen, detail: ""))
        )
        try journal.record(.needStated(.init(kind: .food, urgency: .now, detail: "")))
        try journal.record(.note(.safety, "A man waits outside."))
        try journal.record(.step(.appointed))
        try journal.record(.note(.account, "It began in May."))
    }

    @Test(arguments: children, GuardianStep.Step.allCases)
    func `a guardian that is conflicted or gone is no guardian step`(
        age: AgeStatus,
        step: GuardianStep.Step
    ) throws {
        var journal = try Self.alone(age)
        try journal.record(.step(step))
        let note = Payload.note(.account, "It began in May.")
        if step == .requested || step == .appointed {
            try journal.record(note)
        } else {
            #expect(throws: RecordingRefusal.guardianStepMissing) { try journal.record(note) }
        }
    }

    @Test func `a conflicted guardian loses what it could see and what was offered to it`() throws {
        var journal = try Journal.opened(age: .minor)
        let law = DisclosureAuthority.law(Provision.ID("child-law"))
        let first = journal.request(
            to: "guardians",
            [.identity, .account],
            for: .childProtection,
            on: law
        )
        try journal.accept(try journal.offer(first), by: .of("guardians"))
        let second = journal.request(
            to: "guardians",
            [.support],
            on: law,
            help: [.guardianship]
        )
        let open = try journal.offer(second)
        #expect(journal.canOpen(.account, of: "inspectorate", "guardians"))
        #expect(journal.canOpenSpine("guardians"))

        try journal.record(.step(.conflicted))
        #expect(!journal.canOpen(.account, of: "inspectorate", "guardians"))
        #expect(!journal.canOpen(.identity, of: "inspectorate", "guardians"))
        #expect(!journal.canOpenSpine("guardians"))
        #expect(journal.all.referrals[open]?.status(on: journal.today) == .withdrawn)
        #expect(journal.all.disclosures.values.allSatisfy { !$0.holds(on: journal.today) })
        #expect(throws: ReferralRefusal.withdrawn) {
            try journal.accept(open, by: .of("guardians"))
        }
    }

    @Test(arguments: GuardianStep.Step.allCases.filter { $0 != .conflicted })
    func `only a new appointment lifts a conflict, and brings no old access back`(
        step: GuardianStep.Step
    ) throws {
        var journal = try Journal.opened(age: .minor)
        let request = journal.request(
            to: "guardians",
            [.identity],
            for: .childProtection,
            on: .law(Provision.ID("child-law"))
        )
        try journal.accept(try journal.offer(request), by: .of("guardians"))
        try journal.record(.step(.conflicted))
        try journal.record(.step(step))
        #expect(journal.all.conflictedGuardians.isEmpty == (step == .appointed))
        #expect(journal.all.disclosures.values.allSatisfy { !$0.holds(on: journal.today) })
    }

    @Test func `an appointed guardian ends the search for one`() throws {
        var journal = try Journal.opened(age: .minor)
        #expect(journal.work(.arrangeGuardian, of: "inspectorate").count == 1)
        try journal.record(.step(.appointed))
        #expect(journal.work(.arrangeGuardian, of: "inspectorate").isEmpty)
    }

    @Test func `a doubt about an adult's age begins the search for a guardian`() throws {
        var journal = try Journal.opened(age: .adult)
        #expect(journal.work(.arrangeGuardian, of: "inspectorate").isEmpty)
        try journal.record(.ageRecorded(.init(status: .disputed)))
        #expect(journal.work(.arrangeGuardian, of: "inspectorate").count == 1)
        try journal.record(.ageRecorded(.init(status: .adult)))
        #expect(journal.work(.arrangeGuardian, of: "inspectorate").isEmpty)
    }

    @Test func `a view of the child that says nothing is no view`() throws {
        var journal = try Journal.opened(age: .minor)
        #expect(throws: RecordingRefusal.empty) {
            try journal.record(.childViewRecorded(.init(view: " \t")))
        }
    }
}
