import Casefile
import HTML
import Mechanism

/// Before anything is asked: the explanation in the person's language, and whether they agree.
struct PurposeQuestions: Component {
    let form: FirstContactForm

    private var words: Words { form.words }

    var body: Markup {
        if let language = form.draft.language {
            languageChoice
            Explanation(language: language, mechanism: form.mechanism, words: words)
            interpretation
            TextArea(
                field: form.field("questions"),
                label: form.label("questions"),
                hint: words("first-contact.questions-hint"),
                rows: 3,
                maxlength: FirstContactReader.longLimit,
                words: words
            )
            agreement
        } else {
            P(words("first-contact.purpose-lead"), .class("lead"))
            languageChoice
            Disclosure(
                words("first-contact.cannot"),
                isOpen: form.draft.agreement == .cannot
                    || form.faults.contains { $0.name == "cannot-reason" }
            ) {
                P(words("first-contact.cannot-hint"))
                cannotReason
                SubmitButton(
                    words("first-contact.cannot-button"),
                    style: .secondary,
                    name: FirstContactMove.name,
                    value: FirstContactMove.cannot.rawValue
                )
            }
        }
    }

    private var languages: [LanguageCode] {
        form.mechanism.languages
            + Words.spokenLanguages.filter { !form.mechanism.languages.contains($0) }
    }

    @MarkupBuilder private var languageChoice: Markup {
        LanguageSelect(
            field: form.field("language"),
            label: form.label("language"),
            hint: words("first-contact.language-hint"),
            languages: languages,
            words: words
        )
        // Without this the button of Enter would go on in a language that was not shown.
        HiddenField(name: Self.shownName, value: form.draft.language?.rawValue ?? "")
        ButtonRow {
            SubmitButton(
                words("first-contact.show-explanation"),
                style: form.draft.language == nil ? .primary : .secondary,
                name: FirstContactMove.name,
                value: FirstContactMove.show.rawValue
            )
        }
    }

    /// The language in which the explanation stood on the page that was sent.
    static let shownName = "shown-language"

    @MarkupBuilder private var interpretation: Markup {
        RadioGroup(
            field: form.field("interpretation"),
            legend: form.label("interpretation"),
            hint: words("first-contact.interpretation-hint"),
            choices: PurposeExplained.Interpretation.allCases.map {
                Choice($0.rawValue, words("first-contact.interpretation", of: $0))
            },
            words: words
        )
    }

    @MarkupBuilder private var agreement: Markup {
        SpokenText("person.explain.go-on", form)
        RadioGroup(
            field: form.field("agreement"),
            legend: form.label("agreement"),
            choices: [
                Choice("yes", words("first-contact.agreement-choice-yes")),
                Choice(
                    "no",
                    words("first-contact.agreement-choice-no"),
                    hint: words("first-contact.agreement-choice-no-hint")
                ),
                Choice(
                    "cannot",
                    words("first-contact.cannot"),
                    hint: words("first-contact.cannot-hint"),
                    reveals: Markup { cannotReason }
                ),
            ],
            words: words
        )
    }

    private var cannotReason: TextField {
        TextField(
            field: form.field("cannot-reason"),
            label: form.label("cannot-reason"),
            hint: words("first-contact.cannot-reason-hint"),
            maxlength: FirstContactReader.shortLimit,
            words: words
        )
    }
}

/// What is read to the person, each part in their language or in the nearest that is there.
struct Explanation: Component {
    let language: LanguageCode
    let mechanism: Mechanism
    let words: Words
    /// The id to which links lead; none where the explanation stands twice.
    var id: String? = "explanation"

    var body: Markup {
        let shown = words.shownLanguage(for: language)
        let person = words.speaking(shown)
        let isTranslated =
            shown == language && mechanism.explanation.allSatisfy { $0.text.texts[language] != nil }
        Markup {
            if !isTranslated {
                Notice(.caution) {
                    P(
                        words(
                            "first-contact.not-translated",
                            ["language": words.name(of: language)]
                        )
                    )
                }
            }
            Section(
                .class("paper"),
                .id(id),
                .lang(shown.rawValue),
                .dir(direction(shown))
            ) {
                H2(person("person.explain.heading"), .class("paper-title"))
                P(person("person.explain.intro"))
                for section in mechanism.explanation { part(section) }
                Ul {
                    Li(person("person.explain.no-name"))
                    Li(person("person.explain.no-condition"))
                    Li(person("person.explain.skip"))
                    Li(person("person.explain.child"))
                    Li(person("person.explain.interpreter-choice"))
                }
            }
        }
    }

    @MarkupBuilder
    private func part(_ section: ExplanationSection) -> Markup {
        let language = section.text.language(for: language, or: mechanism.languages)
        Div(.lang(language?.rawValue), .dir(language.map(direction))) {
            H3(section.heading.text(in: [language].compactMap { $0 }))
            P(section.text.text(in: [language].compactMap { $0 }))
        }
        if let source = section.source, !source.isVerified {
            P(.lang("en"), .dir(.leftToRight)) { ToVerifyMark(words: words) }
        }
    }

    private func direction(_ language: LanguageCode) -> Direction {
        language.isRightToLeft ? .rightToLeft : .leftToRight
    }
}

extension LocalizedText {
    /// The language in which the text is shown to whoever prefers one.
    func language(for wanted: LanguageCode, or others: [LanguageCode]) -> LanguageCode? {
        ([wanted, .english] + others).first { texts[$0] != nil } ?? texts.keys.min()
    }
}
