import HTML

/// A form that changes something: sent by POST with the session's token.
struct PostForm: Component {
    let action: any URLConvertible
    let token: String
    /// Warns before typed text is left behind, where scripts run.
    var guardsTyping = true
    /// Multipart for forms with a file; the token then goes before it.
    var encoding: FormEncoding?
    let content: Markup

    init(
        action: any URLConvertible,
        token: String,
        guardsTyping: Bool = true,
        encoding: FormEncoding? = nil,
        @MarkupBuilder content: () -> Markup
    ) {
        self.action = action
        self.token = token
        self.guardsTyping = guardsTyping
        self.encoding = encoding
        self.content = content()
    }

    var body: Markup {
        Form(
            .class("form"),
            .method(.post),
            .action(action.url),
            .enctype(encoding),
            .novalidate(),
            .autocomplete(.off),
            .data(.guardsTyping, guardsTyping ? "" : nil)
        ) {
            HiddenField(name: Self.tokenName, value: token)
            content
        }
    }

    /// The name under which the token is sent.
    static let tokenName = "form-token"
}

/// A value that is sent but not shown.
struct HiddenField: Component {
    let name: String
    let value: String

    var body: Markup { Input(.type(.hidden), .name(name), .value(value)) }
}

/// How a button looks: what it matters.
enum ButtonStyle: String {
    case primary = "button"
    case secondary = "button button-secondary"
    /// What can't be taken back, such as closing a case.
    case grave = "button button-grave"
    /// As quiet as a link.
    case quiet = "button button-quiet"
}

/// A button that sends its form.
struct SubmitButton: Component {
    let label: String
    var style = ButtonStyle.primary
    var name: String?
    var value: String?
    var action: SafeURL?

    init(
        _ label: String,
        style: ButtonStyle = .primary,
        name: String? = nil,
        value: String? = nil,
        action: SafeURL? = nil
    ) {
        self.label = label
        self.style = style
        self.name = name
        self.value = value
        self.action = action
    }

    var body: Markup {
        if let action {
            Button(
                label,
                .class(style.rawValue),
                .type(.submit),
                .name(name),
                .value(value),
                .formaction(action)
            )
        } else {
            Button(label, .class(style.rawValue), .type(.submit), .name(name), .value(value))
        }
    }
}

/// A link that looks like a button: it leads somewhere and changes nothing.
struct ButtonLink: Component {
    let label: String
    let target: any URLConvertible
    var style = ButtonStyle.primary

    init(_ label: String, to target: any URLConvertible, style: ButtonStyle = .primary) {
        self.label = label
        self.target = target
        self.style = style
    }

    var body: Markup { A(label, .class(style.rawValue), .href(target.url)) }
}

/// Buttons beside each other, or below where there is no room.
struct ButtonRow: Component {
    let content: Markup

    init(@MarkupBuilder content: () -> Markup) { self.content = content() }

    var body: Markup { Div(.class("button-row")) { content } }
}

/// A plain link.
struct TextLink: Component {
    let label: String
    let target: any URLConvertible

    init(_ label: String, to target: any URLConvertible) {
        self.label = label
        self.target = target
    }

    var body: Markup { A(label, .href(target.url)) }
}

/// All errors of a page at its top, each leading to its field.
struct ErrorSummary: Component {
    let fields: [FieldValue]
    let words: Words

    /// True when there is nothing to say.
    var isEmpty: Bool { fields.allSatisfy { $0.error == nil } }

    var body: Markup {
        if !isEmpty {
            Div(
                .class("error-summary"),
                .id("error-summary"),
                .role(.group),
                .aria(.labelledBy, ["error-summary-heading"]),
                .focusable(.script),
                .data(.focusFirst)
            ) {
                H2(words("person.shell.errors-heading"), .id("error-summary-heading"))
                Ul {
                    for field in fields {
                        if let error = field.error {
                            Li { A(words(error), .href(SafeURL(fragment: field.id))) }
                        }
                    }
                }
            }
        }
    }
}

extension DataName {
    /// A form whose typed text is not to be left behind unasked.
    static let guardsTyping = Self("guards-typing")
    /// What takes the focus when the page opens.
    static let focusFirst = Self("focus-first")
    /// The button or link that leaves the site at once.
    static let quickExit = Self("quick-exit")
    /// In how many seconds the session ends.
    static let sessionSeconds = Self("session-seconds")
}
