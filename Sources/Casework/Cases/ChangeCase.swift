import Casefile
import Database
import Mechanism
import Store

extension Installation {
    /// The way every change of a case takes: authorise, load, open, decide, append and log, in one transaction.
    ///
    /// The decision is made on the state inside the write transaction, so entries that others appended in the
    /// meantime are folded in, and only a real conflict reaches the member.
    /// - Throws: `AccessRefusal`, or what `decide` throws.
    @discardableResult
    func change<Value: Sendable>(
        _ id: Case.ID,
        requiring capability: Capability,
        by actor: Actor,
        _ decide: @Sendable (OpenCase, Now) throws -> (Outcome, Value)
    ) async throws -> Value {
        let now = now()
        return try await database.write { session in
            let access = try actor.authorise(.act(capability, id), in: session)
            guard let file = access.caseFile else { throw AccessRefusal.hidden }
            let open = try self.openCase(file, for: actor, in: session, now: now)
            let (outcome, value) = try decide(open, now)
            var append = Append(
                installation: self,
                actor: actor,
                session: session,
                now: now,
                open: open
            )
            try append.carryOut(outcome)
            return value
        }
    }

    /// The same for a referral, which its receiver can open before the case.
    func change(
        _ id: Referral.ID,
        requiring capability: Capability,
        by actor: Actor,
        _ decide: @Sendable (OpenCase, Now) throws -> Outcome
    ) async throws {
        let now = now()
        try await database.write { session in
            let access = try actor.authorise(.actOnReferral(capability, id), in: session)
            guard let offer = access.offer,
                let file = try CaseFileTable(session).head(offer.caseID)
            else { throw AccessRefusal.hidden }
            var open = try self.openCase(file, for: actor, in: session, now: now)
            let outcome = try decide(open, now)
            if case .release = outcome.gate {
                // The keys open with the acceptance, so that it can be recorded in the spine.
                try StrandTable(session).release(id)
                open = try self.openCase(file, for: actor, in: session, now: now)
                try CaseFileTable(session).assign(actor.member, of: actor.agency.id, to: file.id)
            }
            var append = Append(
                installation: self,
                actor: actor,
                session: session,
                now: now,
                open: open
            )
            try append.carryOut(outcome)
        }
    }
}
