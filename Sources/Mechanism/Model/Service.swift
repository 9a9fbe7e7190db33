/// A kind of help that an agency gives, and to whom.
package struct Service: Hashable, Sendable, Identifiable {
    package struct ID: FileIdentifier {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
    }

    /// Where a service is, as far as anybody but its intake may know.
    package enum Location: Hashable, Sendable {
        /// No address, and no area finer than a region, anywhere.
        case confidential
        case address(String)
        /// Comes to the person, or works by phone.
        case mobile
    }

    /// Who a service is for; an empty set means everybody.
    package struct Eligibility: Hashable, Sendable {
        package let sexes: Set<Sex>
        package let ages: Set<AgeBand>
        package let exploitation: Set<ExploitationForm>
        package let residence: Set<ResidenceStatus>
        package let languages: Set<LanguageCode>

        package init(
            sexes: Set<Sex>,
            ages: Set<AgeBand>,
            exploitation: Set<ExploitationForm>,
            residence: Set<ResidenceStatus>,
            languages: Set<LanguageCode>
        ) {
            self.sexes = sexes
            self.ages = ages
            self.exploitation = exploitation
            self.residence = residence
            self.languages = languages
        }
    }

    package let id: ID
    package let agency: Agency.ID
    package let name: LocalizedText
    package let kind: ServiceKind
    package let eligibility: Eligibility
    /// Areas served; empty means the whole country.
    package let areas: Set<AreaID>
    /// Nominal places; `nil` where the notion makes no sense.
    package let capacity: Int?
    package let location: Location
    package let requires: [Condition]
    package let endsOn: [Condition]
    package let source: Source?

    package init(
        id: ID,
        agency: Agency.ID,
        name: LocalizedText,
        kind: ServiceKind,
        eligibility: Eligibility,
        areas: Set<AreaID>,
        capacity: Int?,
        location: Location,
        requires: [Condition],
        endsOn: [Condition],
        source: Source?
    ) {
        self.id = id
        self.agency = agency
        self.name = name
        self.kind = kind
        self.eligibility = eligibility
        self.areas = areas
        self.capacity = capacity
        self.location = location
        self.requires = requires
        self.endsOn = endsOn
        self.source = source
    }
}

/// A condition that a law really states, reported as that law's rule and never added by us.
package struct Condition: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
        case formalIdentification = "formal-identification"
        case reasonableGrounds = "reasonable-grounds"
        case cooperation
        case residencePermit = "residence-permit"
        case proceedingsEnd = "proceedings-end"
        case negativeDecision = "negative-decision"
        case reflectionEnd = "reflection-end"
    }

    package let kind: Kind
    package let source: Source

    package init(kind: Kind, source: Source) {
        self.kind = kind
        self.source = source
    }
}
