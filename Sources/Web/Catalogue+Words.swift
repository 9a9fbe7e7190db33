package import Mechanism

/// A sentence of the interface by its key, with what is filled into it.
package struct Message: Hashable, Sendable {
    package let key: String
    package let arguments: [String: String]

    package init(_ key: String, _ arguments: [String: String] = [:]) {
        self.key = key
        self.arguments = arguments
    }
}

/// The interface's words in one language: `words("inbox.title")`.
package struct Words: Sendable {
    package let catalogue: Catalogue
    package let language: LanguageCode

    package init(_ language: LanguageCode, catalogue: Catalogue = .bundled) {
        self.language = language
        self.catalogue = catalogue
    }

    /// The same catalogue in another language, as for what is read to the person.
    package func speaking(_ other: LanguageCode) -> Self { Self(other, catalogue: catalogue) }

    /// The text of a key; `{name}` in it is filled from the arguments.
    ///
    /// A key that does not exist is shown as `⟦key⟧`: a test finds those before a reader does.
    package func callAsFunction(_ key: String, _ arguments: [String: String] = [:]) -> String {
        guard let template = catalogue.text(key, language) else { return "⟦\(key)⟧" }
        return Self.fill(template, arguments)
    }

    /// The text of a message.
    package func callAsFunction(_ message: Message) -> String {
        self(message.key, message.arguments)
    }

    /// The text for a number of things: `key.one`, `key.few`, `key.many` or `key.other` as the
    /// language counts, with `{count}` filled in.
    package func callAsFunction(
        _ key: String,
        count: Int,
        _ arguments: [String: String] = [:]
    ) -> String {
        let arguments = arguments.merging(["count": String(count)]) { given, _ in given }
        let form = PluralForm(count, in: language)
        // A language that lacks the key falls back to English as a whole, with English forms.
        for (candidate, spoken) in [
            ("\(key).\(form.rawValue)", language), ("\(key).other", language),
            ("\(key).\(PluralForm(count, in: .english).rawValue)", .english),
            ("\(key).other", .english),
        ] {
            guard let template = catalogue.ownText(candidate, spoken) else { continue }
            return Self.fill(template, arguments)
        }
        return "⟦\(key)⟧"
    }

    /// The name of a value that has one under `group.rawValue`.
    package func callAsFunction(_ group: String, of value: some RawRepresentable<String>) -> String
    {
        self("\(group).\(value.rawValue)")
    }

    private static func fill(_ template: String, _ arguments: [String: String]) -> String {
        guard !arguments.isEmpty, template.utf8.contains(UInt8(ascii: "{")) else { return template }
        var result = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            result += arguments[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}

/// How a language counts.
///
/// Source: Unicode CLDR, cardinal plural rules, for whole numbers.
enum PluralForm: String {
    case zero, one, two, few, many, other

    init(_ count: Int, in language: LanguageCode) {
        let (tens, hundreds) = (count % 10, count % 100)
        switch language.rawValue {
        case "ar":
            switch (count, hundreds) {
            case (0, _): self = .zero
            case (1, _): self = .one
            case (2, _): self = .two
            case (_, 3...10): self = .few
            case (_, 11...99): self = .many
            default: self = .other
            }
        case "ru":
            switch (tens, hundreds) {
            case (_, 11...14): self = .many
            case (1, _): self = .one
            case (2...4, _): self = .few
            default: self = .many
            }
        case "fr": self = count < 2 ? .one : .other
        default: self = count == 1 ? .one : .other
        }
    }
}
