import Casefile
import HTML
import Mechanism

/// Who the person is, as they say it: all of it may stay empty.
struct IdentityQuestions: Component {
    let form: FirstContactForm

    private var words: Words { form.words }

    private static let countries = Country.all.map { Choice($0.code.rawValue, $0.name) }

    var body: Markup {
        SpokenText("person.explain.no-name", form)
        P(words("first-contact.identity-lead"))
        line("name-said", hint: "first-contact.name-said-hint")
        TextArea(
            field: form.field("alias"),
            label: form.label("alias"),
            hint: words("first-contact.alias-hint"),
            rows: 2,
            maxlength: FirstContactReader.shortLimit,
            words: words
        )
        line("name-in-document")
        DateField(value: form.date("birth"), legend: form.label("birth"), words: words)
        TextField(
            field: form.field("stated-age"),
            label: form.label("stated-age"),
            width: .short,
            mode: .numeric,
            maxlength: 3,
            words: words
        )
        RadioGroup(
            field: form.field("sex"),
            legend: form.label("sex"),
            choices: Sex.allCases.map { Choice($0.rawValue, words.name(of: $0)) },
            words: words
        )
        SelectField(
            field: form.field("citizenship-1"),
            label: form.label("citizenship-1"),
            prompt: words("first-contact.not-asked"),
            choices: Self.countries,
            words: words
        )
        Disclosure(
            words("first-contact.second-citizenship"),
            isOpen: !form.draft.text("citizenship-2").isEmpty
        ) {
            SelectField(
                field: form.field("citizenship-2"),
                label: words("first-contact.second-citizenship"),
                prompt: words("first-contact.not-asked"),
                choices: Self.countries,
                words: words
            )
        }
        languages
        SelectField(
            field: form.field("residence"),
            label: form.label("residence"),
            hint: words("first-contact.residence-hint"),
            prompt: words("first-contact.not-asked"),
            choices: ResidenceStatus.allCases.map { Choice($0.rawValue, words.name(of: $0)) },
            words: words
        )
        H2(words("first-contact.documents-heading"))
        document(1)
        Disclosure(
            words("first-contact.second-document"),
            isOpen: !form.draft.text("document-2").isEmpty
        ) {
            document(2)
        }
    }

    @MarkupBuilder private var languages: Markup {
        let more = 2...FirstContactDraft.languageCount
        language(1, form.label("spoken"))
        Disclosure(
            words("first-contact.more-languages"),
            isOpen: more.contains { !form.draft.text("spoken-\($0)").isEmpty }
        ) {
            for number in more {
                language(
                    number,
                    words("first-contact.language-more", ["number": String(number)])
                )
            }
        }
    }

    private func language(_ number: Int, _ label: String) -> LanguageSelect {
        LanguageSelect(
            field: form.field(
                "spoken-\(number)",
                or: number == 1 ? form.draft.language?.rawValue : nil
            ),
            label: label,
            languages: Words.spokenLanguages,
            words: words
        )
    }

    @MarkupBuilder
    private func document(_ number: Int) -> Markup {
        line("document-\(number)", hint: "first-contact.document-hint")
        line("document-number-\(number)")
        SelectField(
            field: form.field("holder-\(number)"),
            label: form.label("holder"),
            prompt: words("first-contact.not-asked"),
            choices: IdentityStated.Document.Holder.allCases.map {
                Choice($0.rawValue, words("first-contact.holder", of: $0))
            },
            words: words
        )
    }

    private func line(_ name: String, hint: String? = nil) -> TextField {
        TextField(
            field: form.field(name),
            label: form.label(name),
            hint: hint.map { words($0) },
            maxlength: FirstContactReader.shortLimit,
            words: words
        )
    }
}
