/// What a country's law recognises as trafficking in persons.
///
/// Source: law/palermo-3.
package struct LegalDefinition: Hashable, Sendable {
    /// Acts that the law names.
    package let acts: Set<TraffickingAct>
    /// Means that the law names.
    package let means: Set<TraffickingMeans>
    /// Forms of exploitation that the law recognises as a purpose.
    package let purposes: Set<ExploitationForm>
    /// True where a child needs act and purpose only.
    package let childNeedsNoMeans: Bool
    /// The age under which a person is a child.
    package let adultFrom: Int
    /// True where a person of uncertain age is treated as a child until decided.
    package let presumesMinority: Bool
    /// The law.
    package let source: Source

    package init(
        acts: Set<TraffickingAct>,
        means: Set<TraffickingMeans>,
        purposes: Set<ExploitationForm>,
        childNeedsNoMeans: Bool,
        adultFrom: Int,
        presumesMinority: Bool,
        source: Source
    ) {
        self.acts = acts
        self.means = means
        self.purposes = purposes
        self.childNeedsNoMeans = childNeedsNoMeans
        self.adultFrom = adultFrom
        self.presumesMinority = presumesMinority
        self.source = source
    }
}

/// The act element.
///
/// Source: law/palermo-3.
package enum TraffickingAct: String, CaseIterable, Codable, Hashable, Sendable {
    case recruitment, transportation, transfer, harbouring, receipt
}

/// The means element.
///
/// Source: law/palermo-3.
package enum TraffickingMeans: String, CaseIterable, Codable, Hashable, Sendable {
    case force
    case coercion
    case abduction
    case fraud
    case deception
    case abuseOfPower = "abuse-of-power"
    case abuseOfVulnerability = "abuse-of-vulnerability"
    case paymentsForControl = "payments-for-control"
}
