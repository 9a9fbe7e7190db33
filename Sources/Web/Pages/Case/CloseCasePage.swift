import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Closes the agency's part; the journal stays.
    func closeCase(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        guard actor.may(.record) else { throw AccessRefusal.missing(.record) }
        let model = try await installation.readCase(id, by: actor)
        let reading = reading(for: actor)
        var typed = CaseForm(
            words,
            values: CaseForm.values(of: .day(reading.today), in: "closed-on")
        )
        var refusal =
            model.state.closures[actor.agency.id] == nil ? nil : RecordingRefusal.alreadyClosed
        if isPost {
            typed = CaseForm(words, typed: form)
            let reason = typed.choice("closing", CaseClosed.Reason.self)
            let day = typed.day("closed-on")
            if typed.isRight, let reason, let day {
                do {
                    try await installation.closeCase(id, reason, on: day, by: actor)
                    return try goOn(to: .caseFile(id))
                } catch let found as RecordingRefusal {
                    if !typed.take(found, dates: ["closed-on"]) { refusal = found }
                }
            }
        }
        let notice = refusal.map {
            RecordingRefusalNotice(refusal: $0, model: model, reading: reading).body
        }
        let formPage = CaseFormPage(
            title: words("case.close.title"),
            model: model,
            action: .closeCase(id),
            reading: reading,
            form: typed,
            refusal: notice ?? .empty,
            button: words("case.close.button"),
            style: .grave
        ) {
            P(words("case.close.meaning"))
            typed.radios("closing", typed.all(CaseClosed.Reason.self, "case.closing"))
            typed.dateBoxes("closed-on", acceptsLess: false)
        }
        return try await answer(with: formPage, model)
    }
}
