import HTML
import Mechanism

extension CaseForm {
    /// The label of a field, saying where it may be left empty.
    func label(_ name: String, isOptional: Bool = false) -> String {
        let label = words("case.field.\(name)")
        return isOptional ? "\(label) (\(words("form.optional")))" : label
    }

    /// The hint of a field, where it has one.
    func hint(_ name: String) -> String? {
        words.catalogue.text("case.field.\(name)-hint", words.language)
    }

    /// A line.
    func line(_ name: String, isOptional: Bool = false, width: FieldWidth = .full) -> TextField {
        TextField(
            field: field(name),
            label: label(name, isOptional: isOptional),
            hint: hint(name),
            width: width,
            maxlength: Self.shortLimit,
            words: words
        )
    }

    /// Several lines.
    func area(_ name: String, isOptional: Bool = false, rows: Int = 5) -> TextArea {
        TextArea(
            field: field(name),
            label: label(name, isOptional: isOptional),
            hint: hint(name),
            rows: rows,
            maxlength: Self.longLimit,
            words: words
        )
    }

    /// Choices of which one is to be taken.
    func radios(_ name: String, _ choices: [Choice]) -> RadioGroup {
        RadioGroup(
            field: field(name),
            legend: label(name),
            hint: hint(name),
            choices: choices,
            words: words
        )
    }

    /// Boxes of which any number may be ticked.
    func boxes(_ name: String, _ choices: [Choice]) -> CheckboxGroup {
        CheckboxGroup(
            field: field(name),
            legend: label(name),
            hint: hint(name),
            choices: choices,
            words: words
        )
    }

    /// A list of which one is to be taken.
    func select(_ name: String, _ choices: [Choice], isOptional: Bool = false) -> SelectField {
        SelectField(
            field: field(name),
            label: label(name, isOptional: isOptional),
            hint: hint(name),
            prompt: words(isOptional ? "case.field.none" : "person.shell.choose"),
            choices: choices,
            words: words
        )
    }

    /// The boxes of a date.
    func dateBoxes(_ name: String, acceptsLess: Bool, isOptional: Bool = false) -> DateField {
        DateField(
            value: dateValue(name),
            legend: label(name, isOptional: isOptional),
            hint: hint(name),
            acceptsLess: acceptsLess,
            words: words
        )
    }

    /// All values of a type as choices, named under a group of the catalogue.
    func all<Value: CaseIterable & RawRepresentable<String>>(
        _: Value.Type,
        _ group: String
    ) -> [Choice] {
        Value.allCases.map { Choice($0.rawValue, words(group, of: $0)) }
    }
}
