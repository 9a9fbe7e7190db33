import Casefile
import Mechanism

extension DisclosureRefusal {
    /// Which rule forbids it, which basis is missing, and what is open now.
    var message: Message { Message("refusal.disclosure.\(rawValue)") }
}

extension DecisionRefusal {
    /// Which rule forbids it and what is open now.
    var message: Message { Message("refusal.decision.\(rawValue)") }
}

extension ReferralRefusal {
    /// Which rule forbids it, which basis is missing, and what is open now.
    var message: Message {
        switch self {
        case .disclosure(let refusal): refusal.message
        case .serviceUnknown: Message("refusal.referral.service-unknown")
        case .alreadyOffered: Message("refusal.referral.already-offered")
        case .noSuchReferral: Message("refusal.referral.no-such-referral")
        case .notTheReceiver: Message("refusal.referral.not-the-receiver")
        case .notTheReferrer: Message("refusal.referral.not-the-referrer")
        case .alreadyAnswered: Message("refusal.referral.already-answered")
        case .withdrawn: Message("refusal.referral.withdrawn")
        case .expired: Message("refusal.referral.expired")
        case .awaitingApproval: Message("refusal.referral.awaiting-approval")
        case .notAwaitingApproval: Message("refusal.referral.not-awaiting-approval")
        case .approverIsAuthor: Message("refusal.referral.approver-is-author")
        case .notAccepted: Message("refusal.referral.not-accepted")
        }
    }
}
