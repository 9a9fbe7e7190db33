import Casefile
import HTML
import Mechanism

/// Signs that somebody saw or was told: they start questions and prove nothing.
struct IndicatorQuestions: Component {
    let form: FirstContactForm

    private var words: Words { form.words }

    var body: Markup {
        let isChild = form.draft.age.isTreatedAsChild
        P(words("indicator.intro"))
        P(words("first-contact.indicators-lead"))
        if !form.draft.mayAskForAccount { ClosedForNow(form: form) }
        if isChild {
            H2(words("indicator.child-heading"))
            list(Indicator.allCases.filter(\.isForChildren))
        }
        H2(words("indicator.general-heading"))
        list(Indicator.allCases.filter { !$0.isForChildren })
        if !isChild {
            Disclosure(
                words("indicator.child-heading"),
                isOpen: Indicator.allCases.contains {
                    $0.isForChildren && !form.draft.text($0.fieldName).isEmpty
                }
            ) {
                P(words("first-contact.child-indicators-hint"))
                list(Indicator.allCases.filter(\.isForChildren))
            }
        }
        P(words("first-contact.add-words-hint"), .class("hint"))
        SubmitButton(
            words("first-contact.add-words-button"),
            style: .secondary,
            name: FirstContactMove.name,
            value: FirstContactMove.show.rawValue
        )
    }

    @MarkupBuilder
    private func list(_ indicators: [Indicator]) -> Markup {
        for indicator in indicators { row(indicator) }
    }

    @MarkupBuilder
    private func row(_ indicator: Indicator) -> Markup {
        let name = words("indicator", of: indicator)
        let isMarked = form.draft.code(indicator.fieldName, IndicatorObserved.Basis.self) != nil
        InlineChoices(
            field: form.field(indicator.fieldName, or: ""),
            legend: name,
            choices: [Choice("", "–", hint: words("first-contact.neither"))]
                + bases.map { Choice($0.rawValue, words("indicator", of: $0)) },
            words: words
        ) {
            // Only for what is marked: fifty empty fields would be in the way on a phone.
            if isMarked {
                TextField(
                    field: form.field(indicator.detailName),
                    label: words("first-contact.words-on", ["about": name]),
                    maxlength: FirstContactReader.shortLimit,
                    words: words
                )
            }
        }
    }

    private var bases: [IndicatorObserved.Basis] {
        form.draft.mayAskForAccount ? [.seen, .told] : [.seen]
    }
}

/// What happened, if the person wants to tell, and what the person wants.
struct AccountQuestions: Component {
    let form: FirstContactForm

    private var words: Words { form.words }

    var body: Markup {
        if form.draft.mayAskForAccount {
            P(words("first-contact.account-lead"))
            TextArea(
                field: form.field("account"),
                label: form.label("account"),
                hint: words("first-contact.account-hint"),
                rows: 8,
                maxlength: FirstContactReader.longLimit,
                words: words
            )
        } else {
            ClosedForNow(form: form)
            // Typed while it was open: kept in the draft, shown nowhere, not recorded.
            HiddenField(name: "account", value: form.draft.text("account"))
        }
        SpokenText(form.shownLanguage) { choicesInWords }
        RadioGroup(
            field: form.field("wish", or: FirstContactReader.notDecided),
            legend: form.label("wish"),
            hint: words("first-contact.wish-hint"),
            choices: [
                choice("formal-identification"),
                choice("help-without-formal"),
                Choice(FirstContactReader.notDecided, words("first-contact.wish-undecided")),
            ],
            words: words
        )
    }

    private func choice(_ value: String) -> Choice {
        Choice(
            value,
            words("first-contact.wish-\(value)"),
            hint: words("first-contact.wish-\(value)-hint")
        )
    }

    @MarkupBuilder private var choicesInWords: Markup {
        let person = words.speaking(form.shownLanguage)
        P(person("person.choice.heading"))
        Ul {
            Li(person("person.choice.help-and-procedure"))
            Li(
                person("person.choice.help-only") + ". "
                    + person("person.choice.help-only-hint")
            )
        }
    }
}

/// Says why something may not be asked yet, which rule that is, and what is open now.
struct ClosedForNow: Component {
    let form: FirstContactForm

    var body: Markup {
        let words = form.words
        Notice(.law, heading: words("first-contact.closed-heading")) {
            if form.draft.isVitalOnly {
                P(words("first-contact.closed-vital"))
            } else {
                P(words("first-contact.closed-child"))
                P {
                    TextLink(
                        words("first-contact.closed-child-link"),
                        to: Route.firstContact(form.id, .age)
                    )
                }
            }
        }
    }
}
