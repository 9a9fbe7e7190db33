import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// A formal decision: asked for, reasoned, within the clocks.
    func newDecision(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        let model = try await installation.readCase(id, by: actor)
        guard actor.may(.decide) else { throw AccessRefusal.missing(.decide) }
        let context = referralContext(actor)
        let asked = DecisionSubject(model, context)
        var typed = DecisionForm(subject: asked, today: context.today)
        if isPost {
            let read = decisionForm(asked)
            typed = read.form
            if let request = read.request {
                do {
                    try await installation.decide(request, in: id, by: actor)
                    return try goOn(to: .caseFile(id))
                } catch let error as DecisionRefusal {
                    typed.refuse(error)
                }
            }
        } else if asked.referral == nil {
            typed.refuse(.notRequested)
        }
        let drawn = typed
        return try await page(
            words("decision.title"),
            hasErrors: isPost && drawn.fields.contains { $0.error != nil },
            isPractice: model.isPractice
        ) {
            NewDecisionPage(subject: asked, form: drawn, isPost: isPost, context: context)
        }
    }

    /// The posted decision: every field as it was typed, and the request where nothing is wrong with it.
    private func decisionForm(
        _ subject: DecisionSubject
    ) -> (form: DecisionForm, request: DecisionRequest?) {
        var typed = DecisionForm(subject: subject, today: subject.today)
        let stage: (code: DecisionTaken.Stage?, field: FieldValue) = referralCode(
            "stage",
            label: words("decision.stage")
        )
        let result: (code: DecisionTaken.Result?, field: FieldValue) = referralCode(
            "result",
            label: words("decision.result")
        )
        typed.stage = stage.field
        typed.result = result.field
        typed.reasons = referralText("reasons", label: words("decision.reasons"), limit: 15_000)
        if typed.reasons.value.isEmpty { typed.refuse(.reasonsMissing) }
        let day = referralDay("date", into: &typed.date)
        if let day, day > subject.today { typed.refuse(.dateInFuture) }
        typed.tell = FieldValue("tell", values: form.all("tell"))
        let told = typed.tell.values.map { Agency.ID($0) }
        if !told.allSatisfy(subject.mayTell.contains) {
            let field = ["field": words("decision.tell-field")]
            typed.tell = typed.tell.failing(Message("form.choose-known", field))
        }
        guard let referral = subject.referral?.offered.value.id else {
            typed.refuse(.notRequested)
            return (typed, nil)
        }
        guard typed.fields.allSatisfy({ $0.error == nil }), let stage = stage.code,
            let result = result.code, let day
        else { return (typed, nil) }
        let request = DecisionRequest(
            referral: referral,
            stage: stage,
            result: result,
            occurredOn: day,
            reasons: typed.reasons.value,
            tell: Set(told)
        )
        return (typed, request)
    }
}

/// What a decision is about: the request, the clocks and who may be told.
struct DecisionSubject {
    let model: CaseModel
    /// The latest accepted request for formal identification to the reader's agency.
    let referral: ReferralState?
    /// Agencies beside the referrer that the person agreed to tell.
    let mayTell: [Agency.ID]
    let today: CalendarDate

    init(_ model: CaseModel, _ context: ReferralContext) {
        self.model = model
        today = context.today
        let asked = model.state.referrals.values.filter {
            let offered = $0.offered.value
            return offered.to == context.agency && offered.purpose == .formalIdentification
                && $0.status(on: context.today) == .accepted
        }.max {
            ($0.offered.value.offeredOn, $0.offered.value.id)
                < ($1.offered.value.offeredOn, $1.offered.value.id)
        }
        referral = asked
        mayTell = model.state.mayBeToldOfDecision(on: context.today)
            .subtracting([context.agency])
            .subtracting(asked.map { [$0.offered.value.from] } ?? [])
            .sorted()
    }

    /// The decisions that were taken.
    var taken: [DecisionTaken] { model.state.decisions.map(\.value) }

    /// The decision whose turn it is; `nil` where both were taken, or where a negative one ended the procedure.
    var next: DecisionTaken.Stage? {
        guard let first = taken.first(where: { $0.stage == .reasonableGrounds }) else {
            return .reasonableGrounds
        }
        guard first.result == .positive, !taken.contains(where: { $0.stage == .conclusive })
        else { return nil }
        return .conclusive
    }

    /// The day by which a decision is due, from the agency's work.
    func due(_ stage: DecisionTaken.Stage) -> CalendarDate? {
        let kind: WorkTask.Kind =
            stage == .conclusive ? .decideConclusive : .decideReasonableGrounds
        return model.work.first { $0.key.kind == kind }?.due
    }

    /// The first day on which a conclusive decision may be taken, while reflection runs.
    var earliestConclusive: CalendarDate? {
        guard let reflection = model.state.reflection,
            reflection.ended?.reason != .personDecided
        else { return nil }
        return reflection.started.value.atLeastUntil
    }
}

/// The fields of a decision as they were typed.
struct DecisionForm {
    var stage: FieldValue
    var result = FieldValue("result")
    var date: DateFieldValue
    var reasons = FieldValue("reasons")
    var tell = FieldValue("tell")
    /// For a refusal that belongs to no field.
    var refusal = FieldValue("refusal")

    init(subject: DecisionSubject, today: CalendarDate) {
        stage = FieldValue("stage", subject.next?.rawValue)
        date = DateFieldValue("date", .day(today))
    }

    var fields: [FieldValue] { [refusal, stage, result, date.field, reasons, tell] }

    /// Which field a refusal belongs to.
    mutating func refuse(_ error: DecisionRefusal) {
        switch error {
        case .reasonsMissing: reasons = reasons.failing(error.message)
        case .dateInFuture, .dateBeforeRequest: date.error = error.message
        case .alreadyDecided, .reasonableGroundsFirst, .reflectionNotOver:
            stage = stage.failing(error.message)
        case .noMandate, .notRequested, .decisionMakerIsReferrer, .reflectionNotRunning,
            .personLeftProcedure:
            refusal = refusal.failing(error.message)
        }
    }
}
