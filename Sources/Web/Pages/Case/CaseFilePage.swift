import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// The case, as far as the member's agency can open it.
    func caseFile(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        let model = try await installation.readCase(id, by: actor)
        let title = words("case.file.title", ["code": model.code])
        return try await page(title, isWide: true, isPractice: model.isPractice) {
            CaseFilePage(model: model, reading: reading(for: actor))
        }
    }
}

/// A case: what comes next, the four facts apart, the timeline, and who can see what.
struct CaseFilePage: Component {
    let model: CaseModel
    let reading: CaseReading

    private var words: Words { reading.words }

    var body: Markup {
        Markup {
            H1(words("case.file.title", ["code": model.code]))
            badges
            CaseContents(words: words)
            NextSteps(model: model, reading: reading)
            CaseActions(model: model, reading: reading)
            sharedFacts
            NoticedSection(state: model.state, reading: reading)
            WantedSection(model: model, reading: reading)
            DecidedSection(model: model, reading: reading)
            HelpSection(model: model, reading: reading)
            KnownSection(model: model, reading: reading)
            PersonSection(state: model.state, reading: reading)
            CaseTimeline(model: model, reading: reading)
            AccessSection(model: model, reading: reading)
        }
    }

    @MarkupBuilder private var badges: Markup {
        let closure = model.state.closures[reading.own]
        if model.isPractice || closure != nil || model.state.age.isTreatedAsChild {
            P {
                if model.isPractice {
                    Badge(words("case.practice"), .waiting)
                    " "
                }
                if model.state.age.isTreatedAsChild {
                    Badge(words("case.file.as-child"), .calm)
                    " "
                }
                if closure != nil { Badge(words("case.file.closed"), .plain) }
            }
        }
        if let closure {
            P(
                words(
                    "case.summary.closed",
                    [
                        "reason": words("case.closing", of: closure.reason),
                        "date": words.date(closure.occurredOn),
                    ]
                )
            )
        }
    }

    private var sharedFacts: Markup {
        let state = model.state
        var facts: [FactList.Fact] = [
            .init(words("case.file.age")) { words("case.age", of: state.age) }
        ]
        if let guardian = state.guardian {
            facts.append(
                .init(words("case.file.guardian")) {
                    words("case.guardian", of: guardian.step)
                    if let agency = guardian.agency {
                        " – "
                        Bdi(reading.name(of: agency))
                    }
                }
            )
        }
        facts.append(
            .init(words("case.file.explained")) {
                if let last = state.explanations.last {
                    words(
                        "case.file.explained-in",
                        [
                            "language": words.name(of: last.value.language),
                            "date": reading.day(of: last.header),
                        ]
                    )
                } else {
                    words("case.file.not-explained")
                }
            }
        )
        facts.append(.init(words("case.file.opened-by")) { Bdi(reading.name(of: model.openedBy)) })
        if !model.assignees.isEmpty {
            facts.append(
                .init(words("case.file.assignees")) {
                    Bdi(model.assignees.sorted().joined(separator: ", "))
                }
            )
        }
        return Markup {
            Section(.aria(.labelledBy, ["shared"])) {
                H2(words("case.file.shared"), .id("shared"))
                FactList(facts)
            }
        }
    }
}

/// Links to the parts of the page.
struct CaseContents: Component {
    let words: Words

    /// Ids of the sections' headings, in order; their texts are `case.file.<id>`.
    static let parts = [
        "next", "shared", "noticed", "wanted", "decided", "help", "known", "timeline", "access",
    ]

    var body: Markup {
        Markup {
            Nav(.aria(.label, words("case.file.contents"))) {
                Ul(.class("button-row plain-list")) {
                    for part in Self.parts {
                        Li { A(words("case.file.\(part)"), .href(SafeURL(fragment: part))) }
                    }
                }
            }
        }
    }
}

/// One of the parts of a case's page, with its heading.
struct CasePart: Component {
    let id: String
    let words: Words
    let content: Markup

    init(_ id: String, _ words: Words, @MarkupBuilder content: () -> Markup) {
        self.id = id
        self.words = words
        self.content = content()
    }

    var body: Markup {
        Markup {
            Section(.aria(.labelledBy, [id])) {
                H2(words("case.file.\(id)"), .id(id))
                content
            }
        }
    }
}
