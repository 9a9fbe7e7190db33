import HTML

/// A form on paper: for places without signal.
///
/// Its parts are seen on screen and made for printing.
struct PaperForm: Component {
    let title: String
    var language: String?
    var direction: Direction?
    let content: Markup

    init(
        title: String,
        language: String? = nil,
        direction: Direction? = nil,
        @MarkupBuilder content: () -> Markup
    ) {
        self.title = title
        self.language = language
        self.direction = direction
        self.content = content()
    }

    var body: Markup {
        Section(.class("paper"), .lang(language), .dir(direction)) {
            H2(title, .class("paper-title"))
            content
        }
    }
}

/// A question with ruled lines to write on.
struct PaperLines: Component {
    let label: String
    var hint: String?
    var lines = 1

    var body: Markup {
        Div(.class("paper-field")) {
            P(label, .class("paper-label"))
            if let hint { P(hint, .class("hint")) }
            Div(.class("paper-lines"), .aria(.hidden, true)) {
                for _ in 0..<max(1, lines) { Div(.class("paper-line")) }
            }
        }
    }
}

/// A question with squares to tick.
struct PaperBoxes: Component {
    let label: String
    var hint: String?
    let choices: [String]

    var body: Markup {
        Div(.class("paper-field")) {
            P(label, .class("paper-label"))
            if let hint { P(hint, .class("hint")) }
            Ul(.class("paper-boxes")) {
                for choice in choices {
                    Li {
                        Span(.class("paper-box"), .aria(.hidden, true))
                        Span(choice)
                    }
                }
            }
        }
    }
}

/// A date with a square for each digit.
struct PaperDate: Component {
    let label: String
    let words: Words

    var body: Markup {
        Div(.class("paper-field")) {
            P(label, .class("paper-label"))
            Div(.class("paper-date")) {
                part("person.date.label-day", digits: 2)
                part("person.date.label-month", digits: 2)
                part("person.date.label-year", digits: 4)
            }
        }
    }

    @MarkupBuilder
    private func part(_ key: String, digits: Int) -> Markup {
        Div(.class("paper-digits")) {
            Span(.aria(.hidden, true), .class("paper-squares")) {
                for _ in 0..<digits { Span(.class("paper-box paper-digit")) }
            }
            Span(words(key), .class("hint"))
        }
    }
}
