import Casefile
import Casework
import HTML
import HTTP
import Mechanism

/// What the person answers.
enum ConsentAnswer: String, CaseIterable { case agrees, no }

extension Visit {
    /// Asks for a consent in three steps: what for, with whom and what, then reading out and the answer.
    func newConsent(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        guard actor.may(.record) else { throw AccessRefusal.missing(.record) }
        let model = try await installation.readCase(id, by: actor)
        let reading = reading(for: actor)
        let offer = ConsentOffer(reading: reading)
        let state = model.state
        var typed = CaseForm(words, typed: form)
        var refusal: ConsentRefusal? = state.explanations.isEmpty ? .purposeNotExplained : nil
        guard isPost else {
            typed = CaseForm(
                words,
                values: ["language": state.explanations.last?.value.language.rawValue]
                    .compactMapValues {
                        $0.map { [$0] }
                    }
            )
            var blank = typed
            var request = ConsentRequest(&blank, offer)
            request.step = .purpose
            return try await consentPage(typed, request, offer, model, refusal)
        }
        let isBack = form.only("back") == "yes"
        let sent = form.only("step").flatMap { ConsentStep(rawValue: $0) } ?? .purpose
        var request = ConsentRequest(&typed, offer)
        if isBack {
            request.step = sent == .answer && request.purpose != nil ? .scope : .purpose
            return try await consentPage(CaseForm(words, typed: form), request, offer, model, nil)
        }
        guard sent == .answer, request.step == .answer, let scope = request.scope else {
            if request.step == .answer {
                typed = typed.filling("giver", state.age.isTreatedAsChild ? "guardian" : "person")
            }
            return try await consentPage(typed, request, offer, model, refusal)
        }
        let answer = typed.choice("answer", ConsentAnswer.self)
        do {
            if answer == .no {
                try await installation.withholdConsent(scope, in: id, by: actor)
                return try goOn(to: .caseFile(id))
            }
            if answer == .agrees, let giver = Self.giver(&typed) {
                _ = try await installation.giveConsent(
                    scope,
                    until: request.until,
                    giver: giver,
                    in: id,
                    by: actor
                )
                return try goOn(to: .caseFile(id))
            }
        } catch let found as ConsentRefusal { refusal = found }
        return try await consentPage(typed, request, offer, model, refusal)
    }

    /// Who says yes.
    private static func giver(_ typed: inout CaseForm) -> Consent.Giver? {
        switch typed.choice("giver", GiverChoice.self) {
        case .person: .person
        case .guardian: typed.choice("assent", Consent.Assent.self).map { .guardian(assent: $0) }
        case nil: nil
        }
    }

    private enum GiverChoice: String { case person, guardian }

    private func consentPage(
        _ typed: CaseForm,
        _ request: ConsentRequest,
        _ offer: ConsentOffer,
        _ model: CaseModel,
        _ refusal: ConsentRefusal?
    ) async throws -> HTTPResponse {
        let page = ConsentPage(
            form: typed,
            request: request,
            offer: offer,
            model: model,
            refusal: refusal
        )
        // That nothing was explained yet is said at once; it is an error only after an answer.
        let hasErrors = !typed.isRight || (isPost && refusal != nil)
        return try await self.page(
            "\(words("case.consent.title")) – \(model.code)",
            hasErrors: hasErrors,
            isPractice: model.isPractice
        ) { page }
    }
}

extension CaseForm {
    /// The form with a value where none was typed.
    func filling(_ name: String, _ value: String) -> CaseForm {
        guard field(name).values.isEmpty else { return self }
        return setting(name, value)
    }
}

/// One of the steps by which a consent is asked for.
struct ConsentPage: Component {
    let form: CaseForm
    let request: ConsentRequest
    let offer: ConsentOffer
    let model: CaseModel
    let refusal: ConsentRefusal?

    private var words: Words { form.words }

    var body: Markup {
        Markup {
            ErrorSummary(fields: form.errorFields, words: words)
            P {
                TextLink(
                    words("case.file.title", ["code": model.code]),
                    to: Route.caseFile(model.id)
                )
            }
            H1(words("case.consent.title"))
            StepProgress(
                step: (ConsentStep.allCases.firstIndex(of: request.step) ?? 0) + 1,
                count: ConsentStep.allCases.count,
                words: words
            )
            if let refusal {
                ConsentRefusalNotice(refusal: refusal, model: model, reading: offer.reading)
            }
            PostForm(action: Route.newConsent(model.id), token: offer.reading.token) {
                ConsentFields(
                    form: form,
                    request: request,
                    offer: offer,
                    isTreatedAsChild: model.state.age.isTreatedAsChild
                )
                ButtonRow { buttons }
            }
        }
    }

    @MarkupBuilder private var buttons: Markup {
        switch request.step {
        case .purpose, .scope: SubmitButton(words("form.continue"))
        case .answer:
            SubmitButton(words("case.consent.agrees"), name: "answer", value: "agrees")
            SubmitButton(
                words("case.consent.says-no"),
                style: .secondary,
                name: "answer",
                value: "no"
            )
        }
        if request.step != .purpose {
            SubmitButton(words("form.back"), style: .quiet, name: "back", value: "yes")
        }
        ButtonLink(words("form.cancel"), to: Route.caseFile(model.id), style: .quiet)
    }
}
