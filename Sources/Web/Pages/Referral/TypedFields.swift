import HTTP
import Mechanism

extension Visit {
    /// A posted text, trimmed, with the error where it is too long or missing.
    func referralText(
        _ name: String,
        label: String,
        limit: Int,
        isRequired: Bool = false
    ) -> FieldValue {
        let text = (form.only(name) ?? "").trimmingWhitespace
        let field = FieldValue(name, text)
        if text.count > limit {
            let arguments = ["field": "“\(label)”", "count": String(limit)]
            return field.failing(Message("form.too-long", arguments))
        }
        if isRequired, text.isEmpty {
            return field.failing(Message("form.required", ["field": "“\(label)”"]))
        }
        return field
    }

    /// A posted code of a closed list: its value, and the field with the error where it is none of it.
    func referralCode<Code: RawRepresentable<String>>(
        _ name: String,
        label: String
    ) -> (code: Code?, field: FieldValue) {
        let field = FieldValue(name, values: form.all(name))
        guard !field.values.isEmpty else {
            return (nil, field.failing(Message("form.choose-one", ["field": "“\(label)”"])))
        }
        guard let code = form.only(name).flatMap({ Code(rawValue: $0) }) else {
            return (nil, field.failing(Message("form.choose-known", ["field": "“\(label)”"])))
        }
        return (code, field)
    }

    /// A posted date that must be a day.
    func referralDay(_ name: String, into value: inout DateFieldValue) -> CalendarDate? {
        let names = DateFieldValue.names(of: name)
        value = DateFieldValue(
            name: name,
            day: form.only(names.day) ?? "",
            month: form.only(names.month) ?? "",
            year: form.only(names.year) ?? ""
        )
        switch value.reading {
        case .date(.day(let day)): return day
        case .wrong(let error): value.error = error
        case .blank, .date: value.error = Message("form.date.required-day")
        }
        return nil
    }
}

extension String {
    /// The text without white space at its ends.
    fileprivate var trimmingWhitespace: String {
        var rest = Substring(self)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
