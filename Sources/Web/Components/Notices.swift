import HTML
import Mechanism

/// A message beside the matter of the page.
///
/// None of them is red: nobody is to be frightened.
struct Notice: Component {
    /// What the message is for.
    enum Kind: String {
        case information
        case done
        case caution
        /// A rule of law that stands in the way, shown as that law's rule.
        case law
    }

    let kind: Kind
    var heading: String?
    /// True where the message answers what was just done, so that it is read out.
    var isStatus = false
    let content: Markup

    init(
        _ kind: Kind = .information,
        heading: String? = nil,
        isStatus: Bool = false,
        @MarkupBuilder content: () -> Markup
    ) {
        self.kind = kind
        self.heading = heading
        self.isStatus = isStatus
        self.content = content()
    }

    var body: Markup {
        Div(.class("notice notice-\(kind.rawValue)"), .role(isStatus ? .status : nil)) {
            if let heading { P(heading, .class("notice-heading")) }
            content
        }
    }
}

/// Says that a claim is only remembered or second-hand.
struct ToVerifyMark: Component {
    let words: Words

    var body: Markup { Span(words("source.to-verify"), .class("badge badge-verify")) }
}

/// Where a claim comes from, with the mark when nobody read it there.
struct SourceLine: Component {
    let source: Source
    let words: Words

    var body: Markup {
        P(.class("source")) {
            words("source.label")
            " "
            Cite { Bdi(source.reference) }
            if !source.isVerified {
                " "
                ToVerifyMark(words: words)
            }
        }
    }
}

/// A short label of a state; the word says it, the tone only helps.
struct Badge: Component {
    /// The colour family.
    enum Tone: String {
        case plain, calm, good, waiting, late
    }

    let label: String
    var tone = Tone.plain

    init(_ label: String, _ tone: Tone = .plain) {
        self.label = label
        self.tone = tone
    }

    var body: Markup { Span(label, .class("badge badge-\(tone.rawValue)")) }
}

/// What is shown where a list has nothing.
struct EmptyState: Component {
    let heading: String
    var text: String?
    var action: ButtonLink?

    var body: Markup {
        Div(.class("empty")) {
            P(heading, .class("empty-heading"))
            if let text { P(text) }
            if let action { action }
        }
    }
}

/// Content that can be opened.
struct Disclosure: Component {
    let summary: String
    var isOpen = false
    let content: Markup

    init(_ summary: String, isOpen: Bool = false, @MarkupBuilder content: () -> Markup) {
        self.summary = summary
        self.isOpen = isOpen
        self.content = content()
    }

    var body: Markup {
        Details(.class("disclosure"), .open(isOpen)) {
            Summary(summary)
            Div(.class("disclosure-content")) { content }
        }
    }
}

/// `Step 3 of 9`, in words and as a bar.
struct StepProgress: Component {
    let step: Int
    let count: Int
    let words: Words

    var body: Markup {
        let text = words("person.step", ["step": String(step), "count": String(count)])
        Div(.class("steps")) {
            P(text, .class("steps-text"))
            Progress(
                .class("steps-bar"),
                .value(String(step)),
                .max(count),
                .aria(.label, text)
            )
        }
    }
}
