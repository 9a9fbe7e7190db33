import Casefile
import Casework
import HTML
import Mechanism

/// What a form for a statement may need to know of the case.
struct StatementContext: Sendable {
    let model: CaseModel
    let reading: CaseReading
    /// The statement that is corrected; `nil` for a new one.
    var corrected: Payload?

    var words: Words { reading.words }
    var isTreatedAsChild: Bool { model.state.age.isTreatedAsChild }

    /// The language in which the person was spoken to last.
    var language: LanguageCode? { model.state.explanations.last?.value.language }
}

/// One kind of statement as a form: what it asks, how it is read, and how an entry fills it in.
///
/// The same form adds a statement and corrects one.
protocol StatementForm {
    /// What stands in a new form.
    static func blank(_ context: StatementContext) -> [String: [String]]
    /// The fields.
    static func fields(_ form: CaseForm, _ context: StatementContext) -> Markup
    /// What was stated; where something is wrong, the form says so.
    static func read(_ form: inout CaseForm, _ context: StatementContext) -> [Payload]
    /// What stands in the form for an entry to be corrected; `nil` for entries of another kind.
    static func values(of payload: Payload) -> [String: [String]]?
}

extension StatementForm {
    static func blank(_ context: StatementContext) -> [String: [String]] { [:] }
}

extension Route.EntryForm {
    /// The form of this name.
    var statement: any StatementForm.Type {
        switch self {
        case .need: NeedStatement.self
        case .note: NoteStatement.self
        case .indicator: IndicatorStatement.self
        case .identity: IdentityStatement.self
        case .age: AgeStatement.self
        case .guardian: GuardianStatement.self
        case .wish: WishStatement.self
        case .purpose: PurposeStatement.self
        case .safeContact: SafeContactStatement.self
        case .childView: ChildViewStatement.self
        }
    }
}

extension Payload {
    /// The form in which the statement can be replaced; `nil` where it can only be struck.
    var statement: (any StatementForm.Type)? {
        switch self {
        case .needStated: NeedStatement.self
        case .note: NoteStatement.self
        case .indicatorObserved: IndicatorStatement.self
        case .identityStated: IdentityStatement.self
        case .ageRecorded: AgeStatement.self
        case .purposeExplained: PurposeStatement.self
        case .safeContact: SafeContactStatement.self
        case .childViewRecorded: ChildViewStatement.self
        case .contactMade: MeetingStatement.self
        default: nil
        }
    }
}

extension Optional {
    /// The value in an array, or an empty one.
    var asArray: [Wrapped] { map { [$0] } ?? [] }
}
