/// A holder of keys and mandates: one unit, never a whole force or ministry.
package struct Agency: Hashable, Sendable, Identifiable {
    /// Names an agency in its mechanism.
    package struct ID: FileIdentifier {
        /// The word in the file.
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
    }

    /// How an agency is reached by those who may know of it.
    package struct Contact: Hashable, Sendable {
        /// A telephone number as it is dialled in the country.
        package let phone: String?
        /// An address for mail, never for case data.
        package let email: String?
        /// A street address; absent where the place is confidential.
        package let address: String?
        /// The only way to a place whose location is confidential.
        package let intake: String?

        package init(phone: String?, email: String?, address: String?, intake: String?) {
            self.phone = phone
            self.email = email
            self.address = address
            self.intake = intake
        }
    }

    /// The name of the unit in the file.
    package let id: ID
    /// What the unit is called.
    package let name: LocalizedText
    /// What sort of body it is.
    package let kind: AgencyKind
    /// What it may do; empty where it only receives.
    package let mandates: Set<Mandate>
    /// Areas covered; empty means the whole country.
    package let areas: Set<AreaID>
    /// How it is reached.
    package let contact: Contact
    /// The force or ministry that this unit belongs to, in words.
    package let unitOf: String?
    /// For a consulate or embassy: the State it represents.
    package let represents: CountryCode?
    /// Where the facts about it come from.
    package let source: Source?

    package init(
        id: ID,
        name: LocalizedText,
        kind: AgencyKind,
        mandates: Set<Mandate>,
        areas: Set<AreaID>,
        contact: Contact,
        unitOf: String?,
        represents: CountryCode?,
        source: Source?
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.mandates = mandates
        self.areas = areas
        self.contact = contact
        self.unitOf = unitOf
        self.represents = represents
        self.source = source
    }
}

/// What an agency may do in the mechanism.
package enum Mandate: String, CaseIterable, Codable, Hashable, Sendable {
    case detect
    case refer
    case identifyFormally = "identify-formally"
    case support
    case represent
    case monitor
    case rapporteur
    /// Keeps the mechanism file and confirms the agencies' roots; reads no case.
    case coordinate
}

/// What sort of body an agency is.
package enum AgencyKind: String, CaseIterable, Codable, Hashable, Sendable {
    case police
    case borderGuard = "border-guard"
    case immigrationEnforcement = "immigration-enforcement"
    case immigrationService = "immigration-service"
    case labourInspectorate = "labour-inspectorate"
    case tradeUnion = "trade-union"
    case consulate
    case embassy
    case communityOrganisation = "community-organisation"
    case migrantsOrganisation = "migrants-organisation"
    case hotline
    case outreach
    case school
    case healthService = "health-service"
    case prosecution
    case court
    case shelter
    case legalAid = "legal-aid"
    case socialService = "social-service"
    case childProtection = "child-protection"
    case guardianship
    case interpreter
    case jobPlacement = "job-placement"
    case ngo
    case localAuthority = "local-authority"
    case competentAuthority = "competent-authority"
    case rapporteur
    case dataProtection = "data-protection"
    case coordination
    case internationalOrganisation = "international-organisation"

    /// Units on the far side of the wall between help and enforcement (DESIGN section 4).
    package var isEnforcement: Bool {
        switch self {
        case .police, .borderGuard, .immigrationEnforcement, .immigrationService: true
        default: false
        }
    }

    /// Posts of another State.
    package var isConsular: Bool { self == .consulate || self == .embassy }
}
