package import Mechanism

/// Who the person is, as they say it.
///
/// Never needed for help.
package struct IdentityStated: Hashable, Codable, Sendable {
    /// A name in any script.
    package struct Name: Hashable, Codable, Sendable {
        /// Where the name comes from.
        package enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
            case asSaid = "as-said"
            case alias
            case inDocument = "in-document"
        }

        /// The name exactly as said or written.
        package let text: String
        /// Where it comes from.
        package let kind: Kind

        package init(text: String, kind: Kind) {
            self.text = text
            self.kind = kind
        }
    }

    /// A document, and who has it.
    package struct Document: Hashable, Codable, Sendable {
        /// Who has it now.
        package enum Holder: String, CaseIterable, Codable, Hashable, Sendable {
            case person, exploiter, authority, lost, unknown
        }

        /// What it is, in words.
        package let name: String
        /// Its number, if seen.
        package let number: String
        /// Who has it now.
        package let holder: Holder

        package init(name: String, number: String, holder: Holder) {
            self.name = name
            self.number = number
            self.holder = holder
        }
    }

    /// Names as said, aliases, names in documents; may be empty.
    package let names: [Name]
    /// Date of birth as precisely as it is known.
    package let birth: PartialDate
    /// An age in years as stated, where no date is known.
    package let statedAge: Int?
    /// Sex or gender as stated.
    package let sex: Sex
    /// Citizenships; empty when stateless or unknown.
    package let citizenships: [CountryCode]
    /// Languages, the best first.
    package let languages: [LanguageCode]
    /// Right to stay.
    package let residence: ResidenceStatus
    /// Documents seen or mentioned.
    package let documents: [Document]

    package init(
        names: [Name],
        birth: PartialDate,
        statedAge: Int?,
        sex: Sex,
        citizenships: [CountryCode],
        languages: [LanguageCode],
        residence: ResidenceStatus,
        documents: [Document]
    ) {
        self.names = names
        self.birth = birth
        self.statedAge = statedAge
        self.sex = sex
        self.citizenships = citizenships
        self.languages = languages
        self.residence = residence
        self.documents = documents
    }
}

/// Minor, adult or disputed: the fact that rules across strands depend on.
package struct AgeRecorded: Hashable, Codable, Sendable {
    /// What is known about the age.
    package let status: AgeStatus

    package init(status: AgeStatus) { self.status = status }
}

/// What is known about a person's age.
///
/// Source: law/cets-197-10-3: when in doubt, presumed a child until decided.
package enum AgeStatus: String, CaseIterable, Codable, Hashable, Sendable {
    case adult, minor, disputed, unknown

    /// True where the rules for children hold.
    ///
    /// An age nobody doubts to be adult is not presumed minor.
    package var isTreatedAsChild: Bool { self == .minor || self == .disputed }

    /// The band that services are matched by.
    package var band: AgeBand? {
        switch self {
        case .adult: .adult
        case .minor, .disputed: .child
        case .unknown: nil
        }
    }
}

/// A step towards a guardian for a child.
package struct GuardianStep: Hashable, Codable, Sendable {
    /// How far it has come.
    package enum Step: String, CaseIterable, Codable, Hashable, Sendable {
        case requested, appointed
        /// The guardian is in conflict with the child's interests and then sees nothing.
        case conflicted
        case ended
    }

    /// How far it has come.
    package let step: Step
    /// The agency that provides the guardian, if one of the mechanism does.
    package let agency: Agency.ID?

    package init(step: Step, agency: Agency.ID?) {
        self.step = step
        self.agency = agency
    }
}

/// The child's own view, which is always recorded.
package struct ChildViewRecorded: Hashable, Codable, Sendable {
    /// In the child's words; "did not want to say" is a view too.
    package let view: String

    package init(view: String) { self.view = view }
}

/// A free text in the compartment of its subject.
package struct Note: Hashable, Codable, Sendable {
    /// What the note is about: decides the compartment.
    package enum Subject: String, CaseIterable, Codable, Hashable, Sendable {
        case account, support, health, justice, safety

        /// The compartment of notes on this subject.
        package var compartment: Compartment {
            switch self {
            case .account: .account
            case .support: .support
            case .health: .health
            case .justice: .justice
            case .safety: .safety
            }
        }
    }

    /// What it is about.
    package let subject: Subject
    /// The day of what it describes.
    package let occurredOn: PartialDate
    /// The text.
    package let text: String

    package init(subject: Subject, occurredOn: PartialDate, text: String) {
        self.subject = subject
        self.occurredOn = occurredOn
        self.text = text
    }
}
