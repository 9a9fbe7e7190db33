import Casefile
import Casework
import Mechanism

/// Reads what was typed in a first contact, and notes what is wrong with it, field by field.
struct FirstContactReader {
    /// What the fields are held against.
    struct Context {
        let areas: Set<AreaID>
        /// Agencies that provide guardians.
        let guardians: Set<Agency.ID>
        let today: CalendarDate
        /// Names the question whether the mechanism knows the person, if it is asked.
        let checkID: CheckAsked.ID

        init(
            areas: Set<AreaID>,
            guardians: Set<Agency.ID>,
            today: CalendarDate,
            checkID: CheckAsked.ID = Installation.newIdentifier()
        ) {
            self.areas = areas
            self.guardians = guardians
            self.today = today
            self.checkID = checkID
        }

        init(_ mechanism: Mechanism, today: CalendarDate) {
            self.init(
                areas: Set(mechanism.areas.map(\.id)),
                guardians: Set(mechanism.guardianAgencies.map(\.id)),
                today: today
            )
        }
    }

    /// What is wrong with one field.
    struct Fault: Hashable {
        let step: Route.FirstContactStep
        let name: String
        let message: Message
    }

    /// Characters that a line and a text may have.
    static let shortLimit = 1_000
    static let longLimit = 15_000

    let draft: FirstContactDraft
    let context: Context
    let words: Words
    private(set) var faults: [Fault] = []

    init(_ draft: FirstContactDraft, _ context: Context, words: Words = Words(.english)) {
        self.draft = draft
        self.context = context
        self.words = words
    }

    /// The whole first contact, or `nil` where something is wrong: then `faults` says what.
    mutating func contact() -> FirstContact? {
        let explanation = purpose()
        let isVitalOnly = draft.isVitalOnly
        let needs = needs()
        let contact = meeting()
        let (age, guardian, view) = age()
        let contacts = isVitalOnly ? [] : contacts()
        let identity = isVitalOnly ? nil : identity()
        let known = isVitalOnly ? nil : known(age: age, guardian: guardian)
        let indicators = indicators()
        let (account, wish) = isVitalOnly ? ("", nil) : account()
        guard faults.isEmpty, let contact else { return nil }
        return FirstContact(
            contact: contact,
            explanation: explanation,
            cannotConsentReason: isVitalOnly ? draft.text("cannot-reason") : "",
            needs: needs,
            safeContacts: contacts,
            identity: identity,
            age: age,
            guardian: guardian,
            childView: view,
            indicators: indicators,
            account: account,
            wish: wish,
            known: known
        )
    }

    /// What is wrong with one step.
    mutating func check(_ step: Route.FirstContactStep) -> [Fault] {
        switch step {
        case .purpose: _ = purpose()
        case .needs: _ = needs()
        case .meeting: _ = meeting()
        case .age: _ = age()
        case .contact: _ = contacts()
        case .identity: _ = identity()
        case .known:
            let (age, guardian, _) = age()
            // What is wrong with the age is said in its own step.
            faults = []
            _ = known(age: age, guardian: guardian)
        case .indicators: _ = indicators()
        case .account: _ = account()
        case .check: _ = contact()
        }
        return faults
    }
}

// One value at a time.
extension FirstContactReader {
    mutating func fail(_ step: Route.FirstContactStep, _ name: String, _ message: Message) {
        faults.append(Fault(step: step, name: name, message: message))
    }

    /// A text of at most `limit` characters.
    mutating func text(
        _ name: String,
        _ step: Route.FirstContactStep,
        limit: Int = shortLimit
    ) -> String {
        let text = draft.text(name)
        if text.count > limit {
            let arguments = ["field": label(name), "count": String(limit)]
            fail(step, name, Message("form.too-long", arguments))
        }
        return text
    }

    /// One of a closed set of codes; `nil` when blank.
    mutating func code<Value: RawRepresentable<String>>(
        _ name: String,
        _ step: Route.FirstContactStep,
        _ type: Value.Type = Value.self,
        isKnown: (Value) -> Bool = { _ in true }
    ) -> Value? {
        let text = draft.text(name)
        guard !text.isEmpty else { return nil }
        if let value = Value(rawValue: text), isKnown(value) { return value }
        fail(step, name, Message("form.choose-known", ["field": label(name)]))
        return nil
    }

    /// A date as precise as it is known, not later than today; `nil` when blank.
    mutating func date(_ name: String, _ step: Route.FirstContactStep) -> PartialDate? {
        let value = draft.date(name)
        switch value.reading {
        case .blank: return nil
        case .wrong(let message): fail(step, value.field.name, message)
        case .date(let date):
            guard let day = date.earliest, day > context.today else {
                return date
            }
            fail(step, value.field.name, Message("form.date.in-future"))
        }
        return nil
    }

    /// What a field is called, without the number of its row.
    func label(_ name: String) -> String { words.label(ofFirstContact: name) }
}

extension Words {
    /// What a field of the first contact is called; rows of a kind share one name.
    func label(ofFirstContact name: String) -> String {
        var base = name.prefix { $0 != "." }
        if let last = base.last, last.isNumber { base = base.dropLast(2) }
        return self("first-contact.field.\(base)")
    }
}

extension Mechanism {
    /// Agencies that provide guardians for children.
    var guardianAgencies: [Agency] { agencies.filter { $0.kind == .guardianship } }
}
