package import Mechanism

/// Help runs.
///
/// Has no field for a decision or for co-operation: support needs neither.
///
/// Source: law/cets-197-12-6.
package struct SupportOpened: Hashable, Codable, Sendable {
    /// The day on which help began.
    package let occurredOn: CalendarDate

    package init(occurredOn: CalendarDate) { self.occurredOn = occurredOn }
}

/// A service began; where it is stays in the support compartment.
package struct ServiceStarted: Hashable, Codable, Sendable {
    /// The service.
    package let service: Service.ID
    /// The day on which it began.
    package let occurredOn: CalendarDate

    package init(service: Service.ID, occurredOn: CalendarDate) {
        self.service = service
        self.occurredOn = occurredOn
    }
}

/// An agency's part in the case is over; the journal stays.
package struct CaseClosed: Hashable, Codable, Sendable {
    /// Why an agency's part ended.
    package enum Reason: String, CaseIterable, Codable, Hashable, Sendable {
        case planCompleted = "plan-completed"
        case personLeft = "person-left"
        case personWishes = "person-wishes"
        case transferred
        case lostContact = "lost-contact"
        case notTrafficked = "not-trafficked"
        case other
    }

    /// Why.
    package let reason: Reason
    /// The day on which it ended.
    package let occurredOn: CalendarDate

    package init(reason: Reason, occurredOn: CalendarDate) {
        self.reason = reason
        self.occurredOn = occurredOn
    }
}
