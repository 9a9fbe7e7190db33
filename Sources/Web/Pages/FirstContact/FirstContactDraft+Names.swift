import Casefile
import Mechanism

extension FirstContactDraft {
    /// How many ways of reaching the person, citizenships, languages and documents a form has room for.
    static let contactCount = 3
    static let citizenshipCount = 2
    static let languageCount = 3
    static let documentCount = 2

    /// The names of the fields that a step sends.
    static func names(of step: Step) -> [String] {
        switch step {
        case .purpose: ["language", "interpretation", "questions", "agreement", "cannot-reason"]
        case .needs:
            ["need"] + NeedKind.allCases.flatMap { [$0.urgencyName, $0.detailName] }
        case .meeting:
            ["met", "place", "area", "from-paper"] + date("met-on") + date("paper-on")
        case .age: ["age", "guardian", "guardian-agency", "child-view"]
        case .contact:
            (1...contactCount).flatMap {
                ["channel-\($0)", "contact-\($0)", "safe-\($0)", "contact-rules-\($0)"]
            }
        case .identity: identityNames
        case .known: ["known", "known-tell", "known-assent"]
        case .indicators: Indicator.allCases.flatMap { [$0.fieldName, $0.detailName] }
        case .account: ["account", "wish"]
        case .check: []
        }
    }

    private static var identityNames: [String] {
        ["name-said", "alias", "name-in-document", "stated-age", "sex", "residence"]
            + date("birth")
            + (1...citizenshipCount).map { "citizenship-\($0)" }
            + (1...languageCount).map { "spoken-\($0)" }
            + (1...documentCount).flatMap {
                ["document-\($0)", "document-number-\($0)", "holder-\($0)"]
            }
    }

    private static func date(_ name: String) -> [String] {
        let names = DateFieldValue.names(of: name)
        return [names.day, names.month, names.year, names.unknown]
    }

    /// A date as it was typed.
    func date(_ name: String) -> DateFieldValue {
        let names = DateFieldValue.names(of: name)
        return DateFieldValue(
            name: name,
            day: text(names.day),
            month: text(names.month),
            year: text(names.year),
            isUnknown: text(names.unknown) == "yes"
        )
    }

    /// Writes a date as if it had been typed.
    mutating func set(_ name: String, _ date: PartialDate) {
        let (value, names) = (DateFieldValue(name, date), DateFieldValue.names(of: name))
        set(names.day, value.day)
        set(names.month, value.month)
        set(names.year, value.year)
        set(names.unknown, value.isUnknown ? "yes" : "")
    }

    /// Writes one value; an empty one removes the field.
    mutating func set(_ name: String, _ value: String) {
        fields[name] = value.isEmpty ? nil : [value]
    }
}

extension NeedKind {
    var urgencyName: String { "urgency.\(rawValue)" }
    var detailName: String { "need-detail.\(rawValue)" }
}

extension Indicator {
    var fieldName: String { "indicator.\(rawValue)" }
    var detailName: String { "indicator-detail.\(rawValue)" }
}
