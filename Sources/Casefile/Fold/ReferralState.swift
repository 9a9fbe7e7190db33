package import Mechanism

/// A referral as its two parties see it.
package struct ReferralState: Hashable, Sendable {
    /// What became of an offer.
    ///
    /// Expiry follows from the calendar, so it takes a date.
    package enum Status: String, CaseIterable, Hashable, Sendable {
        case awaitingApproval = "awaiting-approval"
        case offered, accepted, declined, withdrawn, expired
    }

    /// The offer.
    package let offered: CaseState.Stated<ReferralOffered>
    /// True where a second member must approve before the receiver is asked.
    package let needsApproval: Bool
    /// The second approver's entry.
    package internal(set) var approval: EntryHeader?
    /// The acceptance, if any.
    package internal(set) var accepted: CaseState.Stated<ReferralAccepted>?
    /// The refusal, if any.
    package internal(set) var declined: CaseState.Stated<ReferralDeclined>?
    /// The withdrawal, if any.
    package internal(set) var withdrawn: EntryHeader?
    /// Feedback, in order.
    package internal(set) var answers: [CaseState.Stated<ReferralAnswered>] = []

    /// What has become of it on a day.
    package func status(on today: CalendarDate) -> Status {
        if withdrawn != nil { return .withdrawn }
        if accepted != nil { return .accepted }
        if declined != nil { return .declined }
        if today > offered.value.answerBy { return .expired }
        return needsApproval && approval == nil ? .awaitingApproval : .offered
    }

    /// True where the referrer has to look for help elsewhere.
    package func cameBack(on today: CalendarDate) -> Bool {
        switch status(on: today) {
        case .declined, .withdrawn, .expired: true
        case .accepted: answers.last?.value.answer == .didNotArrive
        case .awaitingApproval, .offered: false
        }
    }
}
