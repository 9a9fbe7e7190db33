/// What agencies have agreed to share, for what, and how fast they answer.
package struct Agreement: Hashable, Sendable, Identifiable {
    /// Names it in its mechanism.
    package struct ID: FileIdentifier {
        /// The word in the file.
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What a disclosure under an agreement serves.
    package enum Purpose: String, CaseIterable, Codable, Hashable, Sendable {
        case support
        case formalIdentification = "formal-identification"
        case legalRepresentation = "legal-representation"
        case childProtection = "child-protection"
        case investigation
        case safeReturn = "safe-return"
    }

    /// Its name in the file.
    package let id: ID
    /// Agencies that refer under it, never empty.
    package let from: Set<Agency.ID>
    /// Agencies that receive under it, never empty; apart from `from`.
    package let to: Set<Agency.ID>
    /// What it serves.
    package let purpose: Purpose
    /// What may be shared, never empty.
    package let compartments: Set<Compartment>
    /// How fast the receiver answers.
    package let answerWithin: Period
    /// What the processing by the receiver rests on.
    package let basis: LawfulBasis
    /// Where it was agreed or enacted.
    package let source: Source?
    /// The provision of law that allows it, which immigration enforcement can't do without.
    package let provision: Provision.ID?

    package init(
        id: ID,
        from: Set<Agency.ID>,
        to: Set<Agency.ID>,
        purpose: Purpose,
        compartments: Set<Compartment>,
        answerWithin: Period,
        basis: LawfulBasis,
        source: Source?,
        provision: Provision.ID? = nil
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.purpose = purpose
        self.compartments = compartments
        self.answerWithin = answerWithin
        self.basis = basis
        self.source = source
        self.provision = provision
    }
}

/// The lawful basis of the *processing*, which is not the same as who authorised a disclosure.
///
/// Source: law/gdpr-6, law/gdpr-9, law/led-8, law/led-10.
package enum LawfulBasis: String, CaseIterable, Codable, Hashable, Sendable {
    case gdpr6Consent = "gdpr-6-1-a"
    case gdpr6LegalObligation = "gdpr-6-1-c"
    case gdpr6VitalInterests = "gdpr-6-1-d"
    case gdpr6PublicTask = "gdpr-6-1-e"
    case gdpr9ExplicitConsent = "gdpr-9-2-a"
    case gdpr9VitalInterests = "gdpr-9-2-c"
    case gdpr9SubstantialPublicInterest = "gdpr-9-2-g"
    case gdpr9SocialCare = "gdpr-9-2-h"
    case led8 = "led-8"
    case led10 = "led-10"
}

/// A named provision of law that allows or demands a disclosure without consent.
package struct Provision: Hashable, Sendable, Identifiable {
    /// Names it in its mechanism.
    package struct ID: FileIdentifier {
        /// The word in the file.
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
    }

    /// Its name in the file.
    package let id: ID
    /// What the law calls it.
    package let name: LocalizedText
    /// Kinds of agency that may receive under it; empty means any but immigration enforcement.
    package let recipients: Set<AgencyKind>
    /// What may be shared, never empty.
    package let compartments: Set<Compartment>
    /// True where it applies to children only.
    package let childrenOnly: Bool
    /// Where it was agreed or enacted.
    package let source: Source

    package init(
        id: ID,
        name: LocalizedText,
        recipients: Set<AgencyKind>,
        compartments: Set<Compartment>,
        childrenOnly: Bool,
        source: Source
    ) {
        self.id = id
        self.name = name
        self.recipients = recipients
        self.compartments = compartments
        self.childrenOnly = childrenOnly
        self.source = source
    }
}
