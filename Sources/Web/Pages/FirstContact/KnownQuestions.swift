import Casefile
import HTML
import Mechanism

/// Whether the mechanism may be asked if it knows the person, before the person is asked to tell anything.
struct KnownQuestions: Component {
    let form: FirstContactForm

    private var words: Words { form.words }

    var body: Markup {
        Markup {
            P(words("first-contact.known-lead"), .class("lead"))
            if form.draft.tellsWhoItIs {
                CheckReadAloud(language: form.shownLanguage, words: words)
                RadioGroup(
                    field: form.field("known"),
                    legend: form.label("known"),
                    choices: [
                        Choice(
                            "yes",
                            words("first-contact.known-yes"),
                            hint: words("first-contact.known-yes-hint")
                        ),
                        Choice("no", words("first-contact.known-no")),
                        Choice("later", words("first-contact.known-later")),
                    ],
                    words: words
                )
                CheckboxGroup(
                    field: groups,
                    legend: form.label("known-tell"),
                    hint: words("first-contact.known-tell-hint"),
                    choices: HolderGroup.choices(words),
                    words: words
                )
                if form.draft.age.isTreatedAsChild {
                    P(words("once.child-lead"))
                    RadioGroup(
                        field: form.field("known-assent"),
                        legend: form.label("known-assent"),
                        choices: Consent.Assent.allCases.map {
                            Choice($0.rawValue, words("case.assent", of: $0))
                        },
                        words: words
                    )
                }
            } else {
                Notice { P(words("first-contact.known-nobody")) }
            }
        }
    }

    /// The groups that are ticked; before the first answer those that nobody has to fear.
    private var groups: FieldValue {
        let field = form.field("known-tell")
        guard !form.draft.wasAnswered(.known) else { return field }
        return FieldValue(
            field.name,
            values: HolderGroup.unlessSaidOtherwise.map(\.rawValue),
            error: field.error
        )
    }
}

extension FirstContactDraft {
    /// What was answered when asked whether the mechanism may be asked.
    enum Known: String { case yes, no, later }

    var known: Known? { code("known", Known.self) }

    /// True where the case is opened now and what happened is asked later, if nobody knows.
    var asksFirst: Bool { !isVitalOnly && known == .yes && tellsWhoItIs }

    /// Whether anything was said by which the person can be found.
    var tellsWhoItIs: Bool {
        ["name-said", "alias", "name-in-document", "stated-age", "birth-year"]
            .contains { !text($0).isEmpty }
    }
}

extension FirstContactReader {
    /// Whether and on what the mechanism is asked; `nil` where it is left for later.
    mutating func known(age: AgeStatus, guardian: GuardianStep?) -> FirstContact.KnownBefore? {
        guard draft.tellsWhoItIs else { return nil }
        switch draft.known {
        case nil, .later: return nil
        case .no: return .declined
        case .yes: break
        }
        let groups = draft.all("known-tell").compactMap { HolderGroup(rawValue: $0) }
        if groups.isEmpty { fail(.known, "known-tell", Message("once.tell-nobody")) }
        let residence = draft.code("residence", ResidenceStatus.self) ?? .unknown
        if groups.contains(.consular), residence == .unknown || residence == .asylumSeeker {
            fail(.known, "known-tell", Message("refusal.check.post-of-asylum-seeker"))
        }
        var basis = CheckAsked.Basis.person
        if age.isTreatedAsChild {
            guard guardian?.step == .appointed else {
                fail(.known, "known", Message("refusal.check.no-guardian"))
                return nil
            }
            guard let assent: Consent.Assent = code("known-assent", .known), assent != .refused
            else {
                fail(.known, "known-assent", Message("refusal.check.child-must-not-refuse"))
                return nil
            }
            basis = .guardian(assent: assent)
        }
        return .ask(CheckAsked(id: context.checkID, mayTell: Set(groups), basis: basis))
    }
}
