import Casefile
import Mechanism
import Testing

/// Consent: given, withheld, taken back, and what follows.
struct ConsentTests {
    private static func provoke(_ refusal: ConsentRefusal) throws {
        var journal = try Journal.opened()
        switch refusal {
        case .purposeNotExplained:
            let consent = journal.given(to: ["shelter"])
            _ = try CaseState().give(consent, under: .fixture(), now: journal.now)
        case .recipientUnknown: _ = try journal.consent(to: ["nobody"], [.support])
        case .scopeEmpty: _ = try journal.consent(to: [], [.support])
        case .compartmentNotShareable: _ = try journal.consent(to: ["shelter"], [.coordination])
        case .enforcementNeedsItsOwn:
            _ = try journal.consent(to: ["police", "shelter"], [.account])
        case .guardianMustConsent:
            journal = try Journal.opened(age: .disputed)
            _ = try journal.consent(to: ["shelter"], [.support])
        case .childMustNotRefuse:
            journal = try Journal.opened(age: .minor)
            try journal.record(.step(.appointed))
            _ = try journal.consent(
                to: ["shelter"],
                [.support],
                giver: .guardian(assent: .refused)
            )
        case .noGuardian:
            journal = try Journal.opened(age: .minor)
            _ = try journal.consent(to: ["shelter"], [.support], giver: .guardian(assent: .given))
        case .alreadyOver:
            let yesterday = journal.today.adding(days: -1)
            _ = try journal.consent(to: ["shelter"], [.support], until: yesterday)
        case .noSuchConsent: try journal.withdraw(journal.id())
        case .alreadyWithdrawn:
            let consent = try journal.consent(to: ["shelter"], [.support])
            try journal.withdraw(consent)
            try journal.withdraw(consent)
        }
    }

    @Test(arguments: ConsentRefusal.allCases)
    func `every refusal of a consent has a case that meets exactly it`(
        refusal: ConsentRefusal
    ) {
        #expect(throws: refusal) { try Self.provoke(refusal) }
    }

    @Test func `an empty set of compartments is no consent either`() throws {
        var journal = try Journal.opened()
        #expect(throws: ConsentRefusal.scopeEmpty) {
            _ = try journal.consent(to: ["shelter"], [])
        }
    }

    @Test(arguments: [Consent.Assent.given, .tooYoung])
    func `a guardian consents for a child that does not refuse`(assent: Consent.Assent) throws {
        var journal = try Journal.opened(age: .minor)
        try journal.record(.step(.appointed))
        let consent = try journal.consent(
            to: ["legal-aid"],
            [.account],
            for: .legalRepresentation,
            giver: .guardian(assent: assent)
        )
        let request = journal.request(
            to: "legal-aid",
            [.account],
            for: .legalRepresentation,
            on: .consent(consent),
            help: [.legalAid]
        )
        _ = try journal.offer(request)
    }

    @Test func `a refused consent changes nothing but that it is known`() throws {
        var journal = try Journal.opened()
        let before = journal.all
        let scope = journal.given(to: ["police"]).scope
        let outcome = try before.withhold(scope, under: .fixture())
        #expect(outcome.opens.isEmpty && outcome.stops.isEmpty && outcome.tasks.isEmpty)
        journal.apply(outcome, by: .of("inspectorate"))
        #expect(journal.all.withheld.map(\.value.scope) == [scope])
        #expect(journal.all.consents == before.consents)
        #expect(journal.all.wish == before.wish)
    }

    @Test func `a consent holds through its last day and no longer`() throws {
        var journal = try Journal.opened()
        let last = journal.today.adding(days: 10)
        let id = try journal.consent(to: ["shelter"], [.support], until: last)
        let consent = try #require(journal.all.consents[id])
        #expect(consent.holds(on: last))
        #expect(!consent.holds(on: last.adding(days: 1)))
    }

    @Test func `access ends with the last day of the consent that it rests on`() throws {
        var journal = try Journal.opened()
        let last = journal.today.adding(days: 1)
        let consent = try journal.consent(to: ["shelter"], [.support], until: last)
        let request = journal.request(on: .consent(consent))
        let outcome = try journal.all.offer(
            request,
            in: journal.caseID,
            by: .of("inspectorate"),
            under: .fixture(),
            now: journal.now
        )
        #expect(outcome.opens.filter { $0.heldFor != nil }.map(\.until) == [last])
        journal.apply(outcome, by: .of("inspectorate"))
        #expect(journal.all.referrals[request.id]?.offered.value.answerBy == last)
        try journal.accept(request.id)
        let disclosure = try #require(journal.all.disclosures.values.first)
        #expect(disclosure.holds(on: last))
        #expect(!disclosure.holds(on: last.adding(days: 1)))
    }

    @Test func `withdrawal stops every disclosure and open offer on that consent only`() throws {
        var journal = try Journal.opened()
        let kept = try journal.refer(to: "clinic", [.health], help: [.healthCare])
        let consent = try journal.consent(to: ["shelter", "legal-aid"], [.support, .identity])
        let shelter = try journal.offer(journal.request(on: .consent(consent)))
        try journal.accept(shelter)
        let open = try journal.offer(
            journal.request(to: "legal-aid", on: .consent(consent), help: [.legalAid])
        )
        let lawful = try journal.offer(
            journal.request(
                to: "child-protection",
                on: .law(Provision.ID("open-law")),
                help: [.counselling]
            )
        )

        try journal.withdraw(consent)
        #expect(!journal.canOpen(.support, of: "inspectorate", "shelter"))
        #expect(!journal.canOpenSpine("shelter"))
        #expect(journal.all.referrals[open]?.status(on: journal.today) == .withdrawn)
        #expect(journal.work(.answerReferral, of: "legal-aid").isEmpty)
        #expect(journal.work(.awaitAnswer, of: "inspectorate").map(\.key.referral) == [lawful])
        #expect(journal.work(.referralReturned, of: "inspectorate").map(\.key.referral) == [open])
        #expect(journal.work(.accessEnded, of: "shelter").count == 1)
        // Nothing else.
        #expect(journal.canOpen(.health, of: "inspectorate", "clinic"))
        #expect(journal.canOpenSpine("clinic"))
        #expect(journal.all.referrals[lawful]?.status(on: journal.today) == .offered)
        #expect(journal.all.consents[kept.consent]?.withdrawal == nil)
        #expect(journal.work(.accessEnded, of: "clinic").isEmpty)
        #expect(throws: ReferralRefusal.withdrawn) {
            try journal.accept(open, by: .of("legal-aid"))
        }
    }

    @Test func `a consent taken back where the receiver saw nothing is found on acceptance`() throws
    {
        var journal = try Journal.opened()
        let consent = try journal.consent(to: ["shelter", "clinic"], [.support])
        try journal.accept(try journal.offer(journal.request(on: .consent(consent))))
        // The shelter passes the person on; the inspectorate, which can't see that, takes the consent back.
        let onward = journal.request(to: "clinic", on: .consent(consent), help: [.healthCare])
        let referral = try journal.offer(onward, by: .of("shelter"))
        try journal.all.confirmAuthority(of: referral, now: journal.now)
        try journal.withdraw(consent)
        #expect(journal.seen(by: "clinic").referrals[referral]?.withdrawn == nil)
        #expect(throws: ReferralRefusal.disclosure(.consentNotInForce)) {
            try journal.all.confirmAuthority(of: referral, now: journal.now)
        }
        // Before the spine is open there is nothing to look at.
        try journal.seen(by: "clinic").confirmAuthority(of: referral, now: journal.now)
    }

    @Test func `what a referral opened is open while its authority lasts`() throws {
        var journal = try Journal.opened()
        let (help, _) = try journal.refer(to: "clinic", [.health], help: [.healthCare])
        let (referral, consent) = try journal.refer(to: "police", [.account], for: .investigation)
        #expect(journal.all.isOpen(referral, on: journal.today))
        try journal.withdraw(consent)
        #expect(!journal.all.isOpen(referral, on: journal.today))
        #expect(journal.all.isOpen(help, on: journal.today))
        #expect(!journal.all.isOpen(journal.id(), on: journal.today))
    }

    @Test func `what stays open on law is not stopped by a withdrawal`() throws {
        var journal = try Journal.opened()
        let consent = try journal.consent(to: ["shelter"], [.support, .identity])
        let first = journal.request([.support, .identity], on: .consent(consent))
        try journal.accept(try journal.offer(first))
        let second = journal.request([.support], on: .law(Provision.ID("open-law")))
        try journal.accept(try journal.offer(second))

        try journal.withdraw(consent)
        #expect(journal.canOpen(.support, of: "inspectorate", "shelter"))
        #expect(!journal.canOpen(.identity, of: "inspectorate", "shelter"))
        #expect(journal.canOpenSpine("shelter"))
    }

    @Test func `two disclosures on one consent end together, spine and all`() throws {
        var journal = try Journal.opened()
        let consent = try journal.consent(to: ["shelter"], [.support, .identity])
        for compartments in [Set<Compartment>([.support]), [.identity]] {
            try journal.accept(
                try journal.offer(journal.request(compartments, on: .consent(consent)))
            )
        }
        try journal.withdraw(consent)
        #expect(!journal.canOpen(.support, of: "inspectorate", "shelter"))
        #expect(!journal.canOpen(.identity, of: "inspectorate", "shelter"))
        #expect(!journal.canOpenSpine("shelter"))
    }

    @Test func `whoever opened the case keeps the spine`() throws {
        var journal = try Journal.opened()
        _ = try journal.refer(to: "shelter", [.support])
        let (_, consent) = try journal.refer(
            to: "inspectorate",
            [.support],
            by: .of("shelter"),
            help: [.labourRights]
        )
        #expect(journal.canOpen(.support, of: "shelter", "inspectorate"))
        try journal.withdraw(consent, by: .of("shelter"))
        #expect(!journal.canOpen(.support, of: "shelter", "inspectorate"))
        #expect(journal.canOpenSpine("inspectorate"))
    }

    @Test func `a withdrawn consent is not brought back by stating it again`() throws {
        var journal = try Journal.opened()
        let consent = journal.given(to: ["shelter"])
        journal.append(.consentGiven(consent), by: .of("inspectorate"))
        try journal.withdraw(consent.id)
        journal.append(.consentGiven(consent), by: .of("inspectorate"))
        #expect(journal.all.consents[consent.id]?.holds(on: journal.today) == false)
    }
}

/// Help for a person who can't agree now.
struct VitalInterestTests {
    private static func helped() throws -> (Journal, DisclosureMade.ID) {
        var journal = try Journal.opened()
        let request = journal.request(
            to: "clinic",
            [.health],
            on: .vitalInterest(reason: "Unconscious."),
            help: [.emergencyMedical]
        )
        try journal.accept(try journal.offer(request), by: .of("clinic"))
        let id = try #require(journal.all.disclosures.keys.first)
        return (journal, id)
    }

    @Test func `help on vital interest is looked at again within three days`() throws {
        let (journal, _) = try Self.helped()
        let work = journal.work(.reviewVitalInterest, of: "inspectorate")
        #expect(work.map(\.due) == [journal.today.adding(days: 3)])
    }

    @Test(arguments: [true, false])
    func `a review upholds access or ends it`(isUpheld: Bool) throws {
        var (journal, id) = try Self.helped()
        let outcome = try journal.all.review(
            id,
            isUpheld: isUpheld,
            reason: "Awake now.",
            in: journal.caseID,
            now: journal.now
        )
        journal.apply(outcome, by: .of("inspectorate"))
        #expect(journal.canOpen(.health, of: "inspectorate", "clinic") == isUpheld)
        #expect(journal.canOpenSpine("clinic") == isUpheld)
        #expect(journal.all.disclosures[id]?.holds(on: journal.today) == isUpheld)
        #expect(journal.work(.reviewVitalInterest, of: "inspectorate").isEmpty)
    }

    @Test func `what rests on consent or law has no review`() throws {
        var journal = try Journal.opened()
        _ = try journal.refer(to: "shelter", [.support])
        let id = try #require(journal.all.disclosures.keys.first)
        for wrong in [id, journal.id()] {
            #expect(throws: ConsentRefusal.noSuchConsent) {
                _ = try journal.all.review(
                    wrong,
                    isUpheld: false,
                    reason: "",
                    in: journal.caseID,
                    now: journal.now
                )
            }
        }
    }
}

extension Journal {
    /// A consent that was not recorded yet.
    fileprivate mutating func given(to recipients: [String]) -> ConsentGiven {
        ConsentGiven(
            id: id(),
            scope: .init(
                purpose: .support,
                recipients: Set(recipients.map { Agency.ID($0) }),
                compartments: [.support]
            ),
            until: nil,
            giver: .person
        )
    }
}
