import Casefile
import Casework
import HTML
import HTTP
import Mechanism

/// What a correction does with an entry.
enum CorrectionWay: String, CaseIterable { case replace, strike }

extension Visit {
    /// Corrects an entry of the own agency: replaced or struck, with a reason; the old one stays readable.
    func correction(
        _ id: Case.ID,
        _ entryID: Entry.ID,
        _ actor: Actor
    ) async throws -> HTTPResponse {
        guard actor.may(.record) else { throw AccessRefusal.missing(.record) }
        let model = try await installation.readCase(id, by: actor)
        guard let item = model.state.timeline.first(where: { $0.id == entryID }),
            item.entry.header.authorAgency == actor.agency.id, item.entry.payload.isCorrectable
        else { throw AccessRefusal.hidden }
        let payload = item.entry.payload
        let context = StatementContext(
            model: model,
            reading: reading(for: actor),
            corrected: payload
        )
        var typed = CaseForm(words, values: payload.statement?.values(of: payload) ?? [:])
        var refusal = item.correction == nil ? nil : RecordingRefusal.alreadyCorrected
        if isPost {
            typed = CaseForm(words, typed: form)
            let outcome = read(&typed, context)
            if typed.isRight {
                do {
                    try await installation.correct(
                        entryID,
                        with: outcome.replacement,
                        reason: outcome.reason,
                        in: id,
                        by: actor
                    )
                    return try goOn(to: .caseFile(id))
                } catch let found as RecordingRefusal {
                    if !typed.take(found, dates: Self.dates(of: payload)) { refusal = found }
                }
            }
        }
        let notice = refusal.map {
            RecordingRefusalNotice(refusal: $0, model: model, reading: context.reading).body
        }
        let formPage = CaseFormPage(
            title: words("case.correction.title"),
            model: model,
            action: .correction(id, entryID),
            reading: context.reading,
            form: typed,
            refusal: notice ?? .empty,
            button: words("case.correction.button")
        ) { CorrectionFields(form: typed, context: context, payload: payload) }
        return try await answer(with: formPage, model)
    }

    private func read(
        _ typed: inout CaseForm,
        _ context: StatementContext
    ) -> (replacement: Payload?, reason: String) {
        let reason = typed.text("reason", limit: CaseForm.shortLimit, isRequired: true)
        guard let statement = context.corrected?.statement else { return (nil, reason) }
        switch typed.choice("way", CorrectionWay.self) {
        case .replace: return (statement.read(&typed, context).first, reason)
        case .strike, nil: return (nil, reason)
        }
    }

    /// The date that the form of a statement asks for.
    private static func dates(of payload: Payload) -> [String] {
        switch payload {
        case .note: ["on"]
        case .contactMade: ["met-on"]
        default: []
        }
    }
}

/// The entry as it stands, why it is wrong, and what it should say.
struct CorrectionFields: Component {
    let form: CaseForm
    let context: StatementContext
    let payload: Payload

    private var words: Words { form.words }

    var body: Markup {
        Markup {
            Notice(.information, heading: words("entry.\(payload.kind)")) {
                PayloadSummary(payload, context.reading)
            }
            P(words("case.correction.stays"))
            form.line("reason")
            if let statement = payload.statement {
                form.radios(
                    "way",
                    [
                        Choice(
                            CorrectionWay.replace.rawValue,
                            words("case.correction.replace"),
                            reveals: statement.fields(form, context)
                        ),
                        Choice(CorrectionWay.strike.rawValue, words("case.correction.strike")),
                    ]
                )
            } else {
                P(words("case.correction.strike-only"))
            }
        }
    }
}
