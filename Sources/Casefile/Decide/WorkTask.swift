package import Mechanism

/// A piece of work of one agency, with a day on which it is due.
package struct WorkTask: Hashable, Codable, Sendable {
    /// What is to be done.
    package enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
        case meetNeed = "meet-need"
        case arrangeGuardian = "arrange-guardian"
        case answerReferral = "answer-referral"
        case awaitAnswer = "await-answer"
        case referralReturned = "referral-returned"
        case giveFeedback = "give-feedback"
        case awaitFeedback = "await-feedback"
        case approveDisclosure = "approve-disclosure"
        case reviewVitalInterest = "review-vital-interest"
        case decideReasonableGrounds = "decide-reasonable-grounds"
        case decideConclusive = "decide-conclusive"
        case readDecision = "read-decision"
        case accessEnded = "access-ended"
        case breakGlassUsed = "break-glass-used"
        case confirmErasure = "confirm-erasure"
        case considerErasure = "consider-erasure"
        case readCheckAnswer = "read-check-answer"
    }

    /// What a task is about, by which it is found again.
    package struct Key: Hashable, Codable, Sendable {
        /// What is to be done.
        package let kind: Kind
        /// Whose work it is.
        package let agency: Agency.ID
        /// The case.
        package let caseID: Case.ID
        /// The referral, where it is about one.
        package let referral: Referral.ID?

        package init(
            _ kind: Kind,
            of agency: Agency.ID,
            in caseID: Case.ID,
            about referral: Referral.ID? = nil
        ) {
            self.kind = kind
            self.agency = agency
            self.caseID = caseID
            self.referral = referral
        }
    }

    /// What it is about.
    package let key: Key
    /// The day by which it is to be done.
    package let due: CalendarDate
    /// The member it is given to; `nil` is the whole agency.
    package let assignee: Member.ID?

    package init(key: Key, due: CalendarDate, assignee: Member.ID?) {
        self.key = key
        self.due = due
        self.assignee = assignee
    }
}
