package import Mechanism

/// The journal begins.
package struct CaseOpened: Hashable, Codable, Sendable {
    /// The code by which staff speak of the case: random, never in sequence.
    package let code: String
    /// True while the opening agency has one keyholder only: wiped when it goes live.
    package let isPractice: Bool

    package init(code: String, isPractice: Bool) {
        self.code = code
        self.isPractice = isPractice
    }
}

/// Who noticed, when, where and how: detection, which proves nothing and opens help.
package struct ContactMade: Hashable, Codable, Sendable {
    /// The day of the meeting, as precisely as it is known.
    package let occurredOn: PartialDate
    /// Where it was, in words.
    package let place: String
    /// The area that it lies in, if known.
    package let area: AreaID?
    /// How the person came to be met.
    package let how: MeetingKind
    /// The day on which a paper form was filled in, when the entry was typed later.
    package let paperFormOf: CalendarDate?

    package init(
        occurredOn: PartialDate,
        place: String,
        area: AreaID?,
        how: MeetingKind,
        paperFormOf: CalendarDate?
    ) {
        self.occurredOn = occurredOn
        self.place = place
        self.area = area
        self.how = how
        self.paperFormOf = paperFormOf
    }
}

/// How a person came to be met.
package enum MeetingKind: String, CaseIterable, Codable, Hashable, Sendable {
    case inspection
    case policeOperation = "police-operation"
    case borderCheck = "border-check"
    case outreach
    case hotline
    case selfIdentified = "self-identified"
    case consulate
    case tradeUnion = "trade-union"
    case community
    case school
    case healthService = "health-service"
    case prosecution
    case familyOrFriend = "family-or-friend"
    case employerOrClient = "employer-or-client"
    case online
    case other
}

/// The person was told, in a language they understand, why anything is asked at all.
package struct PurposeExplained: Hashable, Codable, Sendable {
    /// How the language was bridged.
    ///
    /// Never by an accompanying person.
    package enum Interpretation: String, CaseIterable, Codable, Hashable, Sendable {
        case notNeeded = "not-needed"
        case inPerson = "in-person"
        case remote
        case writtenText = "written-text"
    }

    /// The language of the explanation.
    package let language: LanguageCode
    /// How it was interpreted.
    package let interpretation: Interpretation
    /// What the person asked, in words that every party may read.
    package let questions: String

    package init(language: LanguageCode, interpretation: Interpretation, questions: String) {
        self.language = language
        self.interpretation = interpretation
        self.questions = questions
    }
}

/// Something the person needs, whatever else is decided.
package struct NeedStated: Hashable, Codable, Sendable {
    /// How soon.
    package enum Urgency: String, CaseIterable, Codable, Hashable, Sendable {
        case now, today, soon
    }

    /// What is needed.
    package let kind: NeedKind
    /// How soon it is needed.
    package let urgency: Urgency
    /// More, in words.
    package let detail: String

    package init(kind: NeedKind, urgency: Urgency, detail: String) {
        self.kind = kind
        self.urgency = urgency
        self.detail = detail
    }
}

/// Immediate needs.
///
/// Health needs lie in the health compartment, the rest in support.
package enum NeedKind: String, CaseIterable, Codable, Hashable, Sendable {
    case urgentMedical = "urgent-medical"
    case psychologicalCrisis = "psychological-crisis"
    case medication
    case pregnancy
    case disability
    case safety
    case shelter
    case food
    case clothing
    case interpreter
    case legalAdvice = "legal-advice"
    case childCare = "child-care"
    case familyContact = "family-contact"
    case documents
    case unpaidWages = "unpaid-wages"
    case other

    /// True for needs that only the health compartment may hold.
    package var isHealth: Bool {
        switch self {
        case .urgentMedical, .psychologicalCrisis, .medication, .pregnancy, .disability: true
        default: false
        }
    }

    /// The kinds of service that answer the need, the nearest first.
    package var services: [ServiceKind] {
        switch self {
        case .urgentMedical, .medication: [.emergencyMedical, .healthCare]
        case .psychologicalCrisis: [.crisisIntervention, .psychological]
        case .pregnancy, .disability: [.healthCare]
        case .safety, .shelter: [.safeAccommodation, .crisisIntervention]
        case .food, .clothing: [.material, .crisisIntervention]
        case .interpreter: [.interpretation]
        case .legalAdvice: [.legalAid]
        case .childCare: [.childProtection, .caseManagement]
        case .familyContact: [.familyTracing, .caseManagement]
        case .documents: [.caseManagement, .legalAid]
        case .unpaidWages: [.labourRights, .legalAid]
        case .other: [.caseManagement, .counselling]
        }
    }
}

/// A rule for reaching the person without harm.
package struct SafeContact: Hashable, Codable, Sendable {
    /// By which means.
    package enum Channel: String, CaseIterable, Codable, Hashable, Sendable {
        case phone, message, email, post
        case inPerson = "in-person"
        case throughSomebody = "through-somebody"
        case never
    }

    /// By which means.
    package let channel: Channel
    /// The number, address or name.
    package let value: String
    /// True only when the person said that it is safe to use.
    package let isSafe: Bool
    /// When, what to say if somebody else answers, and the like.
    package let rules: String

    package init(channel: Channel, value: String, isSafe: Bool, rules: String) {
        self.channel = channel
        self.value = value
        self.isSafe = isSafe
        self.rules = rules
    }
}

/// An indicator of trafficking that somebody saw or was told.
///
/// One proves nothing.
package struct IndicatorObserved: Hashable, Codable, Sendable {
    /// Seen by the author, or told by the person.
    package enum Basis: String, CaseIterable, Codable, Hashable, Sendable {
        case seen, told
    }

    /// The code in `Indicator`'s lists.
    package let indicator: Indicator
    /// Seen or told.
    package let basis: Basis
    /// More, in words.
    package let detail: String

    package init(indicator: Indicator, basis: Basis, detail: String) {
        self.indicator = indicator
        self.basis = basis
        self.detail = detail
    }
}
