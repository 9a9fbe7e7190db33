import Casefile
import Casework
import Mechanism

extension Journey {
    /// What the responder brings back, as the published profile has it and the rest invented.
    mutating func firstContact(_ today: CalendarDate) -> FirstContact {
        let demonym = Demonym(profile.nationality)
        let name = InventedName(language: demonym?.language, sex: profile.sex, using: &generator)
        let isChild = profile.ageAtExploitation == .child
        let isSpoken = driver.installation.mechanism.languages.contains(name.language)
        let spoken = isSpoken ? name.language : LanguageCode("en")
        let age = isChild ? 12 + generator.index(below: 6) : 19 + generator.index(below: 35)
        return FirstContact(
            contact: ContactMade(
                occurredOn: .day(today),
                place: generator.element(of: Self.places),
                area: generator.element(of: Self.areas),
                how: meeting,
                paperFormOf: nil
            ),
            explanation: PurposeExplained(
                language: spoken,
                interpretation: isSpoken ? .inPerson : .remote,
                questions: ""
            ),
            cannotConsentReason: "",
            needs: needs(),
            safeContacts: [
                SafeContact(channel: .inPerson, value: "", isSafe: true, rules: "")
            ],
            identity: IdentityStated(
                names: [.init(text: name.written, kind: .asSaid)],
                birth: .year(today.parts.year - age),
                statedAge: age,
                sex: profile.sex,
                citizenships: demonym?.countries ?? [],
                languages: [name.language],
                residence: generator.element(of: Self.residences),
                documents: []
            ),
            age: isChild ? .minor : profile.ageAtExploitation == nil ? .unknown : .adult,
            guardian: isChild
                ? GuardianStep(step: .requested, agency: Agency.ID("guardianship")) : nil,
            childView: isChild ? "Wants to stay with somebody who speaks the same language." : "",
            indicators: indicators(isChild: isChild),
            account: "An invented account, for demonstration only.",
            wish: .formalIdentification
        )
    }

    private var meeting: MeetingKind {
        switch profile.responder.kind {
        case .police: .policeOperation
        case .borderGuard, .immigrationEnforcement, .immigrationService: .borderCheck
        case .labourInspectorate: .inspection
        case .ngo: .outreach
        default: .community
        }
    }

    private mutating func needs() -> [NeedStated] {
        var needs = [NeedStated(kind: .shelter, urgency: .today, detail: "")]
        if generator.index(below: 3) == 0 {
            needs.append(NeedStated(kind: .urgentMedical, urgency: .now, detail: ""))
        }
        if generator.index(below: 2) == 0 {
            needs.append(NeedStated(kind: .interpreter, urgency: .today, detail: ""))
        }
        return needs
    }

    private mutating func indicators(isChild: Bool) -> [IndicatorObserved] {
        let list = Indicator.allCases.filter { isChild || !$0.isForChildren }
        return (0..<2 + generator.index(below: 3)).map { _ in
            IndicatorObserved(
                indicator: generator.element(of: list),
                basis: generator.index(below: 2) == 0 ? .seen : .told,
                detail: ""
            )
        }
    }

    private static let places = [
        "An orchard", "A building site", "A car wash", "A flat", "A station", "A port", "A farm",
    ]
    private static let areas: [AreaID] = ["novgrad", "bridge-port", "orchard-valley"]
        .map { AreaID($0) }
    private static let residences: [ResidenceStatus] = [
        .irregular, .irregular, .asylumSeeker, .regular, .employerTied, .unknown,
    ]
}
