package import Mechanism

/// What an entry states.
///
/// The synthesised coding names the case, so a released case is never renamed or changed: a new
/// shape is a new case. The compartment follows from the type and never from the writer's choice.
package indirect enum Payload: Hashable, Codable, Sendable {
    // The spine.
    case caseOpened(CaseOpened)
    case purposeExplained(PurposeExplained)
    case consentGiven(ConsentGiven)
    case consentWithheld(ConsentWithheld)
    case consentWithdrawn(ConsentWithdrawn)
    case ageRecorded(AgeRecorded)
    case guardianStep(GuardianStep)
    case wishExpressed(WishExpressed)
    case supportOpened(SupportOpened)
    case disclosureMade(DisclosureMade)
    case disclosureReviewed(DisclosureReviewed)
    case caseClosed(CaseClosed)
    // What was learned, each in its own compartment.
    case contactMade(ContactMade)
    case indicatorObserved(IndicatorObserved)
    case childViewRecorded(ChildViewRecorded)
    case needStated(NeedStated)
    case serviceStarted(ServiceStarted)
    case safeContact(SafeContact)
    case identityStated(IdentityStated)
    case note(Note)
    // Two parties of a referral.
    case referralOffered(ReferralOffered)
    case referralApproved(ReferralApproved)
    case referralAccepted(ReferralAccepted)
    case referralDeclined(ReferralDeclined)
    case referralAnswered(ReferralAnswered)
    case referralWithdrawn(ReferralWithdrawn)
    // Formal identification.
    case identificationRequested(IdentificationRequested)
    case decisionTaken(DecisionTaken)
    case reflectionStarted(ReflectionStarted)
    case reflectionEnded(ReflectionEnded)
    /// Replaces an earlier entry of the same strand.
    case correction(Correction)
    /// Adds a file to an earlier entry of the same strand.
    case attachmentAdded(AttachmentAdded)
    // Whether the mechanism knows the person already: the agency's own, never shared.
    case checkAsked(CheckAsked)
    case checkDeclined(CheckDeclined)
    case checkAnswered(CheckAnswered)
    case caseLinked(CaseLinked)
    case caseUnlinked(CaseUnlinked)
}

extension Payload {
    /// The only compartment that may hold this payload.
    package var compartment: Compartment {
        switch self {
        case .caseOpened, .purposeExplained, .consentGiven, .consentWithheld, .consentWithdrawn,
            .ageRecorded, .guardianStep, .wishExpressed, .supportOpened, .disclosureMade,
            .disclosureReviewed, .caseClosed:
            .spine
        case .contactMade, .indicatorObserved, .childViewRecorded: .account
        case .needStated(let need): need.kind.isHealth ? .health : .support
        case .serviceStarted: .support
        case .safeContact: .contact
        case .identityStated: .identity
        case .note(let note): note.subject.compartment
        case .referralOffered, .referralApproved, .referralAccepted, .referralDeclined,
            .referralAnswered, .referralWithdrawn, .checkAsked, .checkDeclined, .checkAnswered,
            .caseLinked, .caseUnlinked:
            .coordination
        case .identificationRequested, .decisionTaken, .reflectionStarted, .reflectionEnded:
            .identification
        case .correction(let correction): correction.compartment
        case .attachmentAdded(let file): file.compartment
        }
    }

    /// A word for the kind of statement, as used in the catalogues: `entry.<kind>`.
    package var kind: String {
        switch self {
        case .caseOpened: "case-opened"
        case .purposeExplained: "purpose-explained"
        case .consentGiven: "consent-given"
        case .consentWithheld: "consent-withheld"
        case .consentWithdrawn: "consent-withdrawn"
        case .ageRecorded: "age-recorded"
        case .guardianStep: "guardian-step"
        case .wishExpressed: "wish-expressed"
        case .supportOpened: "support-opened"
        case .disclosureMade: "disclosure-made"
        case .disclosureReviewed: "disclosure-reviewed"
        case .caseClosed: "case-closed"
        case .contactMade: "contact-made"
        case .indicatorObserved: "indicator-observed"
        case .childViewRecorded: "child-view"
        case .needStated: "need-stated"
        case .serviceStarted: "service-started"
        case .safeContact: "safe-contact"
        case .identityStated: "identity-stated"
        case .note: "note"
        case .referralOffered: "referral-offered"
        case .referralApproved: "referral-approved"
        case .referralAccepted: "referral-accepted"
        case .referralDeclined: "referral-declined"
        case .referralAnswered: "referral-answered"
        case .referralWithdrawn: "referral-withdrawn"
        case .identificationRequested: "identification-requested"
        case .decisionTaken: "decision-taken"
        case .reflectionStarted: "reflection-started"
        case .reflectionEnded: "reflection-ended"
        case .correction: "correction"
        case .attachmentAdded: "attachment-added"
        case .checkAsked: "check-asked"
        case .checkDeclined: "check-declined"
        case .checkAnswered: "check-answered"
        case .caseLinked: "case-linked"
        case .caseUnlinked: "case-unlinked"
        }
    }
}

/// Replaces an earlier entry, which stays in the journal.
package struct Correction: Hashable, Codable, Sendable {
    /// The entry that was wrong.
    package let corrects: Entry.ID
    /// The wrong entry's compartment, which the correction inherits.
    package let compartment: Compartment
    /// The right statement; `nil` when the entry should never have been made.
    package let replacement: Payload?
    /// Why, in the author's words.
    package let reason: String

    package init(
        corrects: Entry.ID,
        compartment: Compartment,
        replacement: Payload?,
        reason: String
    ) {
        self.corrects = corrects
        self.compartment = compartment
        self.replacement = replacement
        self.reason = reason
    }
}
