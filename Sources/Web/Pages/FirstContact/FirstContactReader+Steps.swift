import Casefile
import Mechanism

extension FirstContactReader {
    /// The explanation; `nil` where the person can't take it in, or something is wrong.
    mutating func purpose() -> PurposeExplained? {
        let questions = text("questions", .purpose, limit: Self.longLimit)
        guard let agreement = code("agreement", .purpose, FirstContactDraft.Agreement.self) else {
            if draft.text("agreement").isEmpty {
                fail(.purpose, "agreement", Message("first-contact.agreement-missing"))
            }
            return nil
        }
        switch agreement {
        case .no:
            fail(.purpose, "agreement", Message("first-contact.agreement-no"))
            return nil
        case .cannot:
            if text("cannot-reason", .purpose).isEmpty {
                fail(.purpose, "cannot-reason", Message("first-contact.cannot-reason-missing"))
            }
            return nil
        case .yes: break
        }
        let language = code("language", .purpose, LanguageCode.self) {
            Words.spokenLanguages.contains($0)
        }
        if draft.text("language").isEmpty {
            fail(.purpose, "language", Message("first-contact.language-missing"))
        }
        let interpretation = code(
            "interpretation",
            .purpose,
            PurposeExplained.Interpretation.self
        )
        if draft.text("interpretation").isEmpty {
            fail(.purpose, "interpretation", Message("first-contact.interpretation-missing"))
        }
        guard let language, let interpretation else { return nil }
        return PurposeExplained(
            language: language,
            interpretation: interpretation,
            questions: questions
        )
    }

    mutating func needs() -> [NeedStated] {
        let chosen = Set(draft.all("need"))
        if !chosen.isSubset(of: NeedKind.allCases.map(\.rawValue)) {
            fail(.needs, "need", Message("form.choose-known", ["field": label("need")]))
        }
        return NeedKind.allCases.filter { chosen.contains($0.rawValue) }.map { kind in
            NeedStated(
                kind: kind,
                urgency: code(kind.urgencyName, .needs) ?? .today,
                detail: text(kind.detailName, .needs)
            )
        }
    }

    mutating func meeting() -> ContactMade? {
        let how = code("met", .meeting, MeetingKind.self)
        if draft.text("met").isEmpty {
            fail(.meeting, "met", Message("form.choose-one", ["field": label("met")]))
        }
        let day = date("met-on", .meeting)
        if draft.date("met-on").reading == .blank {
            fail(.meeting, "met-on-day", Message("first-contact.met-on-missing"))
        }
        let place = text("place", .meeting)
        let area = code("area", .meeting, AreaID.self, isKnown: context.areas.contains)
        var paper: CalendarDate?
        if draft.text("from-paper") == "yes" {
            switch date("paper-on", .meeting) {
            case .day(let day): paper = day
            case .none where faults.contains { $0.name == "paper-on-day" }: break
            default: fail(.meeting, "paper-on-day", Message("form.date.required-day"))
            }
        }
        guard let how, let day else { return nil }
        return ContactMade(
            occurredOn: day,
            place: place,
            area: area,
            how: how,
            paperFormOf: paper
        )
    }

    /// What is known about the age and, for whoever is treated as a child, guardian and view.
    mutating func age() -> (AgeStatus, GuardianStep?, String) {
        let status = code("age", .age, AgeStatus.self) ?? .unknown
        guard status.isTreatedAsChild else { return (status, nil, "") }
        let view = text("child-view", .age, limit: Self.longLimit)
        if view.isEmpty {
            fail(.age, "child-view", Message("refusal.first-contact.child-view-missing"))
        }
        guard draft.text("guardian") != Self.noGuardianYet else { return (status, nil, view) }
        let step = code("guardian", .age, GuardianStep.Step.self) {
            $0 == .requested || $0 == .appointed
        }
        let guardians = context.guardians
        let agency = code(
            "guardian-agency",
            .age,
            Agency.ID.self,
            isKnown: guardians.contains
        )
        return (status, step.map { GuardianStep(step: $0, agency: agency) }, view)
    }

    /// What the radio for no guardian sends.
    static let noGuardianYet = "not-yet"

    mutating func contacts() -> [SafeContact] {
        (1...FirstContactDraft.contactCount).compactMap { row in
            let channel = code("channel-\(row)", .contact, SafeContact.Channel.self)
            let value = text("contact-\(row)", .contact)
            let rules = text("contact-rules-\(row)", .contact)
            let isChosen = !draft.text("channel-\(row)").isEmpty
            if !isChosen, !value.isEmpty || !rules.isEmpty {
                fail(.contact, "channel-\(row)", Message("first-contact.channel-missing"))
            }
            guard let channel else { return nil }
            if channel.needsValue, value.isEmpty {
                fail(.contact, "contact-\(row)", Message("first-contact.contact-missing"))
            }
            return SafeContact(
                channel: channel,
                value: value,
                isSafe: channel != .never && draft.text("safe-\(row)") == "yes",
                rules: rules
            )
        }
    }

    /// Signs seen or told; what was told is left out where it may not be asked yet.
    mutating func indicators() -> [IndicatorObserved] {
        Indicator.allCases.compactMap { indicator in
            guard
                let basis = code(indicator.fieldName, .indicators, IndicatorObserved.Basis.self)
            else { return nil }
            let detail = text(indicator.detailName, .indicators)
            guard basis == .seen || draft.mayAskForAccount else { return nil }
            return IndicatorObserved(indicator: indicator, basis: basis, detail: detail)
        }
    }

    mutating func account() -> (String, WishExpressed.Wish?) {
        let account = text("account", .account, limit: Self.longLimit)
        let wish: WishExpressed.Wish?
        if draft.text("wish") == Self.notDecided {
            wish = nil
        } else {
            wish = code("wish", .account, WishExpressed.Wish.self) {
                $0 == .formalIdentification || $0 == .helpWithoutFormal
            }
        }
        return (draft.mayAskForAccount ? account : "", wish)
    }

    /// What the radio for an open wish sends.
    static let notDecided = "undecided"
}

extension SafeContact.Channel {
    /// Whether the way means nothing without a number, an address or a name.
    var needsValue: Bool {
        switch self {
        case .phone, .message, .email, .post, .throughSomebody: true
        case .inPerson, .never: false
        }
    }
}
