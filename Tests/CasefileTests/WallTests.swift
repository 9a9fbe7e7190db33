import Casefile
import Mechanism
import Testing

/// What a test tries to open a strand with.
private enum Key: String, CaseIterable {
    case exactConsent, widerConsent, narrowerConsent, sharedConsent, otherPurposeConsent
    case withdrawnConsent, noConsent, namedLaw, otherLaw, vitalInterest
}

/// The wall between help and enforcement, in the whole product of what could be tried.
struct WallTests {
    private static let shareable = Compartment.shareable

    @Test(arguments: Agency.enforcement, Compartment.allCases)
    func `enforcement reads on exact consent or a named law and on nothing else`(
        unit: String,
        compartment: Compartment
    ) throws {
        for key in Key.allCases {
            let isAllowed = try Self.attempt(unit, compartment, with: key)
            #expect(
                isAllowed == Self.expected(unit, compartment, with: key),
                "\(unit), \(compartment), \(key)"
            )
        }
    }

    private static func expected(
        _ unit: String,
        _ compartment: Compartment,
        with key: Key
    ) -> Bool {
        guard shareable.contains(compartment) else { return false }
        switch key {
        case .exactConsent: return unit != "immigration"
        case .namedLaw:
            return unit == "immigration"
                ? compartment == .identity : [.account, .identity].contains(compartment)
        case .widerConsent, .narrowerConsent, .sharedConsent, .otherPurposeConsent,
            .withdrawnConsent, .noConsent, .otherLaw, .vitalInterest:
            return false
        }
    }

    private static func attempt(
        _ unit: String,
        _ compartment: Compartment,
        with key: Key
    ) throws -> Bool {
        var journal = try Journal.opened()
        let other: Compartment = compartment == .contact ? .account : .contact
        var compartments: Set<Compartment> = [compartment]
        if key == .narrowerConsent { compartments.insert(other) }
        let authority: DisclosureAuthority
        switch key {
        case .namedLaw:
            let name = unit == "immigration" ? "removal-law" : "crime-law"
            authority = .law(Provision.ID(name))
        case .otherLaw: authority = .law(Provision.ID("child-law"))
        case .vitalInterest: authority = .vitalInterest(reason: "bleeding")
        case .noConsent: authority = .consent(journal.id())
        default:
            let id = scriptedConsent(&journal, unit, compartment, other, key)
            authority = .consent(id)
        }
        let request = journal.request(
            to: unit,
            compartments,
            for: .investigation,
            on: authority
        )
        do throws(ReferralRefusal) {
            _ = try journal.offer(request)
            return true
        } catch {
            guard case .disclosure = error else { throw error }
            return false
        }
    }

    /// Written straight into the journal, so that nothing but the wall can refuse.
    private static func scriptedConsent(
        _ journal: inout Journal,
        _ unit: String,
        _ compartment: Compartment,
        _ other: Compartment,
        _ key: Key
    ) -> Consent.ID {
        var recipients: Set<Agency.ID> = [Agency.ID(unit)]
        if key == .sharedConsent { recipients.insert(Agency.ID("shelter")) }
        var compartments: Set<Compartment> = [compartment]
        if key == .widerConsent { compartments.insert(other) }
        let scope = Consent.Scope(
            purpose: key == .otherPurposeConsent ? .support : .investigation,
            recipients: recipients,
            compartments: compartments
        )
        let consent = ConsentGiven(id: journal.id(), scope: scope, until: nil, giver: .person)
        journal.append(.consentGiven(consent), by: .of("inspectorate"))
        if key == .withdrawnConsent {
            journal.append(
                .consentWithdrawn(.init(consent: consent.id)),
                by: .of("inspectorate")
            )
        }
        return consent.id
    }

    @Test(arguments: Agency.enforcement)
    func `enforcement never gets the spine`(unit: String) throws {
        var journal = try Journal.opened()
        let name = unit == "immigration" ? "removal-law" : "crime-law"
        let request = journal.request(
            to: unit,
            [.identity],
            for: .investigation,
            on: .law(Provision.ID(name))
        )
        let outcome = try journal.all.offer(
            request,
            in: journal.caseID,
            by: .of("inspectorate"),
            under: .fixture(),
            now: journal.now
        )
        #expect(outcome.opens.allSatisfy { !$0.includesSpine })
    }

    @Test func `on law alone police sees nothing before a second member approves`() throws {
        var journal = try Journal.opened()
        let request = journal.request(
            to: "police",
            [.account],
            for: .investigation,
            on: .law(Provision.ID("crime-law"))
        )
        let referral = try journal.offer(request)
        #expect(!journal.canOpenThread(referral, "police"))
        #expect(journal.seen(by: "police").timeline.isEmpty)
        #expect(journal.work(.answerReferral, of: "police").isEmpty)
        #expect(journal.work(.approveDisclosure, of: "inspectorate").count == 1)

        try journal.approve(referral)
        #expect(journal.canOpenThread(referral, "police"))
        #expect(!journal.canOpen(.account, of: "inspectorate", "police"))
        #expect(journal.work(.answerReferral, of: "police").count == 1)
        #expect(journal.work(.approveDisclosure, of: "inspectorate").isEmpty)

        try journal.accept(referral, by: .of("police"))
        #expect(journal.canOpen(.account, of: "inspectorate", "police"))
        #expect(!journal.canOpenSpine("police"))
        #expect(!journal.canOpen(.identity, of: "inspectorate", "police"))
    }

    @Test func `withdrawing consent ends what police could read, though no spine records it`()
        throws
    {
        var journal = try Journal.opened()
        let (referral, consent) = try journal.refer(
            to: "police",
            [.account],
            for: .investigation
        )
        #expect(journal.canOpen(.account, of: "inspectorate", "police"))
        #expect(journal.all.disclosures.isEmpty)

        try journal.withdraw(consent)
        #expect(!journal.canOpen(.account, of: "inspectorate", "police"))
        #expect(journal.work(.accessEnded, of: "police").map(\.key.referral) == [referral])
    }

    @Test func `a health note of police opens nothing else in the health compartment`() throws {
        var journal = try Journal.opened(by: .of("police"))
        journal.append(.note(.health, "The clinic's own."), by: .of("clinic"))
        let need = Payload.needStated(.init(kind: .urgentMedical, urgency: .now, detail: ""))
        try journal.record(need, by: .of("police"))
        #expect(journal.seen(by: "police").notes.map(\.value.subject) == [.account])
        #expect(!journal.canOpen(.health, of: "clinic", "police"))
    }
}

/// Posts of another State.
struct ConsulateTests {
    @Test(arguments: Agency.consular, ResidenceStatus.allCases)
    func `a post sees a person only who is known to seek no asylum`(
        post: String,
        residence: ResidenceStatus
    ) throws {
        var journal = try Journal.opened(residence: residence)
        let consent = try journal.consent(to: [post], [.identity], for: .safeReturn)
        let request = journal.request(
            to: post,
            [.identity],
            for: .safeReturn,
            on: .consent(consent),
            help: [.safeReturn]
        )
        if residence == .asylumSeeker || residence == .unknown {
            #expect(throws: ReferralRefusal.disclosure(.consulateOfAsylumSeeker)) {
                _ = try journal.offer(request)
            }
        } else {
            _ = try journal.offer(request)
        }
    }

    @Test(arguments: Agency.consular)
    func `what is not known of a person's residence counts against a post`(post: String) throws {
        var journal = try Journal.opened(residence: nil)
        let consent = try journal.consent(to: [post], [.identity], for: .safeReturn)
        let request = journal.request(
            to: post,
            [.identity],
            for: .safeReturn,
            on: .consent(consent)
        )
        #expect(throws: ReferralRefusal.disclosure(.consulateOfAsylumSeeker)) {
            _ = try journal.offer(request)
        }
    }

    @Test func `one statement of asylum outweighs a later one of regular stay`() throws {
        var journal = try Journal.opened(residence: .asylumSeeker)
        journal.append(.identityStated(.fixture(.regular)), by: .of("inspectorate"))
        let request = journal.request(
            to: "embassy",
            [.identity],
            for: .safeReturn,
            on: .law(Provision.ID("open-law"))
        )
        #expect(throws: ReferralRefusal.disclosure(.consulateOfAsylumSeeker)) {
            _ = try journal.offer(request)
        }
    }
}
