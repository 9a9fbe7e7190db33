import HTML

/// A table that becomes a list of cards where there is no room for columns.
///
/// The roles are written out because the style sheet changes the display of rows and cells.
struct DataTable: Component {
    let caption: String
    /// Hides the caption from sight where a heading above says the same.
    var hidesCaption = false
    let columns: [String]
    /// Rows with one cell a column; the first cell is the row's heading.
    let rows: [[Markup]]

    var body: Markup {
        Table(.class("table"), .role(.table)) {
            Caption(caption, .class(hidesCaption ? "visually-hidden" : nil))
            Thead(.role(.rowgroup)) {
                Tr(.role(.row)) {
                    for column in columns { Th(column, .scope(.column), .role(.columnheader)) }
                }
            }
            Tbody(.role(.rowgroup)) {
                for row in rows {
                    Tr(.role(.row)) {
                        for (index, cell) in row.enumerated() { self.cell(cell, at: index) }
                    }
                }
            }
        }
    }

    @MarkupBuilder
    private func cell(_ content: Markup, at index: Int) -> Markup {
        if index == 0 {
            Th(.scope(.row), .role(.rowheader)) { content }
        } else {
            Td(.role(.cell)) {
                // The heading again, for when the columns are gone.
                Span(
                    index < columns.count ? columns[index] : "",
                    .class("cell-label"),
                    .aria(.hidden, true)
                )
                Span(.class("cell-value")) { content }
            }
        }
    }
}

/// Who can see which compartments of a case, on which basis and until when.
struct AccessTable: Component {
    /// One agency's access.
    struct Row {
        let agency: String
        let sees: [String]
        /// Who or what authorised it, in words.
        let basis: String
        let until: String?
    }

    let rows: [Row]
    let words: Words

    var body: Markup {
        DataTable(
            caption: words("access.caption"),
            columns: ["agency", "sees", "basis", "until"].map { words("access.\($0)") },
            rows: rows.map { row in
                [
                    Markup { Bdi(row.agency) },
                    Markup { Ul(.class("plain-list")) { row.sees.map { Li($0) } } },
                    Markup(text: row.basis),
                    Markup(text: row.until ?? words("access.no-end")),
                ]
            }
        )
    }
}

/// Links between the pages of a long list.
struct Pagination: Component {
    let current: Int
    let count: Int
    let words: Words
    let target: (Int) -> any URLConvertible

    var body: Markup {
        if count > 1 {
            Nav(.class("pagination"), .aria(.label, words("pagination.label"))) {
                if current > 1 {
                    A(
                        words("pagination.previous"),
                        .class("button button-secondary"),
                        .href(target(current - 1).url),
                        .rel(.previous)
                    )
                }
                P(
                    words(
                        "pagination.position",
                        ["page": String(current), "count": String(count)]
                    ),
                    .class("pagination-position")
                )
                if current < count {
                    A(
                        words("pagination.next"),
                        .class("button button-secondary"),
                        .href(target(current + 1).url),
                        .rel(.next)
                    )
                }
            }
        }
    }
}

/// Places free today in one service, set by one tap.
struct PlacesStepper: Component {
    let service: String
    let free: Int?
    let capacity: Int?
    /// When the number was set, as the reader writes it; `nil` when never.
    let setAt: String?
    let action: any URLConvertible
    let token: String
    let words: Words

    var body: Markup {
        PostForm(action: action, token: token, guardsTyping: false) {
            Fieldset(.class("places")) {
                Legend(service, .class("legend"))
                Div(.class("places-row")) {
                    step(to: max(0, (free ?? 0) - 1), "places.fewer", sign: "−")
                    P(.class("places-free")) {
                        Span(free.map(String.init) ?? "–", .class("places-number"))
                        Span(caption, .class("places-caption"))
                    }
                    step(to: (free ?? 0) + 1, "places.more", sign: "+")
                }
                P(
                    setAt.map { words("places.set-at", ["time": $0]) } ?? words("places.never-set"),
                    .class("hint")
                )
            }
        }
    }

    private var caption: String {
        guard let free else { return words("places.unknown") }
        guard let capacity else { return words("places.free", count: free) }
        return words("places.free-of", ["count": String(free), "capacity": String(capacity)])
    }

    @MarkupBuilder
    private func step(to number: Int, _ key: String, sign: String) -> Markup {
        Button(
            .class("button button-secondary places-step"),
            .type(.submit),
            .name("free"),
            .value(String(number)),
            .aria(.label, words(key, ["service": service]))
        ) {
            Span(sign, .aria(.hidden, true))
        }
    }
}
