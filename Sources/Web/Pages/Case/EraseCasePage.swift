import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Destroys the agency's part of a case: one keyholder asks, another confirms.
    func eraseCase(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        var typed = CaseForm(words)
        var refusal: ErasureRefusal?
        if isPost {
            typed = CaseForm(words, typed: form)
            do {
                switch form.only("do") {
                case "confirm":
                    let model = try await installation.erasure(of: id, by: actor)
                    try await installation.confirmErasure(of: id, by: actor)
                    return try await destroyed(model)
                case "withdraw":
                    try await installation.withdrawErasure(of: id, by: actor)
                    return try goOn(to: .caseFile(id))
                default:
                    if let reason = typed.choice("erasure-reason", ErasureReason.self) {
                        try await installation.askErasure(of: id, reason, by: actor)
                        return try goOn(to: .eraseCase(id))
                    }
                }
            } catch let found as ErasureRefusal {
                refusal = found
            }
        }
        let model = try await installation.erasure(of: id, by: actor)
        let title = words("case.erase.title", ["code": model.code])
        let hasErrors = !typed.isRight || refusal != nil
        return try await page(title, hasErrors: hasErrors) {
            ErrorSummary(fields: typed.errorFields, words: words)
            H1(title)
            if let refusal {
                Notice(.caution, isStatus: true) { P(words("refusal.erasure", of: refusal)) }
            }
            Notice(.caution) { P(words("case.erase.warning")) }
            P(words("case.erase.stays"))
            if !model.others.isEmpty {
                let names = model.others.map { name(of: $0) }.joined(separator: ", ")
                P(words("case.erase.others", ["agencies": names]))
            }
            P(words("case.erase.law"))
            P(words("case.erase.complete", ["date": words.date(model.completeOn)]))
            PostForm(action: Route.eraseCase(id), token: token) {
                if let asked = model.asked { answer(to: asked) } else { question(typed) }
                ButtonLink(words("form.cancel"), to: Route.caseFile(id), style: .quiet)
            }
        }
    }

    private func question(_ typed: CaseForm) -> Markup {
        Markup {
            P(words("case.erase.two"))
            typed.radios(
                "erasure-reason",
                typed.all(ErasureReason.self, "case.erasure-reason")
            )
            SubmitButton(words("case.erase.ask"), style: .grave)
        }
    }

    private func answer(to asked: ErasureModel.Asked) -> Markup {
        let reason = asked.reason.map { words("case.erasure-reason", of: $0) } ?? ""
        return Markup {
            P(
                words(
                    "case.erase.waiting",
                    ["name": asked.by, "date": words.date(asked.on), "reason": reason]
                )
            )
            if asked.isReader {
                P(words("case.erase.wait-other"))
            } else {
                SubmitButton(
                    words("case.erase.confirm"),
                    style: .grave,
                    name: "do",
                    value: "confirm"
                )
            }
            SubmitButton(
                words("case.erase.withdraw"),
                style: .secondary,
                name: "do",
                value: "withdraw"
            )
        }
    }

    private func destroyed(_ model: ErasureModel) async throws -> HTTPResponse {
        try await page(words("case.erase.done-title")) {
            H1(words("case.erase.done-title"))
            Notice(.done, isStatus: true) {
                P(
                    words(
                        "case.erase.done",
                        ["code": model.code, "date": words.date(model.completeOn)]
                    )
                )
            }
            ButtonLink(words("case.erase.back"), to: Route.cases(page: 1), style: .quiet)
        }
    }
}
