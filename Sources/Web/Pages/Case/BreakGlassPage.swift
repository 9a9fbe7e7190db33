import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Opens a case of the agency to a member who is not assigned; says first that it is logged and told.
    func breakGlass(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        let target = try await installation.glass(of: id, by: actor)
        if target.isAssigned { return try goOn(to: .caseFile(id)) }
        var typed = CaseForm(words, typed: form)
        if isPost {
            let reason = typed.text("look-reason", limit: CaseForm.shortLimit, isRequired: true)
            if typed.isRight {
                try await installation.breakGlass(id, reason: reason, by: actor)
                return try goOn(to: .caseFile(id))
            }
        }
        let title = words("case.break-glass.title", ["code": target.code])
        return try await page(title, hasErrors: !typed.isRight) {
            ErrorSummary(fields: typed.errorFields, words: words)
            H1(title)
            Notice(.caution) { P(words("case.break-glass.warning")) }
            PostForm(action: Route.breakGlass(id), token: token) {
                typed.line("look-reason")
                ButtonRow {
                    SubmitButton(words("case.break-glass.button"))
                    ButtonLink(words("form.cancel"), to: Route.cases(page: 1), style: .quiet)
                }
            }
        }
    }
}
