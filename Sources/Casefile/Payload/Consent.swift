package import Mechanism

/// A consent that was asked for.
package enum Consent {
    /// A consent's random identifier.
    package typealias ID = Identifier<Consent>

    /// What a consent covers.
    package struct Scope: Hashable, Codable, Sendable {
        /// What the disclosure serves.
        package let purpose: Agreement.Purpose
        /// Exactly these agencies.
        package let recipients: Set<Agency.ID>
        /// Exactly these compartments.
        package let compartments: Set<Compartment>

        package init(
            purpose: Agreement.Purpose,
            recipients: Set<Agency.ID>,
            compartments: Set<Compartment>
        ) {
            self.purpose = purpose
            self.recipients = recipients
            self.compartments = compartments
        }
    }

    /// Who says yes.
    package enum Giver: Hashable, Codable, Sendable {
        case person
        /// For a child, with the child's own assent where the child is able to give it.
        case guardian(assent: Assent)
    }

    /// A child's own agreement beside the guardian's consent.
    package enum Assent: String, CaseIterable, Codable, Hashable, Sendable {
        case given, refused
        case tooYoung = "too-young"
    }
}

/// The person agrees: specific, explained, withdrawable.
package struct ConsentGiven: Hashable, Codable, Sendable {
    /// The consent's random identifier.
    package let id: Consent.ID
    /// What it covers.
    package let scope: Consent.Scope
    /// The last day on which it holds; `nil` until withdrawn.
    package let until: CalendarDate?
    /// Who gave it.
    package let giver: Consent.Giver

    package init(id: Consent.ID, scope: Consent.Scope, until: CalendarDate?, giver: Consent.Giver) {
        self.id = id
        self.scope = scope
        self.until = until
        self.giver = giver
    }
}

/// The person was asked and said no.
///
/// Changes nothing else.
package struct ConsentWithheld: Hashable, Codable, Sendable {
    /// What was asked.
    package let scope: Consent.Scope

    package init(scope: Consent.Scope) { self.scope = scope }
}

/// The person takes a consent back: always stops what rests on it.
package struct ConsentWithdrawn: Hashable, Codable, Sendable {
    /// The consent taken back.
    package let consent: Consent.ID

    package init(consent: Consent.ID) { self.consent = consent }
}

/// What the person wants: one of the four facts that are never mixed.
package struct WishExpressed: Hashable, Codable, Sendable {
    /// What is wanted.
    package enum Wish: String, CaseIterable, Codable, Hashable, Sendable {
        case formalIdentification = "formal-identification"
        case helpWithoutFormal = "help-without-formal"
        case leaveFormal = "leave-formal"
        case noHelp = "no-help"
    }

    /// What is wanted.
    package let wish: Wish

    package init(wish: Wish) { self.wish = wish }
}

/// Who authorised a disclosure, which is not the lawful basis of the processing.
package enum DisclosureAuthority: Hashable, Codable, Sendable {
    case consent(Consent.ID)
    /// A named provision of law in the mechanism file.
    case law(Provision.ID)
    /// Life or limb; reviewed within 72 hours.
    case vitalInterest(reason: String)
}

/// Strands were opened to an agency.
package struct DisclosureMade: Hashable, Codable, Sendable {
    /// A disclosure's random identifier.
    package typealias ID = Identifier<DisclosureMade>

    /// The disclosure's random identifier.
    package let id: ID
    /// The owner of the strands.
    package let from: Agency.ID
    /// Who can open them now.
    package let to: Agency.ID
    /// Which compartments of the owner's.
    package let compartments: Set<Compartment>
    /// Who authorised it.
    package let authority: DisclosureAuthority
    /// The lawful basis of the processing, from the agreement.
    package let basis: LawfulBasis
    /// The referral that it belongs to.
    package let referral: Referral.ID?
    /// The last day of access, if limited.
    package let until: CalendarDate?

    package init(
        id: ID,
        from: Agency.ID,
        to: Agency.ID,
        compartments: Set<Compartment>,
        authority: DisclosureAuthority,
        basis: LawfulBasis,
        referral: Referral.ID?,
        until: CalendarDate?
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.compartments = compartments
        self.authority = authority
        self.basis = basis
        self.referral = referral
        self.until = until
    }
}

/// A disclosure on vital interest was looked at again.
package struct DisclosureReviewed: Hashable, Codable, Sendable {
    /// The disclosure that was reviewed.
    package let disclosure: DisclosureMade.ID
    /// True where it still stands; otherwise access ended.
    package let isUpheld: Bool
    /// Why.
    package let reason: String

    package init(disclosure: DisclosureMade.ID, isUpheld: Bool, reason: String) {
        self.disclosure = disclosure
        self.isUpheld = isUpheld
        self.reason = reason
    }
}
