/// Sex or gender as the person states it.
package enum Sex: String, CaseIterable, Codable, Hashable, Sendable {
    case female, male, other
    case notStated = "not-stated"
}

/// Ages that services and rules tell apart.
package enum AgeBand: String, CaseIterable, Codable, Hashable, Sendable {
    case child
    case adult
}

/// Forms of exploitation.
///
/// Source: law/palermo-3; law/directive-2011-36 as amended (forced marriage, illegal adoption, surrogacy).
package enum ExploitationForm: String, CaseIterable, Codable, Hashable, Sendable {
    case sexual
    case labour
    case domesticServitude = "domestic-servitude"
    case criminal
    case begging
    case organRemoval = "organ-removal"
    case forcedMarriage = "forced-marriage"
    case illegalAdoption = "illegal-adoption"
    case surrogacy
    case slavery
    case other
    case unknown
}

/// The person's right to stay, as far as services and rules depend on it.
package enum ResidenceStatus: String, CaseIterable, Codable, Hashable, Sendable {
    case national
    case regular
    case employerTied = "employer-tied"
    case irregular
    case asylumSeeker = "asylum-seeker"
    case stateless
    case unknown
}
