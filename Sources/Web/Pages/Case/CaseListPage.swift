import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Cases by their code: a list shows nothing else of a case.
    func cases(_ number: Int, _ actor: Actor) async throws -> HTTPResponse {
        try await caseList(number, CaseForm(words), actor)
    }

    /// Goes to a case by its code: an unknown one and a hidden one get the same answer.
    ///
    /// With a reason, a case of the agency opens to a member who is not assigned; that is logged and told.
    func findCase(_ actor: Actor) async throws -> HTTPResponse {
        guard isPost else { return try goOn(to: .cases(page: 1)) }
        var typed = CaseForm(words, typed: form)
        let isBreakingGlass = form.only("look") == "unassigned"
        let codeName = isBreakingGlass ? "look-code" : "code"
        let code = typed.text(codeName, limit: 40, isRequired: true)
        let reason =
            isBreakingGlass
            ? typed.text("look-reason", limit: CaseForm.shortLimit, isRequired: true) : ""
        guard typed.isRight else { return try await caseList(1, typed, actor) }
        do {
            let id =
                isBreakingGlass
                ? try await installation.breakGlass(code: code, reason: reason, by: actor)
                : try await installation.findCase(code: code, by: actor)
            return try goOn(to: .caseFile(id))
        } catch AccessRefusal.hidden {
            try await installation.logRefusal(of: route.kind, by: actor)
            typed.fail(codeName, Message("case.list.not-found"))
            return try await caseList(1, typed, actor)
        }
    }

    private func caseList(
        _ number: Int,
        _ typed: CaseForm,
        _ actor: Actor
    ) async throws -> HTTPResponse {
        let lines = try await installation.cases(page: number, by: actor)
        return try await page(words("case.list.title"), hasErrors: !typed.isRight) {
            CaseListPage(lines: lines, form: typed, token: token, leads: actor.may(.lead))
        }
    }
}

/// The list of cases, and the way to one by its code.
struct CaseListPage: Component {
    let lines: Page<CaseLine>
    let form: CaseForm
    let token: String
    /// Those who lead see all cases of the agency and need no other way in.
    let leads: Bool

    private var words: Words { form.words }

    var body: Markup {
        Markup {
            ErrorSummary(fields: form.errorFields, words: words)
            H1(words("case.list.title"))
            PostForm(action: Route.findCase, token: token, guardsTyping: false) {
                form.line("code", width: .medium)
                SubmitButton(words("case.list.find"), style: .secondary)
            }
            P { TextLink(words("once.search-link"), to: Route.people) }
            H2(words(leads ? "case.list.all" : "case.list.mine"))
            if lines.items.isEmpty {
                EmptyState(heading: words("case.list.empty"), text: words("case.list.empty-text"))
            } else {
                Ul(.class("tasks")) { lines.items.map(line) }
            }
            SimplePager(number: lines.number, hasNext: lines.hasNext, words: words) {
                Route.cases(page: $0)
            }
            if !leads { unassigned }
        }
    }

    private func line(_ item: CaseLine) -> Markup {
        Markup {
            Li(.class("task")) {
                A(item.code, .class("task-title"), .href(Route.caseFile(item.id).url))
                if item.isPractice { Badge(words("case.practice"), .waiting) }
            }
        }
    }

    private var unassigned: Markup {
        let isOpen = form.errorFields.contains { $0.name.hasPrefix("look-") }
        return Disclosure(words("case.list.unassigned"), isOpen: isOpen) {
            P(words("case.break-glass.warning"))
            PostForm(action: Route.findCase, token: token) {
                HiddenField(name: "look", value: "unassigned")
                form.line("look-code", width: .medium)
                form.line("look-reason")
                SubmitButton(words("case.break-glass.button"), style: .secondary)
            }
        }.body
    }
}
