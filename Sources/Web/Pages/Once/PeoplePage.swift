import Casefile
import Casework
import HTML
import HTTP
import Linkage
import Mechanism

extension Visit {
    /// Looks for a person among the cases that the member may see.
    ///
    /// What was typed is posted: it never stands in an address.
    func people(_ actor: Actor) async throws -> HTTPResponse {
        guard actor.isConfirmed else { throw AccessRefusal.notConfirmed }
        guard actor.may(.record) else { throw AccessRefusal.missing(.record) }
        guard isPost else {
            return try await peoplePage(CaseForm(words), found: nil)
        }
        var typed = CaseForm(words, typed: form)
        let name = typed.text("who", limit: 200)
        let birth: PartialDate?
        if case .blank = typed.dateValue("born").reading {
            birth = nil
        } else {
            birth = typed.date("born")
        }
        let sex = typed.optionalChoice("sex", Sex.self)
        let country = typed.text("country", limit: 10)
        if name.isEmpty, birth == nil || birth == .unknown {
            typed.fail("who", Message("once.search-something"))
        }
        guard typed.isRight else { return try await peoplePage(typed, found: nil) }
        let particulars = Particulars(
            names: name.isEmpty ? [] : [name],
            birth: birth ?? .unknown,
            sex: sex,
            citizenship: Country.isAssigned(CountryCode(country)) ? CountryCode(country) : nil
        )
        let found = try await installation.search(particulars, by: actor)
        return try await peoplePage(typed, found: found)
    }

    private func peoplePage(
        _ typed: CaseForm,
        found: [PersonFound]?
    ) async throws -> HTTPResponse {
        try await page(words("once.search-title"), hasErrors: !typed.isRight) {
            PeoplePage(form: typed, found: found, token: token) { name(of: $0) }
        }
    }
}

/// The form of a search, and what it found.
struct PeoplePage: Component {
    let form: CaseForm
    /// Absent before anything was looked for.
    let found: [PersonFound]?
    let token: String
    let agencyName: (Agency.ID) -> String

    init(
        form: CaseForm,
        found: [PersonFound]?,
        token: String,
        agencyName: @escaping (Agency.ID) -> String
    ) {
        self.form = form
        self.found = found
        self.token = token
        self.agencyName = agencyName
    }

    private var words: Words { form.words }

    var body: Markup {
        Markup {
            ErrorSummary(fields: form.errorFields, words: words)
            H1(words("once.search-title"))
            P(words("once.search-lead"))
            PostForm(action: Route.people, token: token, guardsTyping: false) {
                form.line("who")
                form.dateBoxes("born", acceptsLess: true, isOptional: true)
                form.select(
                    "sex",
                    Sex.allCases.filter { $0 != .notStated }
                        .map { Choice($0.rawValue, words.name(of: $0)) },
                    isOptional: true
                )
                form.select(
                    "country",
                    Country.all.map { Choice($0.code.rawValue, $0.name) },
                    isOptional: true
                )
                SubmitButton(words("once.search-button"))
            }
            if let found { results(found) }
        }
    }

    @MarkupBuilder
    private func results(_ found: [PersonFound]) -> Markup {
        Section(.aria(.labelledBy, ["found"])) {
            H2(words("once.found", count: found.count), .id("found"))
            if found.isEmpty {
                EmptyState(heading: words("once.found-none"), text: words("once.found-none-text"))
            } else {
                Ul(.class("tasks")) { found.map(line) }
                P(words("once.found-elsewhere"), .class("hint"))
            }
        }
    }

    private func line(_ item: PersonFound) -> Markup {
        Markup {
            Li(.class("task")) {
                Div(.class("task-what")) {
                    A(
                        words("case.file.title", ["code": item.code]),
                        .class("task-title"),
                        .href(Route.caseFile(item.id).url)
                    )
                    PersonLine(identity: item.identity, words: words)
                    P(
                        words("once.opened-by", ["agency": agencyName(item.openedBy)]),
                        .class("task-detail")
                    )
                    if item.isPractice { Badge(words("case.practice"), .waiting) }
                    LikenessFacts(likeness: item.likeness, words: words)
                }
            }
        }
    }
}
