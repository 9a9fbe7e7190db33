/// A time limit that a law or practice sets: which event starts it and what must follow.
package struct Clock: Hashable, Sendable, Identifiable {
    /// Names a clock in its mechanism.
    package struct ID: FileIdentifier {
        /// The word in the file.
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
    }

    /// Whether the period must at least, or may at most, pass.
    package enum Bound: String, CaseIterable, Codable, Hashable, Sendable {
        case minimum, maximum
    }

    /// Its name in the file.
    package let id: ID
    /// The event from which it runs.
    package let starts: ProcedureEvent
    /// The event that must follow, or may not follow yet.
    package let ends: ProcedureEvent
    /// Which of the two the period limits.
    package let bound: Bound
    /// How long.
    package let period: Period
    /// Agencies with the mandate for the ending event; empty where nobody decides.
    package let decidedBy: Set<Agency.ID>
    /// The law or practice that sets it.
    package let source: Source

    package init(
        id: ID,
        starts: ProcedureEvent,
        ends: ProcedureEvent,
        bound: Bound,
        period: Period,
        decidedBy: Set<Agency.ID>,
        source: Source
    ) {
        self.id = id
        self.starts = starts
        self.ends = ends
        self.bound = bound
        self.period = period
        self.decidedBy = decidedBy
        self.source = source
    }
}

/// Events of the procedure that clocks start and end on.
package enum ProcedureEvent: String, CaseIterable, Codable, Hashable, Sendable {
    case firstContact = "first-contact"
    case referral
    case identificationRequest = "identification-request"
    case reasonableGroundsDecision = "reasonable-grounds-decision"
    case positiveReasonableGrounds = "positive-reasonable-grounds"
    case negativeDecision = "negative-decision"
    case conclusiveDecision = "conclusive-decision"
    case reconsiderationRequest = "reconsideration-request"
    case reconsiderationDecision = "reconsideration-decision"
    case reflectionStart = "reflection-start"
    case reflectionEnd = "reflection-end"
    case guardianAppointed = "guardian-appointed"
    case vitalInterestDisclosure = "vital-interest-disclosure"
    case vitalInterestReview = "vital-interest-review"
}
