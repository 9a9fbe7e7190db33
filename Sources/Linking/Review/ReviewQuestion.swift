import HTML

/// Two records, and the question whether they are one person.
struct ReviewQuestion: Component {
    let pair: ReviewPair
    let answered: Int
    let waiting: Int
    let answerTarget: SafeURL

    var body: Markup {
        Div(.class("steps")) {
            P(
                "\(answered) answered, \(waiting) to go",
                .class("steps-text"),
                .id("steps")
            )
            Progress(
                .class("steps-bar"),
                .value(String(answered)),
                .max(max(answered + waiting, 1)),
                .aria(.labelledBy, ["steps"])
            )
        }
        H1("Are these two one person?")
        P(chance)
        if pair.isContradicted {
            Div(.class("notice notice-caution")) {
                P("The records say yes. But other records that belong to one of them say no.")
            }
        }
        table
        answers
    }

    private var chance: String {
        let hundredths = Int((pair.probability * 100).rounded(.down))
        return hundredths < 1
            ? "By what the records say it is unlikely."
            : "By what the records say, of a hundred such pairs \(hundredths) are one person."
    }

    @MarkupBuilder private var table: Markup {
        Table(.class("table")) {
            Caption("The two records")
            Thead {
                Tr {
                    Th("Column", .scope(.column))
                    Th(Self.words(pair.places.0), .scope(.column))
                    Th(Self.words(pair.places.1), .scope(.column))
                    Th("Compared", .scope(.column))
                }
            }
            Tbody {
                for line in pair.lines {
                    Tr {
                        Th(.scope(.row)) { Bdi(line.label) }
                        cell(Self.words(pair.places.0), line.one, line.other, line)
                        cell(Self.words(pair.places.1), line.other, line.one, line)
                        Td {
                            Span("Compared", .class("cell-label"), .aria(.hidden, true))
                            Span(.class("cell-value")) { badge(line) }
                        }
                    }
                }
            }
        }
    }

    private static func words(_ place: ReviewPair.Place) -> String {
        let row = place.list.map { "List \($0), row \(place.row)" } ?? "Row \(place.row)"
        return place.others == 0 ? row : "\(row), with \(place.others) more"
    }

    @MarkupBuilder
    private func cell(
        _ label: String,
        _ text: String,
        _ other: String,
        _ line: ReviewPair.Line
    ) -> Markup {
        Td {
            Span(label, .class("cell-label"), .aria(.hidden, true))
            Span(.class("cell-value")) {
                if text.isEmpty {
                    Span("nothing", .class("hint"))
                } else if line.agreement == .different || line.agreement == .alike {
                    Bdi(.dir(.automatic)) { marked(text, other) }
                } else {
                    Bdi(text, .dir(.automatic))
                }
            }
        }
    }

    /// The words of a text, those that the other lacks marked.
    @MarkupBuilder
    private func marked(_ text: String, _ other: String) -> Markup {
        let others = Set(other.split(whereSeparator: \.isWhitespace).map { $0.lowercased() })
        for (place, word) in text.split(whereSeparator: \.isWhitespace).enumerated() {
            if place > 0 { " " }
            if others.contains(word.lowercased()) { String(word) } else { Mark(String(word)) }
        }
    }

    @MarkupBuilder
    private func badge(_ line: ReviewPair.Line) -> Markup {
        switch line.agreement {
        case .same: Span("the same", .class("badge badge-good"))
        case .alike: Span("one name, written otherwise", .class("badge badge-calm"))
        case .different: Span("differs", .class("badge badge-late"))
        case .missing: Span("missing in one", .class("badge"))
        }
        if !line.counts { Span(" not counted", .class("hint")) }
    }

    @MarkupBuilder private var answers: Markup {
        Form(.method(.post), .action(answerTarget), .class("form")) {
            Input(.type(.hidden), .name("one"), .value(String(pair.one)))
            Input(.type(.hidden), .name("other"), .value(String(pair.other)))
            Div(.class("button-row")) {
                Button(
                    "The same person",
                    .type(.submit),
                    .name("verdict"),
                    .value("same"),
                    .class("button")
                )
                Button(
                    "Not the same",
                    .type(.submit),
                    .name("verdict"),
                    .value("different"),
                    .class("button")
                )
                Button(
                    "Leave for later",
                    .type(.submit),
                    .name("verdict"),
                    .value("left"),
                    .class("button button-secondary")
                )
            }
        }
    }
}
