import HTTP
import Mechanism

/// What stands in a form about a case, typed or filled in from an entry, with what is wrong beside each field.
///
/// A field's label is the text of `case.field.<name>`, its hint that of `case.field.<name>-hint`.
struct CaseForm: Sendable {
    /// The longest text of a line, in characters.
    static let shortLimit = 1_000
    /// The longest text of several lines, in characters.
    static let longLimit = 15_000

    let words: Words
    private var values: [String: [String]]
    private var errors: [(name: String, message: Message)] = []

    /// A form with these values in it.
    init(_ words: Words, values: [String: [String]] = [:]) {
        self.words = words
        self.values = values
    }

    /// A form as it was sent.
    init(_ words: Words, typed form: FormBody) {
        self.words = words
        values = Dictionary(grouping: form.fields, by: \.name).mapValues { $0.map(\.value) }
    }

    /// True while nothing was found wrong.
    var isRight: Bool { errors.isEmpty }

    /// The fields with errors in the order in which they were read.
    var errorFields: [FieldValue] { errors.map { field($0.name) } }

    /// A field as it stands.
    func field(_ name: String) -> FieldValue {
        FieldValue(
            name,
            values: values[name] ?? [],
            error: errors.first { $0.name == name }?.message
        )
    }

    /// A date as it stands in its boxes.
    func dateValue(_ name: String) -> DateFieldValue {
        let names = DateFieldValue.names(of: name)
        return DateFieldValue(
            name: name,
            day: field(names.day).value,
            month: field(names.month).value,
            year: field(names.year).value,
            isUnknown: field(names.unknown).value == "yes",
            error: errors.first { $0.name == names.day }?.message
        )
    }

    /// What the field is called, in quotation marks, for messages.
    private func quoted(_ name: String) -> String { "‘" + words("case.field.\(name)") + "’" }

    /// Notes what is wrong with a field; the first fault of a field is the one that is shown.
    mutating func fail(_ name: String, _ message: Message) {
        guard !errors.contains(where: { $0.name == name }) else { return }
        errors.append((name, message))
    }

    /// Notes that a date is wrong.
    mutating func failDate(_ name: String, _ message: Message) {
        fail(DateFieldValue.names(of: name).day, message)
    }

    /// The form with another value in a field.
    func setting(_ name: String, _ value: String) -> CaseForm {
        var form = self
        form.values[name] = [value]
        return form
    }

    /// A text without the space around it; empty where it is wrong.
    mutating func text(_ name: String, limit: Int, isRequired: Bool = false) -> String {
        let all = values[name] ?? []
        let text = Self.trimmed(all.count == 1 ? all[0] : "")
        if text.isEmpty, isRequired {
            fail(name, Message("form.required", ["field": quoted(name)]))
        }
        guard text.count <= limit else {
            fail(
                name,
                Message("form.too-long", ["field": quoted(name), "count": String(limit)])
            )
            return ""
        }
        return text
    }

    /// The one value that must be chosen.
    mutating func choice<Value: RawRepresentable<String>>(
        _ name: String,
        _: Value.Type = Value.self
    ) -> Value? {
        guard let typed = typedChoice(name) else {
            fail(name, Message("form.choose-one", ["field": quoted(name)]))
            return nil
        }
        guard let value = Value(rawValue: typed) else {
            fail(name, Message("form.choose-known", ["field": quoted(name)]))
            return nil
        }
        return value
    }

    /// A value that may be left open.
    mutating func optionalChoice<Value: RawRepresentable<String>>(
        _ name: String,
        _: Value.Type = Value.self
    ) -> Value? {
        typedChoice(name) == nil ? nil : choice(name, Value.self)
    }

    /// Values of boxes that are ticked; a value that was not offered is an error.
    mutating func choices<Value: RawRepresentable<String>>(
        _ name: String,
        _: Value.Type = Value.self,
        among offered: [Value]
    ) -> [Value] where Value: Equatable {
        (values[name] ?? []).compactMap { typed in
            guard let value = Value(rawValue: typed), offered.contains(value) else {
                fail(name, Message("form.choose-known", ["field": quoted(name)]))
                return nil
            }
            return value
        }
    }

    private func typedChoice(_ name: String) -> String? {
        guard let all = values[name], all.count == 1, !all[0].isEmpty else { return nil }
        return all[0]
    }

    /// A date as precise as it is known.
    mutating func date(_ name: String) -> PartialDate? {
        switch dateValue(name).reading {
        case .date(let date): return date
        case .wrong(let message): failDate(name, message)
        case .blank: failDate(name, Message("case.error.date-or-unknown"))
        }
        return nil
    }

    /// A whole day.
    mutating func day(_ name: String, isRequired: Bool = true) -> CalendarDate? {
        switch dateValue(name).reading {
        case .date(.day(let day)): return day
        case .date: failDate(name, Message("form.date.required-day"))
        case .wrong(let message): failDate(name, message)
        case .blank: if isRequired { failDate(name, Message("form.date.required-day")) }
        }
        return nil
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}

extension CaseForm {
    /// The values of a date's boxes.
    static func values(of date: PartialDate, in name: String) -> [String: [String]] {
        let boxes = DateFieldValue(name, date)
        let names = DateFieldValue.names(of: name)
        return [
            names.day: [boxes.day], names.month: [boxes.month], names.year: [boxes.year],
            names.unknown: boxes.isUnknown ? ["yes"] : [],
        ]
    }
}
