package import Casefile
import Database
package import Mechanism
import Store

extension Installation {
    /// Records a consent.
    ///
    /// - Throws: `AccessRefusal`, `ConsentRefusal`.
    package func giveConsent(
        _ scope: Consent.Scope,
        until: CalendarDate?,
        giver: Consent.Giver,
        in id: Case.ID,
        by actor: Actor
    ) async throws -> Consent.ID {
        let consent = ConsentGiven(
            id: Self.newIdentifier(),
            scope: scope,
            until: until,
            giver: giver
        )
        return try await change(id, requiring: .record, by: actor) { open, now in
            (try open.state.give(consent, under: self.mechanism, now: now), consent.id)
        }
    }

    /// Records that the person was asked and said no.
    ///
    /// - Throws: `AccessRefusal`, `ConsentRefusal`.
    package func withholdConsent(
        _ scope: Consent.Scope,
        in id: Case.ID,
        by actor: Actor
    ) async throws {
        try await change(id, requiring: .record, by: actor) { open, _ in
            (try open.state.withhold(scope, under: self.mechanism), ())
        }
    }

    /// Takes a consent back: what rests on it stops in the same transaction.
    ///
    /// - Throws: `AccessRefusal`, `ConsentRefusal`.
    package func withdrawConsent(
        _ consent: Consent.ID,
        in id: Case.ID,
        by actor: Actor
    ) async throws {
        try await change(id, requiring: .record, by: actor) { open, now in
            let outcome = try open.state.withdraw(
                consent,
                in: id,
                by: actor.author,
                now: now
            )
            return (outcome, ())
        }
    }

    /// Looks at a disclosure on vital interest again.
    ///
    /// - Throws: `AccessRefusal`, `ConsentRefusal`.
    package func reviewDisclosure(
        _ disclosure: DisclosureMade.ID,
        isUpheld: Bool,
        reason: String,
        in id: Case.ID,
        by actor: Actor
    ) async throws {
        try await change(id, requiring: .record, by: actor) { open, now in
            let outcome = try open.state.review(
                disclosure,
                isUpheld: isUpheld,
                reason: reason,
                in: id,
                now: now
            )
            return (outcome, ())
        }
    }
}
