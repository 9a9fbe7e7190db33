package import Mechanism

/// Formal identification was asked for, with the person's knowledge.
package struct IdentificationRequested: Hashable, Codable, Sendable {
    /// The referral to the competent authority.
    package let referral: Referral.ID
    /// The day of the request, which starts the authority's clock.
    package let occurredOn: CalendarDate

    package init(referral: Referral.ID, occurredOn: CalendarDate) {
        self.referral = referral
        self.occurredOn = occurredOn
    }
}

/// The competent authority decided.
///
/// A positive decision is recognised by all; a negative one binds nobody else.
package struct DecisionTaken: Hashable, Codable, Sendable {
    /// Which threshold.
    package enum Stage: String, CaseIterable, Codable, Hashable, Sendable {
        case reasonableGrounds = "reasonable-grounds"
        case conclusive
    }

    /// Which way.
    package enum Result: String, CaseIterable, Codable, Hashable, Sendable {
        case positive, negative
    }

    /// Which threshold.
    package let stage: Stage
    /// Which way.
    package let result: Result
    /// The day of the decision.
    package let occurredOn: CalendarDate
    /// The reasons, which every decision has.
    package let reasons: String
    /// The request that it answers.
    package let referral: Referral.ID?

    package init(
        stage: Stage,
        result: Result,
        occurredOn: CalendarDate,
        reasons: String,
        referral: Referral.ID? = nil
    ) {
        self.stage = stage
        self.result = result
        self.occurredOn = occurredOn
        self.reasons = reasons
        self.referral = referral
    }
}

/// The recovery and reflection period began.
///
/// Source: law/cets-197-13.
package struct ReflectionStarted: Hashable, Codable, Sendable {
    /// Its first day.
    package let occurredOn: CalendarDate
    /// The last day of the minimum that the mechanism's clock states.
    package let atLeastUntil: CalendarDate

    package init(occurredOn: CalendarDate, atLeastUntil: CalendarDate) {
        self.occurredOn = occurredOn
        self.atLeastUntil = atLeastUntil
    }
}

/// The recovery and reflection period ended.
package struct ReflectionEnded: Hashable, Codable, Sendable {
    /// Why.
    package enum Reason: String, CaseIterable, Codable, Hashable, Sendable {
        case periodOver = "period-over"
        case personDecided = "person-decided"
        case permitGranted = "permit-granted"
    }

    /// Its last day.
    package let occurredOn: CalendarDate
    /// Why.
    package let reason: Reason

    package init(occurredOn: CalendarDate, reason: Reason) {
        self.occurredOn = occurredOn
        self.reason = reason
    }
}
