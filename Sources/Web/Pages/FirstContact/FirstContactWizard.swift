import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// One step of a first contact: asks, keeps what was typed, and goes on.
    func firstContact(
        _ id: Draft.ID,
        _ step: Route.FirstContactStep,
        _ actor: Actor
    ) async throws -> HTTPResponse {
        var draft = FirstContactDraft(
            fields: try await installation.draft(id, by: actor).fields
        )
        // The explanation comes before everything else.
        guard step == .purpose || draft.isOpened else {
            return try goOn(to: .firstContact(id, .purpose))
        }
        guard draft.steps.contains(step) else { return try goOn(to: .firstContact(id, .needs)) }
        guard isPost else { return try await stepPage(id, step, draft, actor) }
        draft.take(form, step)
        let move = FirstContactMove(rawValue: form.only(FirstContactMove.name) ?? "") ?? .next
        if step == .purpose, move == .cannot { draft.set("agreement", "cannot") }
        if step == .purpose, move == .next, draft.agreement == .no {
            // Nothing more is kept of somebody who does not want to be recorded.
            return try goOn(to: .leaveUnrecorded(id))
        }
        let context = FirstContactReader.Context(mechanism, today: installation.now().today)
        var reader = FirstContactReader(draft, context, words: words)
        switch move {
        case .stop:
            draft.reach(step)
            return try await keep(draft, id, .firstContacts, actor)
        case .back:
            let target = draft.step(before: step) ?? .purpose
            draft.reach(target)
            return try await keep(draft, id, .firstContact(id, target), actor)
        case .show where step == .purpose:
            return try await show(id, draft, actor)
        case .show:
            return try await keep(draft, id, .firstContact(id, step), actor)
        case .next, .cannot: break
        }
        if step == .purpose, draft.agreement == .yes,
            form.only(PurposeQuestions.shownName) != draft.language?.rawValue
        {
            return try await show(id, draft, actor)
        }
        if step == .check { return try await submit(id, draft, reader, actor) }
        let faults = reader.check(step)
        guard faults.isEmpty else {
            try await installation.saveDraft(id, fields: draft.fields, by: actor)
            return try await stepPage(id, step, draft, faults: faults, actor)
        }
        let next = draft.step(after: step)
        draft.reach(next)
        return try await keep(draft, id, .firstContact(id, next), actor)
    }

    /// Saves what was typed and goes on.
    private func keep(
        _ draft: FirstContactDraft,
        _ id: Draft.ID,
        _ target: Route,
        _ actor: Actor
    ) async throws -> HTTPResponse {
        try await installation.saveDraft(id, fields: draft.fields, by: actor)
        return try goOn(to: target)
    }

    /// Shows the explanation in the language just chosen, before anything else.
    private func show(
        _ id: Draft.ID,
        _ draft: FirstContactDraft,
        _ actor: Actor
    ) async throws -> HTTPResponse {
        var draft = draft
        // Agreed to in one language is not agreed to in another.
        if draft.agreement == .yes { draft.set("agreement", "") }
        try await installation.saveDraft(id, fields: draft.fields, by: actor)
        guard draft.language != nil else {
            let fault = FirstContactReader.Fault(
                step: .purpose,
                name: "language",
                message: Message("first-contact.language-missing")
            )
            return try await stepPage(id, .purpose, draft, faults: [fault], actor)
        }
        return try goOn(to: .firstContact(id, .purpose))
    }

    /// Opens the case, or says what stands in the way and where it can be mended.
    private func submit(
        _ id: Draft.ID,
        _ draft: FirstContactDraft,
        _ reader: FirstContactReader,
        _ actor: Actor
    ) async throws -> HTTPResponse {
        var reader = reader
        guard let contact = reader.contact() else {
            return try await stepPage(id, .check, draft, hasErrors: true, actor)
        }
        do {
            let opened = try await installation.recordFirstContact(contact, draft: id, by: actor)
            return try goOn(to: .caseFile(opened))
        } catch let refusal as CheckRefusal {
            // What was typed is kept: the case can be opened without the question.
            let fault = FirstContactReader.Fault(
                step: .known,
                name: "known",
                message: Message("refusal.check.\(refusal.rawValue)")
            )
            return try await stepPage(id, .known, draft, faults: [fault], actor)
        } catch let refusal as FirstContact.Refusal {
            let step = refusal.mendedIn
            let fault = FirstContactReader.Fault(
                step: step,
                name: refusal.fieldName,
                message: Message("refusal.first-contact.\(refusal.rawValue)")
            )
            return try await stepPage(id, step, draft, faults: [fault], actor)
        }
    }

    private func stepPage(
        _ id: Draft.ID,
        _ step: Route.FirstContactStep,
        _ draft: FirstContactDraft,
        faults: [FirstContactReader.Fault] = [],
        hasErrors: Bool = false,
        _ actor: Actor
    ) async throws -> HTTPResponse {
        let form = FirstContactForm(
            id: id,
            step: step,
            draft: draft,
            faults: faults,
            mechanism: mechanism,
            today: installation.now().today,
            usualMeeting: actor.agency.kind.usualMeeting,
            token: token,
            words: words
        )
        return try await page(
            words("first-contact.step-\(step.rawValue)"),
            hasErrors: hasErrors || !faults.isEmpty
        ) {
            FirstContactPage(form: form)
        }
    }
}

extension FirstContact.Refusal {
    /// The step in which it can be mended.
    var mendedIn: Route.FirstContactStep {
        switch self {
        case .purposeNotExplained: .purpose
        case .dateInFuture: .meeting
        case .guardianStepMissing, .childViewMissing: .age
        case .checkNotAllowed: .known
        }
    }

    /// The field to begin with.
    var fieldName: String {
        switch self {
        case .purposeNotExplained: "agreement"
        case .dateInFuture: "met-on-day"
        case .guardianStepMissing: "guardian"
        case .childViewMissing: "child-view"
        case .checkNotAllowed: "known"
        }
    }
}
