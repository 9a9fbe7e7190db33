import HTML
import Mechanism

/// What stands in the boxes of a date, as it was typed.
///
/// The boxes are sent as `name-day`, `name-month`, `name-year` and `name-unknown`. How precise the
/// date is follows from what is filled in: a year alone, a month and a year, or all three.
struct DateFieldValue: Hashable, Sendable {
    /// How a typed date can be understood.
    enum Reading: Hashable {
        case blank
        case date(PartialDate)
        case wrong(Message)
    }

    let name: String
    var day = ""
    var month = ""
    var year = ""
    var isUnknown = false
    var error: Message?

    /// The field that label, hint, error and error summary speak of.
    var field: FieldValue { FieldValue("\(name)-day", day, error: error) }

    /// The names under which the parts are sent.
    static func names(
        of name: String
    ) -> (day: String, month: String, year: String, unknown: String) {
        ("\(name)-day", "\(name)-month", "\(name)-year", "\(name)-unknown")
    }

    /// The typed date, understood.
    ///
    /// Digits of any script are taken.
    var reading: Reading {
        let parts = [day, month, year].map { $0.filter { !$0.isWhitespace } }
        if parts.allSatisfy(\.isEmpty) { return isUnknown ? .date(.unknown) : .blank }
        if isUnknown { return .wrong(Message("form.date.known-and-unknown")) }
        let numbers = parts.map(Self.number)
        for (part, number) in zip(parts, numbers) where !part.isEmpty && number == nil {
            return .wrong(Message("form.date.digits"))
        }
        guard let year = numbers[2] else { return .wrong(Message("form.date.year-missing")) }
        guard (1000...9999).contains(year) else { return .wrong(Message("form.date.year-short")) }
        guard let month = numbers[1] else {
            return numbers[0] == nil
                ? .date(.year(year)) : .wrong(Message("form.date.month-missing"))
        }
        guard (1...12).contains(month) else { return .wrong(Message("form.date.month-wrong")) }
        guard let day = numbers[0] else { return .date(.month(year: year, month: month)) }
        guard let date = CalendarDate(year: year, month: month, day: day) else {
            return .wrong(Message("form.date.day-wrong"))
        }
        return .date(.day(date))
    }

    private static func number(_ text: String) -> Int? {
        guard (1...4).contains(text.count) else { return nil }
        var result = 0
        for character in text {
            guard let digit = character.wholeNumberValue, (0...9).contains(digit) else {
                return nil
            }
            result = result * 10 + digit
        }
        return result
    }
}

extension DateFieldValue {
    /// A known date in its boxes.
    init(_ name: String, _ date: PartialDate) {
        self.init(name: name)
        switch date {
        case .day(let date):
            let parts = date.parts
            (day, month, year) = (String(parts.day), String(parts.month), String(parts.year))
        case .month(let year, let month): (self.month, self.year) = (String(month), String(year))
        case .year(let year): self.year = String(year)
        case .unknown: isUnknown = true
        }
    }
}

/// A date in three boxes, as precise as it is known.
struct DateField: Component {
    let value: DateFieldValue
    let legend: String
    var hint: String?
    /// Whether a month, a year, or nothing may be given instead of a day.
    var acceptsLess = true
    let words: Words

    var body: Markup {
        let names = DateFieldValue.names(of: value.name)
        FieldGroup(
            field: value.field,
            legend: legend,
            hint: hint ?? words(acceptsLess ? "form.date.hint-less" : "form.date.hint"),
            words: words,
            controls: Markup {
                Div(.class("date-boxes")) {
                    box(names.day, value.day, "person.date.label-day", digits: 2)
                    box(names.month, value.month, "person.date.label-month", digits: 2)
                    box(names.year, value.year, "person.date.label-year", digits: 4)
                }
                if acceptsLess {
                    ChoiceList(
                        field: FieldValue(names.unknown, value.isUnknown ? "yes" : nil),
                        type: .checkbox,
                        choices: [Choice("yes", words("person.date.label-unknown"))]
                    )
                }
            }
        )
    }

    @MarkupBuilder
    private func box(_ name: String, _ text: String, _ label: String, digits: Int) -> Markup {
        let field = FieldValue(name, text)
        Div(.class("date-box")) {
            Label(words(label), .class("label label-small"), .for(field.id))
            Input(
                .class(digits == 2 ? "control control-2" : "control control-4"),
                .id(field.id),
                .type(.text),
                .name(name),
                .value(text),
                .inputmode(.numeric),
                .autocomplete(.off),
                .maxlength(digits + 2),
                .aria(.invalid, value.field.ariaInvalid)
            )
        }
    }
}
