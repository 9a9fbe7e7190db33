import HTML

/// How wide a one-line field is: as wide as what belongs into it.
enum FieldWidth: String {
    case full = "control"
    case medium = "control control-medium"
    case short = "control control-short"
}

/// A field of one line.
struct TextField: Component {
    let field: FieldValue
    let label: String
    var hint: String?
    var type = InputType.text
    var width = FieldWidth.full
    var mode: InputMode?
    var autocomplete = Autocomplete.off
    var maxlength: Int? = 500
    let words: Words

    var body: Markup {
        FieldFrame(
            field: field,
            label: label,
            hint: hint,
            words: words,
            control: Input(
                .class(width.rawValue),
                .id(field.id),
                .type(type),
                .name(field.name),
                // What was typed into a password field is not sent back.
                .value(type == .password ? nil : field.value),
                .dir(type == .text || type == .search ? .automatic : nil),
                .inputmode(mode),
                .autocomplete(autocomplete),
                .spellcheck(false),
                .maxlength(maxlength),
                .aria(.invalid, field.ariaInvalid),
                .aria(.describedBy, field.describedBy(hint: hint))
            ).body
        )
    }
}

/// A field of several lines.
struct TextArea: Component {
    let field: FieldValue
    let label: String
    var hint: String?
    var rows = 5
    var maxlength: Int? = 15_000
    let words: Words

    var body: Markup {
        FieldFrame(
            field: field,
            label: label,
            hint: hint,
            words: words,
            control: Textarea(
                field.value,
                .class("control"),
                .id(field.id),
                .name(field.name),
                .rows(rows),
                .dir(.automatic),
                .autocomplete(.off),
                .spellcheck(false),
                .maxlength(maxlength),
                .aria(.invalid, field.ariaInvalid),
                .aria(.describedBy, field.describedBy(hint: hint))
            ).body
        )
    }
}
