package import Mechanism

/// The mechanism is asked whether it knows the person already, before anybody asks them to tell it again.
///
/// Who asks learns nothing from the question itself; whoever holds a case is told, and decides.
package struct CheckAsked: Hashable, Codable, Sendable {
    /// A question's random identifier.
    package typealias ID = Identifier<CheckAsked>

    /// On what the question rests.
    package enum Basis: Hashable, Codable, Sendable {
        /// The person agreed to this question, which was explained apart from everything else.
        case person
        /// For a child, the guardian, with the child's own assent where the child is able to give it.
        case guardian(assent: Consent.Assent)
        /// For a child, a named provision of law in the mechanism file.
        case law(Provision.ID)
    }

    /// The question's random identifier.
    package let id: ID
    /// Which holders may be told.
    package let mayTell: Set<HolderGroup>
    /// On what it rests.
    package let basis: Basis

    package init(id: ID, mayTell: Set<HolderGroup>, basis: Basis) {
        self.id = id
        self.mayTell = mayTell
        self.basis = basis
    }
}

/// A notice of a question to one agency; what it says is sealed to that agency.
package enum BlindNotice {
    /// A notice's random identifier.
    package typealias ID = Identifier<BlindNotice>
}

/// What a holder wrote back, sealed to whoever asked.
package enum BlindAnswer {
    /// An answer's random identifier.
    package typealias ID = Identifier<BlindAnswer>
}

/// The person was asked whether the mechanism may be asked, and said no.
///
/// Changes nothing else.
package struct CheckDeclined: Hashable, Codable, Sendable {
    package init() {}
}

/// Kinds of agency that a person may let be told, or not.
package enum HolderGroup: String, CaseIterable, Codable, Hashable, Sendable {
    case help, authorities, justice, consular, police, border, immigration

    /// Groups that may be told where the person says nothing else: never one that the person may have to fear.
    package static let unlessSaidOtherwise: Set<HolderGroup> = [.help, .authorities]

    /// The group of a kind of agency; `nil` for those that hold no cases.
    package init?(_ kind: AgencyKind) {
        switch kind {
        case .police: self = .police
        case .borderGuard: self = .border
        case .immigrationEnforcement, .immigrationService: self = .immigration
        case .consulate, .embassy: self = .consular
        case .prosecution, .court: self = .justice
        case .labourInspectorate, .localAuthority, .competentAuthority: self = .authorities
        case .rapporteur, .dataProtection, .coordination: return nil
        case .tradeUnion, .communityOrganisation, .migrantsOrganisation, .hotline, .outreach,
            .school, .healthService, .shelter, .legalAid, .socialService, .childProtection,
            .guardianship, .interpreter, .jobPlacement, .ngo, .internationalOrganisation:
            self = .help
        }
    }
}

/// What a holder says to whoever asked.
///
/// There is no way to say that somebody decided against the person: a negative decision binds nobody else.
package enum CheckAnswer: Hashable, Codable, Sendable {
    /// Somebody knows the person: ask there before the person has to tell it again.
    case contactMe(how: String)
    /// The person was identified before: the decision is recognised, not taken again.
    case recognised(RecognisedDecision, how: String)
    /// It is somebody else.
    case notTheSame

    /// A word for the kind, as used in the catalogues.
    package var kind: String {
        switch self {
        case .contactMe: "contact-me"
        case .recognised: "recognised"
        case .notTheSame: "not-the-same"
        }
    }
}

/// A positive decision as another agency learns of it: no reasons, no account.
package struct RecognisedDecision: Hashable, Codable, Sendable {
    /// Which threshold.
    package let stage: DecisionTaken.Stage
    /// The day of the decision.
    package let occurredOn: CalendarDate
    /// Who decided.
    package let authority: Agency.ID

    package init(stage: DecisionTaken.Stage, occurredOn: CalendarDate, authority: Agency.ID) {
        self.stage = stage
        self.occurredOn = occurredOn
        self.authority = authority
    }
}

/// A holder answered a question about the person of this case.
package struct CheckAnswered: Hashable, Codable, Sendable {
    /// The question.
    package let check: CheckAsked.ID
    /// Who asked.
    package let asker: Agency.ID
    /// What was answered.
    package let answer: CheckAnswer

    package init(check: CheckAsked.ID, asker: Agency.ID, answer: CheckAnswer) {
        self.check = check
        self.asker = asker
        self.answer = answer
    }
}
