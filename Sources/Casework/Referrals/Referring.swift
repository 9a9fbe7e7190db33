package import Casefile
import Database
package import Mechanism
import Store

extension Installation {
    /// Offers a referral.
    ///
    /// - Throws: `AccessRefusal`, `ReferralRefusal` with the rule and the basis that is missing.
    @discardableResult
    package func offerReferral(
        to recipient: Agency.ID,
        purpose: Agreement.Purpose,
        service: Service.ID?,
        help: [ServiceKind],
        compartments: Set<Compartment>,
        authority: DisclosureAuthority,
        urgency: NeedStated.Urgency,
        children: Int,
        message: String,
        in id: Case.ID,
        by actor: Actor
    ) async throws -> Referral.ID {
        let request = ReferralRequest(
            id: Self.newIdentifier(),
            recipient: recipient,
            purpose: purpose,
            service: service,
            help: help,
            compartments: compartments,
            authority: authority,
            urgency: urgency,
            children: children,
            message: message
        )
        return try await change(id, requiring: .refer, by: actor) { open, now in
            let outcome = try open.state.offer(
                request,
                in: id,
                by: actor.author,
                under: self.mechanism,
                now: now
            )
            return (outcome, request.id)
        }
    }

    /// Approves, as a second member, an offer to an enforcement unit that rests on law alone.
    ///
    /// - Throws: `AccessRefusal`, `ReferralRefusal`.
    package func approveReferral(_ id: Referral.ID, by actor: Actor) async throws {
        try await change(id, requiring: .approve, by: actor) { open, now in
            try open.state.approve(id, in: open.file.id, by: actor.author, now: now)
        }
    }

    /// Takes an offer back, or clears one that ran out.
    ///
    /// - Throws: `AccessRefusal`, `ReferralRefusal`.
    package func withdrawReferral(_ id: Referral.ID, by actor: Actor) async throws {
        try await change(id, requiring: .refer, by: actor) { open, now in
            try open.state.withdraw(id, in: open.file.id, by: actor.author, now: now)
        }
    }

    /// Accepts a referral: access opens in the same transaction.
    ///
    /// - Throws: `AccessRefusal`, `ReferralRefusal`.
    package func acceptReferral(
        _ id: Referral.ID,
        message: String,
        by actor: Actor
    ) async throws {
        let disclosure: DisclosureMade.ID = Self.newIdentifier()
        try await change(id, requiring: .answerReferrals, by: actor) { open, now in
            try open.state.accept(
                id,
                disclosure: disclosure,
                message: message,
                in: open.file.id,
                by: actor.author,
                under: self.mechanism,
                now: now
            )
        }
    }

    /// Declines a referral: it returns to the referrer's work.
    ///
    /// - Throws: `AccessRefusal`, `ReferralRefusal`.
    package func declineReferral(
        _ id: Referral.ID,
        reason: ReferralDeclined.Reason,
        message: String,
        by actor: Actor
    ) async throws {
        try await change(id, requiring: .answerReferrals, by: actor) { open, now in
            try open.state.decline(
                id,
                reason: reason,
                message: message,
                in: open.file.id,
                by: actor.author,
                now: now
            )
        }
    }

    /// Reports back on an accepted referral.
    ///
    /// - Throws: `AccessRefusal`, `ReferralRefusal`.
    package func answerReferral(
        _ id: Referral.ID,
        _ answer: ReferralAnswered.Answer,
        message: String,
        by actor: Actor
    ) async throws {
        try await change(id, requiring: .answerReferrals, by: actor) { open, now in
            try open.state.answer(
                id,
                answer,
                message: message,
                in: open.file.id,
                by: actor.author,
                now: now
            )
        }
    }
}
