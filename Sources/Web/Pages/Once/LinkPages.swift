import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Links a case with that of a holder who answered, or with another of the agency's own by its code.
    func linkCase(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        guard actor.may(.record) else { throw AccessRefusal.missing(.record) }
        let model = try await installation.readCase(id, by: actor)
        var typed = CaseForm(words, typed: form)
        var refusal: CheckRefusal?
        if isPost, let text = form.only("answer") {
            guard let answer = BlindAnswer.ID(hex: text) else { throw AccessRefusal.hidden }
            do {
                try await installation.link(
                    id,
                    byAnswer: answer,
                    sparedRetelling: form.only("spared-\(answer)") == "yes",
                    by: actor
                )
                return try goOn(to: .caseFile(id))
            } catch let found as CheckRefusal {
                refusal = found
            }
        } else if isPost {
            let code = typed.text("link-code", limit: 40, isRequired: true)
            if typed.isRight {
                do {
                    let other = try await installation.findCase(code: code, by: actor)
                    try await installation.link(id, with: other, by: actor)
                    return try goOn(to: .caseFile(id))
                } catch AccessRefusal.hidden {
                    typed.fail("link-code", Message("case.list.not-found"))
                } catch let found as CheckRefusal {
                    refusal = found
                }
            }
        }
        let formPage = CaseFormPage(
            title: words("once.link-title"),
            model: model,
            action: .linkCase(id),
            reading: reading(for: actor),
            form: typed,
            refusal: refusal.map {
                CheckRefusalNotice(refusal: $0, model: model, words: words).body
            } ?? .empty,
            button: words("once.link-button")
        ) {
            P(words("once.link-lead"))
            typed.line("link-code", width: .medium)
        }
        return try await answer(with: formPage, model)
    }

    /// Ends a link, with a reason.
    func unlinkCase(
        _ id: Case.ID,
        _ link: CaseLinked.ID,
        _ actor: Actor
    ) async throws -> HTTPResponse {
        guard actor.may(.record) else { throw AccessRefusal.missing(.record) }
        let model = try await installation.readCase(id, by: actor)
        guard model.state.standingLinks.contains(where: { $0.made.value.id == link }) else {
            throw AccessRefusal.hidden
        }
        var typed = CaseForm(words, typed: form)
        var refusal: CheckRefusal?
        if isPost {
            let reason = typed.text("unlink-reason", limit: CaseForm.shortLimit, isRequired: true)
            if typed.isRight {
                do {
                    try await installation.unlink(link, reason: reason, in: id, by: actor)
                    return try goOn(to: .caseFile(id))
                } catch let found as CheckRefusal {
                    refusal = found
                }
            }
        }
        let formPage = CaseFormPage(
            title: words("once.unlink-title"),
            model: model,
            action: .unlinkCase(id, link),
            reading: reading(for: actor),
            form: typed,
            refusal: refusal.map {
                CheckRefusalNotice(refusal: $0, model: model, words: words).body
            } ?? .empty,
            button: words("once.unlink-title")
        ) {
            P(words("once.unlink-lead"))
            typed.line("unlink-reason")
        }
        return try await answer(with: formPage, model)
    }
}
