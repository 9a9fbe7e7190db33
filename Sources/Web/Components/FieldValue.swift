/// What stands in one field of a form: as it was typed, with what is wrong with it.
///
/// A page is drawn from these, first empty and then again with everything kept.
struct FieldValue: Hashable, Sendable {
    /// The name under which the field is sent.
    let name: String
    /// The values: none or one, or several for checkboxes.
    var values: [String]
    var error: Message?

    init(_ name: String, _ value: String? = nil, error: Message? = nil) {
        self.init(name, values: value.map { [$0] } ?? [], error: error)
    }

    init(_ name: String, values: [String], error: Message? = nil) {
        self.name = name
        self.values = values
        self.error = error
    }

    /// The value, empty when there is none.
    var value: String { values.first ?? "" }

    /// The id of the control, to which the error summary leads.
    var id: String { "field-\(name)" }

    var hintID: String { "\(id)-hint" }
    var errorID: String { "\(id)-error" }

    /// The same field with an error.
    func failing(_ error: Message?) -> Self { Self(name, values: values, error: error) }
}
