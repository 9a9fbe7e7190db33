import Casefile
import Mechanism
import Testing

/// One way to every refusal of a disclosure.
struct DisclosureRefusalTests {
    @Test(arguments: DisclosureRefusal.allCases)
    func `every refusal of a disclosure has a case that meets exactly it`(
        refusal: DisclosureRefusal
    ) throws {
        let attempt = try Attempt(meeting: refusal)
        #expect(throws: ReferralRefusal.disclosure(refusal)) {
            var journal = attempt.journal
            _ = try journal.offer(attempt.request)
        }
    }

    @Test func `an ordinary consented disclosure is allowed under its agreement`() throws {
        var journal = try Journal.opened()
        let consent = try journal.consent(to: ["shelter"], [.support, .health])
        let request = DisclosureRequest(
            recipient: .fixture("shelter"),
            purpose: .support,
            compartments: [.support],
            authority: .consent(consent),
            help: [.safeAccommodation]
        )
        let agreement = try journal.all.agreement(
            for: request,
            by: .of("inspectorate"),
            under: .fixture(),
            now: journal.now
        )
        #expect(agreement.id == Agreement.ID("help"))
        #expect(agreement.basis == .gdpr9SocialCare)
    }
}

/// A journal and a request that the rules refuse.
private struct Attempt {
    var journal: Journal
    var request: ReferralRequest

    init(meeting refusal: DisclosureRefusal) throws {
        let age: AgeStatus =
            switch refusal {
            case .guardianStepMissing, .guardianMustConsent, .childViewMissing: .minor
            default: .adult
            }
        journal = try Journal.opened(age: age)
        request = journal.request(on: .law(Provision.ID("open-law")))
        switch refusal {
        case .recipientUnknown, .recipientIsSelf, .nothingToDisclose, .compartmentNotShareable,
            .noAgreement, .agreementDoesNotCover:
            meetAgreement(refusal)
        case .purposeNotExplained, .consentMissing, .consentNotInForce, .consentDoesNotCover,
            .consentNotExact:
            try meetConsent(refusal)
        case .provisionUnknown: request = journal.request(on: .law(Provision.ID("no-law")))
        case .provisionDoesNotCover:
            request = journal.request(on: .law(Provision.ID("crime-law")))
        case .vitalInterestNeedsReason: request = journal.request(on: .vitalInterest(reason: " \n"))
        case .vitalInterestNotForRecipient:
            request = journal.request(to: "police", on: .vitalInterest(reason: "bleeding"))
        case .immigrationEnforcementBlocked:
            request = journal.request(to: "immigration", on: .law(Provision.ID("open-law")))
        case .consulateOfAsylumSeeker:
            journal.append(.identityStated(.fixture(.asylumSeeker)), by: .of("inspectorate"))
            request = journal.request(to: "consulate", on: .law(Provision.ID("open-law")))
        case .guardianConflicted, .guardianStepMissing, .guardianMustConsent, .childViewMissing:
            try meetChild(refusal)
        }
    }

    private mutating func meetAgreement(_ refusal: DisclosureRefusal) {
        let law = DisclosureAuthority.law(Provision.ID("open-law"))
        switch refusal {
        case .recipientUnknown: request = journal.request(to: "nobody", on: law)
        case .recipientIsSelf: request = journal.request(to: "inspectorate", on: law)
        case .nothingToDisclose: request = journal.request([], on: law)
        case .compartmentNotShareable: request = journal.request([.support, .spine], on: law)
        case .noAgreement: request = journal.request(for: .safeReturn, on: law)
        default:
            request = journal.request(
                to: "legal-aid",
                [.health],
                for: .legalRepresentation,
                on: law
            )
        }
    }

    private mutating func meetConsent(_ refusal: DisclosureRefusal) throws {
        switch refusal {
        case .purposeNotExplained:
            journal = try Self.unexplained()
            request = journal.request(on: .consent(journal.id()))
        case .consentMissing: request = journal.request(on: .consent(journal.id()))
        case .consentNotInForce:
            let consent = try journal.consent(to: ["shelter"], [.support], until: journal.today)
            journal.today = journal.today.adding(days: 1)
            request = journal.request(on: .consent(consent))
        case .consentDoesNotCover:
            let consent = try journal.consent(to: ["shelter"], [.contact])
            request = journal.request([.contact, .support], on: .consent(consent))
        default:
            let consent = try journal.consent(
                to: ["police"],
                [.account, .identity],
                for: .investigation
            )
            request = journal.request(
                to: "police",
                [.account],
                for: .investigation,
                on: .consent(consent)
            )
        }
    }

    private mutating func meetChild(_ refusal: DisclosureRefusal) throws {
        switch refusal {
        case .guardianConflicted:
            try journal.record(.step(.conflicted))
            request = journal.request(to: "guardians", on: .law(Provision.ID("open-law")))
        case .guardianStepMissing:
            try journal.record(.step(.ended))
            let law = DisclosureAuthority.law(Provision.ID("open-law"))
            request = journal.request(to: "legal-aid", on: law, help: [.legalAid])
        case .guardianMustConsent:
            let consent = ConsentGiven(
                id: journal.id(),
                scope: .init(
                    purpose: .support,
                    recipients: [Agency.ID("shelter")],
                    compartments: [.support]
                ),
                until: nil,
                giver: .person
            )
            journal.append(.consentGiven(consent), by: .of("inspectorate"))
            request = journal.request(on: .consent(consent.id))
        default:
            let view = try #require(
                journal.entries.first { $0.payload.kind == "child-view" }
            )
            let struck = try journal.all.correct(
                view.id,
                with: nil,
                reason: "Another child's.",
                by: .of("inspectorate"),
                now: journal.now
            )
            journal.apply(struck, by: .of("inspectorate"))
            let law = DisclosureAuthority.law(Provision.ID("open-law"))
            request = journal.request(to: "legal-aid", on: law, help: [.legalAid])
        }
    }

    /// A person who could not take in an explanation.
    private static func unexplained() throws -> Journal {
        var contact = FirstContact.fixture(identity: nil)
        contact.explanation = nil
        contact.cannotConsentReason = "Unconscious."
        contact.account = ""
        contact.indicators = []
        var journal = Journal()
        journal.apply(
            try contact.open(
                journal.caseID,
                code: "K",
                isPractice: false,
                by: .of("inspectorate"),
                now: journal.now
            ),
            by: .of("inspectorate")
        )
        return journal
    }
}
