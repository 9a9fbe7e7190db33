import Casefile
import Casework
import HTML
import Mechanism

/// One step of a first contact: what its page is drawn from.
struct FirstContactForm: Sendable {
    let id: Draft.ID
    let step: Route.FirstContactStep
    let draft: FirstContactDraft
    var faults: [FirstContactReader.Fault] = []
    let mechanism: Mechanism
    let today: CalendarDate
    /// How the member's agency mostly meets people; only a suggestion.
    var usualMeeting: MeetingKind?
    let token: String
    let words: Words

    /// What stands in a field, and what is wrong with it.
    func field(_ name: String, or standard: String? = nil) -> FieldValue {
        let values = draft.fields[name] ?? []
        let isUntouched = values.isEmpty && !draft.wasAnswered(step)
        return FieldValue(
            name,
            values: isUntouched ? [standard].compactMap { $0 } : values,
            error: error(name)
        )
    }

    /// What stands in the boxes of a date, and what is wrong with it.
    func date(_ name: String, or standard: PartialDate? = nil) -> DateFieldValue {
        var value = draft.date(name)
        if let standard, value.reading == .blank, !draft.wasAnswered(step) {
            value = DateFieldValue(name, standard)
        }
        value.error = error(value.field.name)
        return value
    }

    func label(_ name: String) -> String { words.label(ofFirstContact: name) }

    /// The language in which texts are shown to the person: theirs, or the nearest that is there.
    var shownLanguage: LanguageCode { words.shownLanguage(for: draft.language) }

    private func error(_ name: String) -> Message? {
        faults.first { $0.name == name }?.message
    }
}

extension Words {
    /// A person's language where the texts for persons are written in it, else English.
    func shownLanguage(for language: LanguageCode?) -> LanguageCode {
        guard let language, Self.personLanguages.contains(language) else { return .english }
        return language
    }
}

/// The page of one step.
struct FirstContactPage: Component {
    let form: FirstContactForm

    private var words: Words { form.words }

    var body: Markup {
        Markup {
            ErrorSummary(
                fields: form.faults.map { FieldValue($0.name, error: $0.message) },
                words: words
            )
            StepProgress(
                step: (form.draft.steps.firstIndex(of: form.step) ?? 0) + 1,
                count: form.draft.steps.count,
                words: words
            )
            H1(words("first-contact.step-\(form.step.rawValue)"))
            PostForm(action: Route.firstContact(form.id, form.step), token: form.token) {
                questions
                FirstContactButtons(form: form)
            }
            if form.draft.agreement != .cannot, form.step != .purpose {
                P(.class("hint")) {
                    words("first-contact.stop-recording")
                    " "
                    TextLink(
                        words("first-contact.leave"),
                        to: Route.leaveUnrecorded(form.id)
                    )
                }
            }
        }
    }

    @MarkupBuilder private var questions: Markup {
        switch form.step {
        case .purpose: PurposeQuestions(form: form)
        case .needs: NeedQuestions(form: form)
        case .meeting: MeetingQuestions(form: form)
        case .age: AgeQuestions(form: form)
        case .contact: SafeContactQuestions(form: form)
        case .identity: IdentityQuestions(form: form)
        case .known: KnownQuestions(form: form)
        case .indicators: IndicatorQuestions(form: form)
        case .account: AccountQuestions(form: form)
        case .check: FirstContactSummary(form: form)
        }
    }
}

/// What the buttons below a step do.
enum FirstContactMove: String {
    case next, back, stop
    /// Shows the page again: the explanation in the language just chosen, words for what was marked.
    case show
    /// Goes the short way: nothing can be explained now.
    case cannot

    static let name = "then"
}

/// The buttons below a step; the first is what Enter presses.
struct FirstContactButtons: Component {
    let form: FirstContactForm

    var body: Markup {
        let words = form.words
        let isPurposeOpen = form.step != .purpose || form.draft.language != nil
        ButtonRow {
            if form.step == .check {
                button(.next, words("first-contact.submit"), .primary)
            } else if isPurposeOpen {
                button(.next, words("form.save-and-continue"), .primary)
            }
            button(.stop, words("first-contact.save-and-stop"), .secondary)
            if form.draft.step(before: form.step) != nil {
                button(.back, words("form.back"), .quiet)
            }
        }
    }

    private func button(
        _ move: FirstContactMove,
        _ label: String,
        _ style: ButtonStyle
    ) -> SubmitButton {
        SubmitButton(label, style: style, name: FirstContactMove.name, value: move.rawValue)
    }
}

/// A sentence that is said or shown to the person, in a language of theirs.
struct SpokenText: Component {
    let language: LanguageCode
    let content: Markup

    init(_ language: LanguageCode, @MarkupBuilder content: () -> Markup) {
        self.language = language
        self.content = content()
    }

    /// A catalogue's sentence in the person's language.
    init(_ key: String, _ form: FirstContactForm) {
        language = form.shownLanguage
        content = P(form.words.speaking(form.shownLanguage)(key)).body
    }

    var body: Markup {
        Blockquote(
            .lang(language.rawValue),
            .dir(language.isRightToLeft ? .rightToLeft : .leftToRight)
        ) {
            content
        }
    }
}
