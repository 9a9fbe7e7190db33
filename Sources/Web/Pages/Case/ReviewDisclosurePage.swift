import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Looks again at a disclosure on vital interest: it stands, or access ends.
    func reviewDisclosure(
        _ id: Case.ID,
        _ disclosure: DisclosureMade.ID,
        _ actor: Actor
    ) async throws -> HTTPResponse {
        guard actor.may(.record) else { throw AccessRefusal.missing(.record) }
        let model = try await installation.readCase(id, by: actor)
        let reading = reading(for: actor)
        guard let state = model.state.disclosures[disclosure],
            state.made.value.from == actor.agency.id, state.made.value.rests(on: .vitalInterest)
        else { throw AccessRefusal.hidden }
        var typed = CaseForm(words)
        var refusal: ConsentRefusal? =
            state.holds(on: reading.today) ? nil : ConsentRefusal.noSuchConsent
        if isPost {
            typed = CaseForm(words, typed: form)
            let outcome = typed.choice("outcome", ReviewOutcome.self)
            let reason = typed.text("review-reason", limit: CaseForm.longLimit, isRequired: true)
            if typed.isRight, let outcome {
                do {
                    try await installation.reviewDisclosure(
                        disclosure,
                        isUpheld: outcome == .uphold,
                        reason: reason,
                        in: id,
                        by: actor
                    )
                    return try goOn(to: .caseFile(id))
                } catch let found as ConsentRefusal { refusal = found }
            }
        }
        let notice = refusal.map {
            ConsentRefusalNotice(refusal: $0, model: model, reading: reading).body
        }
        let formPage = CaseFormPage(
            title: words("case.review.title"),
            model: model,
            action: .reviewDisclosure(id, disclosure),
            reading: reading,
            form: typed,
            refusal: notice ?? .empty
        ) {
            Notice(.information) {
                PayloadSummary(.disclosureMade(state.made.value), reading)
                P(reading.words("case.review.opened", ["date": reading.day(of: state.made.header)]))
            }
            P(words("case.review.rule"))
            typed.radios("outcome", typed.all(ReviewOutcome.self, "case.review"))
            typed.area("review-reason", rows: 3)
        }
        return try await answer(with: formPage, model)
    }
}

/// What a review can find.
enum ReviewOutcome: String, CaseIterable { case uphold, end }
