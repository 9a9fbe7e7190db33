import Casefile
import HTTP
import Mechanism

/// A first contact as it was typed so far: field names and their values, which a draft keeps.
///
/// Pure: what it means is read by `FirstContactReader`, and `init(_:)` writes a first contact back.
struct FirstContactDraft: Hashable, Sendable {
    typealias Step = Route.FirstContactStep

    /// What the person answered when asked whether anything may be written down.
    enum Agreement: String, CaseIterable {
        case yes, no
        /// The person can't take the explanation in now.
        case cannot
    }

    /// Values by field name; fields that no step has are dropped when the form is taken.
    var fields: [String: [String]]

    init(fields: [String: [String]] = [:]) { self.fields = fields }

    /// The first value without white space around it, or an empty text.
    func text(_ name: String) -> String {
        Self.trimmed(fields[name]?.first ?? "")
    }

    /// All values that were chosen.
    func all(_ name: String) -> [String] { (fields[name] ?? []).filter { !$0.isEmpty } }

    /// The value as one of a closed set of codes; `nil` when blank or not one of them.
    func code<Value: RawRepresentable<String>>(_ name: String, _ type: Value.Type) -> Value? {
        Value(rawValue: text(name))
    }

    /// Whether the fields of a step were sent at least once.
    func wasAnswered(_ step: Step) -> Bool { all(Self.answered).contains(step.rawValue) }

    /// Replaces the fields of one step by what was sent; nothing of another step changes.
    mutating func take(_ form: FormBody, _ step: Step) {
        for name in Self.names(of: step) {
            let values = form.all(name)
            fields[name] = values.allSatisfy(\.isEmpty) ? nil : values
        }
        if !wasAnswered(step) { fields[Self.answered, default: []].append(step.rawValue) }
    }

    /// The step that comes next, as the list of drafts shows it.
    var next: Step {
        get { code(Self.nextName, Step.self) ?? .purpose }
        set { fields[Self.nextName] = [newValue.rawValue] }
    }

    /// Remembers where to go on; once everything was asked, that is the summary.
    mutating func reach(_ step: Step) {
        if next != .check { next = step }
    }

    private static let nextName = "next-step"
    private static let answered = "answered"

    private static func trimmed(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}

extension FirstContactDraft {
    /// The language that the person understands best, once it was chosen.
    var language: LanguageCode? {
        let language = LanguageCode(text("language"))
        return Words.spokenLanguages.contains(language) ? language : nil
    }

    var agreement: Agreement? { code("agreement", Agreement.self) }

    /// What is known about the age; blank is unknown.
    var age: AgeStatus { code("age", AgeStatus.self) ?? .unknown }

    /// Whether a guardian was at least asked for.
    var hasGuardianStep: Bool {
        let step = code("guardian", GuardianStep.Step.self)
        return step == .requested || step == .appointed
    }

    /// Only urgent help, because nothing could be explained.
    var isVitalOnly: Bool { agreement == .cannot }

    /// For a child, what happened is asked only once a guardian was at least asked for.
    var mayAskForAccount: Bool { !isVitalOnly && (!age.isTreatedAsChild || hasGuardianStep) }

    /// True once the purpose was explained and the person agreed, or a reason says why not.
    var isOpened: Bool {
        switch agreement {
        case .yes: language != nil && code("interpretation", Interpretation.self) != nil
        case .cannot: !text("cannot-reason").isEmpty
        case .no, nil: false
        }
    }

    typealias Interpretation = PurposeExplained.Interpretation

    /// The steps that are open, in order.
    var steps: [Step] {
        if isVitalOnly { return [.purpose, .needs, .meeting, .age, .indicators, .check] }
        // What happened is not asked while somebody may know it already; what was told stays.
        return Step.allCases.filter { $0 != .account || !asksFirst || !text("account").isEmpty }
    }

    /// The step after one; the summary once everything was asked before.
    func step(after step: Step) -> Step {
        if step != .purpose, next == .check { return .check }
        let rest = steps.drop { $0 != step }.dropFirst()
        return rest.first ?? .check
    }

    /// The step before one; `nil` before the first.
    func step(before step: Step) -> Step? { steps.prefix { $0 != step }.last }

    /// What was typed while it was open and can't be recorded as things stand now.
    var withheld: [Step] {
        var steps: [Step] = []
        func add(_ step: Step, if names: [String]) {
            if names.contains(where: { !text($0).isEmpty }) { steps.append(step) }
        }
        if isVitalOnly {
            add(.contact, if: Self.names(of: .contact))
            add(.identity, if: Self.names(of: .identity))
        }
        let isTold = Indicator.allCases.contains { text($0.fieldName) == "told" }
        if !mayAskForAccount, isTold { steps.append(.indicators) }
        if !mayAskForAccount { add(.account, if: ["account"]) }
        return steps
    }
}

extension Words {
    /// Languages that have a name: what a person may speak.
    static let spokenLanguages: [LanguageCode] = {
        let prefix = "own-name."
        return Catalogue.bundled.keys(of: .english).filter { $0.hasPrefix(prefix) }
            .map { LanguageCode(String($0.dropFirst(prefix.count))) }.sorted()
    }()
}
