import HTML

/// One of the things that can be chosen.
struct Choice {
    let value: String
    let label: String
    var hint: String?
    /// The language of the label, where it is not the page's.
    var language: String?
    /// What is asked further when this is chosen.
    ///
    /// Without a script it is simply there.
    var reveals: Markup?

    init(
        _ value: String,
        _ label: String,
        hint: String? = nil,
        language: String? = nil,
        reveals: Markup? = nil
    ) {
        self.value = value
        self.label = label
        self.hint = hint
        self.language = language
        self.reveals = reveals
    }
}

/// One choice among a few.
struct RadioGroup: Component {
    let field: FieldValue
    let legend: String
    var hint: String?
    var isPageHeading = false
    let choices: [Choice]
    let words: Words

    var body: Markup {
        FieldGroup(
            field: field,
            legend: legend,
            hint: hint,
            isPageHeading: isPageHeading,
            words: words,
            controls: ChoiceList(field: field, type: .radio, choices: choices).body
        )
    }
}

/// Any number of choices.
struct CheckboxGroup: Component {
    let field: FieldValue
    let legend: String
    var hint: String?
    var isPageHeading = false
    let choices: [Choice]
    let words: Words

    var body: Markup {
        FieldGroup(
            field: field,
            legend: legend,
            hint: hint,
            isPageHeading: isPageHeading,
            words: words,
            controls: ChoiceList(field: field, type: .checkbox, choices: choices).body
        )
    }
}

/// A single box: a statement that is ticked or not.
///
/// It sends `yes`.
struct Checkbox: Component {
    let field: FieldValue
    let label: String
    var hint: String?
    let words: Words

    var body: Markup {
        Div(.class(field.error == nil ? "field" : "field field-wrong")) {
            FieldError(field: field, words: words)
            ChoiceList(
                field: field,
                type: .checkbox,
                choices: [Choice("yes", label, hint: hint)]
            )
        }
    }
}

/// The boxes or buttons of a group.
///
/// The first has the field's own id.
struct ChoiceList: Component {
    let field: FieldValue
    let type: InputType
    let choices: [Choice]

    var body: Markup {
        Div(.class("choices")) {
            for (index, choice) in choices.enumerated() { row(choice, at: index) }
        }
    }

    @MarkupBuilder
    private func row(_ choice: Choice, at index: Int) -> Markup {
        let id = index == 0 ? field.id : "\(field.id)-\(index + 1)"
        Div(.class("choice")) {
            Input(
                .class("choice-control"),
                .id(id),
                .type(type),
                .name(field.name),
                .value(choice.value),
                .checked(field.values.contains(choice.value)),
                .autocomplete(.off),
                .aria(.describedBy, choice.hint == nil ? [] : ["\(id)-hint"]),
                .aria(.invalid, choices.count == 1 ? field.ariaInvalid : nil)
            )
            Label(choice.label, .class("choice-label"), .for(id), .lang(choice.language))
            if let hint = choice.hint { P(hint, .class("hint choice-hint"), .id("\(id)-hint")) }
            if let reveals = choice.reveals {
                Div(.class("choice-reveals")) { reveals }
            }
        }
    }
}

/// One choice among many.
struct SelectField: Component {
    let field: FieldValue
    let label: String
    var hint: String?
    /// The first, empty option; `nil` where one must always be chosen.
    var prompt: String?
    let choices: [Choice]
    let words: Words

    var body: Markup {
        FieldFrame(
            field: field,
            label: label,
            hint: hint,
            words: words,
            control: Select(
                .class("control control-select"),
                .id(field.id),
                .name(field.name),
                .autocomplete(.off),
                .aria(.invalid, field.ariaInvalid),
                .aria(.describedBy, field.describedBy(hint: hint))
            ) {
                if let prompt { Option(prompt, .value("")) }
                for choice in choices {
                    Option(
                        choice.label,
                        .value(choice.value),
                        .lang(choice.language),
                        .selected(field.values.contains(choice.value))
                    )
                }
            }.body
        )
    }
}
