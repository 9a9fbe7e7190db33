import HTML

/// Label, hint and error around a control, tied to it by id.
struct FieldFrame: Component {
    let field: FieldValue
    let label: String
    let hint: String?
    let words: Words
    let control: Markup

    var body: Markup {
        Div(.class(field.error == nil ? "field" : "field field-wrong")) {
            Label(label, .class("label"), .for(field.id))
            FieldHint(field: field, hint: hint)
            FieldError(field: field, words: words)
            control
        }
    }
}

/// The hint of a field, if it has one.
struct FieldHint: Component {
    let field: FieldValue
    let hint: String?

    var body: Markup {
        if let hint { P(hint, .class("hint"), .id(field.hintID)) }
    }
}

/// The error of a field, if it has one: in words, and not by colour alone.
struct FieldError: Component {
    let field: FieldValue
    let words: Words

    var body: Markup {
        if let error = field.error {
            P(.class("field-error"), .id(field.errorID)) {
                Span(words("person.shell.error-prefix"), .class("visually-hidden"))
                words(error)
            }
        }
    }
}

/// A fieldset with legend, hint and error around several controls.
struct FieldGroup: Component {
    let field: FieldValue
    let legend: String
    let hint: String?
    var isPageHeading = false
    let words: Words
    let controls: Markup

    var body: Markup {
        Fieldset(
            .class(field.error == nil ? "field" : "field field-wrong"),
            .aria(.describedBy, field.describedBy(hint: hint))
        ) {
            Legend(.class(isPageHeading ? "legend legend-heading" : "legend")) {
                if isPageHeading { H1(legend) } else { legend }
            }
            FieldHint(field: field, hint: hint)
            FieldError(field: field, words: words)
            controls
        }
    }
}

extension FieldValue {
    /// The ids of what describes the control: its hint and its error.
    func describedBy(hint: String?) -> [String] {
        (hint == nil ? [] : [hintID]) + (error == nil ? [] : [errorID])
    }

    /// `true` for a field with an error, else left out.
    var ariaInvalid: Bool? { error == nil ? nil : true }
}
