import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// The form that adds one statement to a case, and adding it.
    func newEntry(
        _ id: Case.ID,
        _ kind: Route.EntryForm,
        _ actor: Actor
    ) async throws -> HTTPResponse {
        guard actor.may(.record) else { throw AccessRefusal.missing(.record) }
        let model = try await installation.readCase(id, by: actor)
        let context = StatementContext(model: model, reading: reading(for: actor))
        let statement = kind.statement
        var typed = CaseForm(words, values: statement.blank(context))
        var refusal = Markup.empty
        if isPost {
            typed = CaseForm(words, typed: form)
            let payloads = statement.read(&typed, context)
            if typed.isRight {
                do {
                    // All or none: what fails halfway must not say that nothing was saved.
                    try await installation.record(payloads, in: id, by: actor)
                    return try goOn(to: .caseFile(id))
                } catch let found as RecordingRefusal {
                    if !typed.take(found, dates: ["on"]) {
                        refusal = notice(of: found, context)
                    }
                }
            }
        }
        let formPage = CaseFormPage(
            title: words("case.new", of: kind),
            model: model,
            action: .newEntry(id, kind),
            reading: context.reading,
            form: typed,
            refusal: refusal
        ) {
            if let intro = words.catalogue.text("case.new.\(kind.rawValue)-intro", words.language) {
                P(intro)
            }
            statement.fields(typed, context)
        }
        return try await answer(with: formPage, model)
    }

    private func notice(of refusal: RecordingRefusal, _ context: StatementContext) -> Markup {
        RecordingRefusalNotice(
            refusal: refusal,
            model: context.model,
            reading: context.reading
        ).body
    }
}
