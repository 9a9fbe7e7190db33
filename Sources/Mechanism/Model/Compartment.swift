/// A part of a case that different professions may see apart.
package enum Compartment: String, CaseIterable, Codable, Hashable, Sendable {
    /// Names, birth, nationality, documents.
    case identity
    /// Where and how the person can be reached safely.
    case contact
    /// What happened, and the indicators.
    case account
    /// Requests for and decisions of formal identification.
    case identification
    /// Needs, plan and services.
    case support
    case health
    case justice
    /// Risks and the safety plan.
    case safety
    /// Messages between two parties to a referral.
    case coordination
    /// The small strand that all parties share: age, guardian, consents, grants, support open.
    case spine

    /// Compartments that may be named in an agreement, a consent or a referral.
    ///
    /// The spine comes with every grant and a coordination strand belongs to its two parties.
    package static let shareable: [Self] = allCases.filter { $0 != .spine && $0 != .coordination }
}
