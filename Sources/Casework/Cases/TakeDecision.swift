package import Casefile
import Database
package import Mechanism
import Store

extension Installation {
    /// Takes a formal decision.
    ///
    /// - Throws: `AccessRefusal`, `DecisionRefusal`.
    package func decide(
        _ request: DecisionRequest,
        in id: Case.ID,
        by actor: Actor
    ) async throws {
        try await change(id, requiring: .decide, by: actor) { open, now in
            let outcome = try open.state.decide(
                request,
                in: id,
                by: actor.author,
                under: self.mechanism,
                now: now
            )
            return (outcome, ())
        }
    }

    /// Ends the reflection period.
    ///
    /// - Throws: `AccessRefusal`, `DecisionRefusal`.
    package func endReflection(
        _ reason: ReflectionEnded.Reason,
        on day: CalendarDate,
        in id: Case.ID,
        by actor: Actor
    ) async throws {
        try await change(id, requiring: .decide, by: actor) { open, now in
            let outcome = try open.state.endReflection(
                reason,
                on: day,
                by: actor.author,
                now: now
            )
            return (outcome, ())
        }
    }
}
