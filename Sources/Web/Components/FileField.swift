import HTML

/// A field for one file; the browser never fills it in again.
struct FileField: Component {
    let field: FieldValue
    let label: String
    var hint: String?
    /// Media types that the browser offers first; what is taken is decided by the content.
    let accepts: [String]
    let words: Words

    var body: Markup {
        FieldFrame(
            field: field,
            label: label,
            hint: hint,
            words: words,
            control: Input(
                .class("control"),
                .id(field.id),
                .type(.file),
                .name(field.name),
                .accept(accepts.joined(separator: ",")),
                .aria(.invalid, field.ariaInvalid),
                .aria(.describedBy, field.describedBy(hint: hint))
            ).body
        )
    }
}
