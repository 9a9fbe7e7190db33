import Casefile
import HTML
import Mechanism

/// What the person needs now, in words of staff and in the person's own language.
struct NeedQuestions: Component {
    let form: FirstContactForm

    private var words: Words { form.words }

    var body: Markup {
        let field = form.field("need")
        let person = words.speaking(form.shownLanguage)
        SpokenText(form.shownLanguage) {
            P(person("person.need.heading"))
            P(person("person.need.hint"))
        }
        FieldGroup(
            field: field,
            legend: form.label("need"),
            hint: words("first-contact.needs-hint"),
            words: words,
            controls: Div(.class("choices")) {
                for (index, kind) in NeedKind.allCases.enumerated() {
                    row(kind, field, index)
                }
            }.body
        )
    }

    @MarkupBuilder
    private func row(_ kind: NeedKind, _ field: FieldValue, _ index: Int) -> Markup {
        let id = index == 0 ? field.id : "\(field.id)-\(index + 1)"
        let language = form.shownLanguage
        Div(.class("choice")) {
            Input(
                .class("choice-control"),
                .id(id),
                .type(.checkbox),
                .name(field.name),
                .value(kind.rawValue),
                .checked(field.values.contains(kind.rawValue)),
                .autocomplete(.off)
            )
            Label(.class("choice-label"), .for(id)) {
                words("first-contact.need", of: kind)
                if language != .english {
                    Br()
                    Span(
                        words.speaking(language)("person.need", of: kind),
                        .lang(language.rawValue),
                        .dir(language.isRightToLeft ? .rightToLeft : .leftToRight),
                        .class("hint")
                    )
                }
            }
            Div(.class("choice-reveals")) { detail(kind) }
        }
    }

    @MarkupBuilder
    private func detail(_ kind: NeedKind) -> Markup {
        let name = words("first-contact.need", of: kind)
        InlineChoices(
            field: form.field(kind.urgencyName, or: NeedStated.Urgency.today.rawValue),
            legend: words("first-contact.urgency-of", ["need": name]),
            hidesLegend: true,
            choices: NeedStated.Urgency.allCases.map {
                Choice($0.rawValue, words("first-contact.urgency", of: $0))
            },
            words: words
        ) {
            Disclosure(
                words("first-contact.add-words"),
                isOpen: !form.draft.text(kind.detailName).isEmpty
            ) {
                TextField(
                    field: form.field(kind.detailName),
                    label: words("first-contact.words-on", ["about": name]),
                    maxlength: FirstContactReader.shortLimit,
                    words: words
                )
            }
        }
    }
}

/// A few short choices beside each other, and what belongs to them below.
///
/// A choice's hint is read instead of its label, where that is a sign only.
struct InlineChoices: Component {
    let field: FieldValue
    let legend: String
    var hidesLegend = false
    let choices: [Choice]
    let words: Words
    let content: Markup

    init(
        field: FieldValue,
        legend: String,
        hidesLegend: Bool = false,
        choices: [Choice],
        words: Words,
        @MarkupBuilder content: () -> Markup
    ) {
        self.field = field
        self.legend = legend
        self.hidesLegend = hidesLegend
        self.choices = choices
        self.words = words
        self.content = content()
    }

    var body: Markup {
        Fieldset(.class(field.error == nil ? "field" : "field field-wrong")) {
            Legend(legend, .class(hidesLegend ? "visually-hidden" : "legend"))
            FieldError(field: field, words: words)
            Div(.class("date-boxes")) {
                for (index, choice) in choices.enumerated() {
                    let id = index == 0 ? field.id : "\(field.id)-\(index + 1)"
                    Div(.class("choice")) {
                        Input(
                            .class("choice-control"),
                            .id(id),
                            .type(.radio),
                            .name(field.name),
                            .value(choice.value),
                            .checked(field.value == choice.value),
                            .autocomplete(.off)
                        )
                        Label(.class("choice-label"), .for(id)) {
                            Span(choice.label, .aria(.hidden, choice.hint == nil ? nil : true))
                            if let hint = choice.hint { Span(hint, .class("visually-hidden")) }
                        }
                    }
                }
            }
            content
        }
    }
}
