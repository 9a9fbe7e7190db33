import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Whether the mechanism spares people the telling: counts by month that lead to nobody.
    func figures(_ actor: Actor) async throws -> HTTPResponse {
        let figures = try await installation.onceFigures(by: actor)
        return try await page(words("once.figures-title")) {
            FiguresPage(figures: figures, words: words)
        }
    }
}

/// Questions, answers, and retellings avoided, a month a row.
struct FiguresPage: Component {
    let figures: [OnceFigures]
    let words: Words

    var body: Markup {
        Markup {
            H1(words("once.figures-title"))
            P(words("once.figures-lead"))
            if figures.isEmpty {
                EmptyState(heading: words("once.figures-none"))
            } else {
                DataTable(
                    caption: words("once.figures-caption"),
                    columns: ["month", "asked", "answered", "spared"].map {
                        words("once.figures-\($0)")
                    },
                    rows: figures.map { month in
                        [month.month, text(month.asked), text(month.answered), text(month.spared)]
                            .map { cell in Markup { cell } }
                    }
                )
                P(words("once.figures-small", ["count": String(OnceFigures.least)]), .class("hint"))
            }
        }
    }

    private func text(_ count: OnceFigures.Count) -> String {
        switch count {
        case .exact(let count): String(count)
        case .few: words("once.figures-few", ["count": String(OnceFigures.least)])
        }
    }
}
