import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// One referral, as one of its two parties sees it.
    func referral(_ id: Referral.ID, _ actor: Actor) async throws -> HTTPResponse {
        guard !isPost else { throw AccessRefusal.hidden }
        return try await referralPage(id, ReferralAnswerForm(), actor)
    }

    func acceptReferral(_ id: Referral.ID, _ actor: Actor) async throws -> HTTPResponse {
        guard isPost else { throw AccessRefusal.hidden }
        var typed = ReferralAnswerForm()
        typed.acceptMessage = referralText(
            "accept-message",
            label: words("referral.accept-message"),
            limit: ReferralAnswerForm.limit
        )
        let message = typed.acceptMessage.value
        return try await act(id, typed, actor) {
            try await installation.acceptReferral(id, message: message, by: actor)
        }
    }

    func declineReferral(_ id: Referral.ID, _ actor: Actor) async throws -> HTTPResponse {
        guard isPost else { throw AccessRefusal.hidden }
        var typed = ReferralAnswerForm()
        let read: (code: ReferralDeclined.Reason?, field: FieldValue) = referralCode(
            "decline-reason",
            label: words("referral.decline-reason")
        )
        typed.declineReason = read.field
        typed.declineMessage = referralText(
            "decline-message",
            label: words("referral.decline-message"),
            limit: ReferralAnswerForm.limit,
            isRequired: read.code == .other
        )
        let message = typed.declineMessage.value
        return try await act(id, typed, actor) {
            guard let reason = read.code else { throw ReferralRefusal.noSuchReferral }
            try await installation.declineReferral(
                id,
                reason: reason,
                message: message,
                by: actor
            )
        }
    }

    func answerReferral(_ id: Referral.ID, _ actor: Actor) async throws -> HTTPResponse {
        guard isPost else { throw AccessRefusal.hidden }
        var typed = ReferralAnswerForm()
        let read: (code: ReferralAnswered.Answer?, field: FieldValue) = referralCode(
            "answer",
            label: words("referral.answer-question")
        )
        typed.answer = read.field
        typed.answerMessage = referralText(
            "answer-message",
            label: words("referral.answer-message"),
            limit: ReferralAnswerForm.limit
        )
        let message = typed.answerMessage.value
        return try await act(id, typed, actor) {
            guard let answer = read.code else { throw ReferralRefusal.noSuchReferral }
            try await installation.answerReferral(id, answer, message: message, by: actor)
        }
    }

    func withdrawReferral(_ id: Referral.ID, _ actor: Actor) async throws -> HTTPResponse {
        guard isPost else { throw AccessRefusal.hidden }
        return try await act(id, ReferralAnswerForm(), actor) {
            try await installation.withdrawReferral(id, by: actor)
        }
    }

    func approveReferral(_ id: Referral.ID, _ actor: Actor) async throws -> HTTPResponse {
        guard isPost else { throw AccessRefusal.hidden }
        return try await act(id, ReferralAnswerForm(), actor) {
            try await installation.approveReferral(id, by: actor)
        }
    }

    /// Acts where nothing is wrong with the form; a conflict is told with everything that was typed.
    private func act(
        _ id: Referral.ID,
        _ typed: ReferralAnswerForm,
        _ actor: Actor,
        _ change: () async throws -> Void
    ) async throws -> HTTPResponse {
        var typed = typed
        if typed.fields.allSatisfy({ $0.error == nil }) {
            do {
                try await change()
                return try goOn(to: .referral(id))
            } catch let error as ReferralRefusal {
                typed.refusal = typed.refusal.failing(error.message)
            }
        }
        return try await referralPage(id, typed, actor)
    }

    private func referralPage(
        _ id: Referral.ID,
        _ typed: ReferralAnswerForm,
        _ actor: Actor
    ) async throws -> HTTPResponse {
        let model = try await installation.readReferral(id, by: actor)
        var alternatives: ServiceSearch?
        if model.isReturned, !model.isReceiver, actor.may(.refer), let caseID = model.caseID {
            let help = model.referral.offered.value.preview.help
            alternatives = try await installation.findServices(help, for: caseID, by: actor)
        }
        let drawn = ReferralPage(
            model: model,
            form: typed,
            rights: .init(
                mayAnswer: actor.may(.answerReferrals),
                mayRefer: actor.may(.refer),
                mayApprove: actor.may(.approve),
                mayRecord: actor.may(.record)
            ),
            alternatives: alternatives,
            context: referralContext(actor)
        )
        return try await page(
            words("referral.title"),
            hasErrors: typed.fields.contains { $0.error != nil },
            isWide: alternatives != nil
        ) { drawn }
    }
}

extension ReferralModel {
    /// True where the referrer has to choose another way.
    var isReturned: Bool {
        switch status {
        case .declined, .expired: true
        case .accepted: referral.answers.last?.value.answer == .didNotArrive
        case .awaitingApproval, .offered, .withdrawn: false
        }
    }
}

/// What was typed to answer a referral.
struct ReferralAnswerForm: Sendable {
    var refusal = FieldValue("refusal")
    var acceptMessage = FieldValue("accept-message")
    var declineReason = FieldValue("decline-reason")
    var declineMessage = FieldValue("decline-message")
    var answer = FieldValue("answer")
    var answerMessage = FieldValue("answer-message")

    static let limit = 1_000

    var fields: [FieldValue] {
        [refusal, acceptMessage, declineReason, declineMessage, answer, answerMessage]
    }

    /// Texts that could not be sent.
    var texts: [String] { [acceptMessage, declineMessage, answerMessage].map(\.value) }
}
