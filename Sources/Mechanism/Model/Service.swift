/// A kind of help that an agency gives, and to whom.
package struct Service: Hashable, Sendable, Identifiable {
    /// Names a service in its mechanism.
    package struct ID: FileIdentifier {
        /// The word in the file.
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
        /// Sexes that it takes.
        package let sexes: Set<Sex>
        /// Ages that it takes.
        package let ages: Set<AgeBand>
        /// Forms of exploitation, of which one suffices.
        package let exploitation: Set<ExploitationForm>
        /// Residence statuses that it takes.
        package let residence: Set<ResidenceStatus>
        /// Languages that are spoken, of which one suffices.
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

    /// Its name in the file.
    package let id: ID
    /// Who gives it.
    package let agency: Agency.ID
    /// What it is called.
    package let name: LocalizedText
    /// What sort of help it is.
    package let kind: ServiceKind
    /// Who it is for.
    package let eligibility: Eligibility
    /// Areas served; empty means the whole country.
    package let areas: Set<AreaID>
    /// Nominal places; `nil` where the notion makes no sense.
    package let capacity: Int?
    /// Where it is.
    package let location: Location
    /// What a law asks for before it.
    package let requires: [Condition]
    /// What ends it by law.
    package let endsOn: [Condition]
    /// Where the facts about it come from.
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
    /// What laws make help depend on.
    package enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
        case formalIdentification = "formal-identification"
        case reasonableGrounds = "reasonable-grounds"
        case cooperation
        case residencePermit = "residence-permit"
        case proceedingsEnd = "proceedings-end"
        case negativeDecision = "negative-decision"
        case reflectionEnd = "reflection-end"
    }

    /// What the law asks for.
    package let kind: Kind
    /// The law that states it.
    package let source: Source

    package init(kind: Kind, source: Source) {
        self.kind = kind
        self.source = source
    }
}
