import Casefile
import Database
import Mechanism
import Store

extension Installation {
    /// The way every change of a case takes: authorise, load, open, decide, append and log, in one transaction.
    ///
    /// The case is opened before the write transaction, so that writers wait for no opening. Where somebody
    /// appended in the meantime it is opened again inside, and the decision is made on that: entries of
    /// others are folded in, and only a real conflict reaches the member. Access is decided inside, always.
    ///
    /// `stored`: the upload that the outcome records, if it records one. `alongside`: what else is written in the same
    /// transaction.
    /// - Throws: `AccessRefusal`, or what `decide` throws.
    @discardableResult
    func change<Value: Sendable>(
        _ id: Case.ID,
        requiring capability: Capability,
        by actor: Actor,
        storing stored: StoredFile? = nil,
        _ decide: @Sendable (OpenCase, Now) throws -> (Outcome, Value),
        alongside: @Sendable (Value, DatabaseSession, Now) throws -> Void = { _, _, _ in }
    ) async throws -> Value {
        let now = now()
        let early = try await database.read { session in
            let access = try actor.authorise(.act(capability, id), in: session)
            guard let file = access.caseFile else { throw AccessRefusal.hidden }
            return try self.openCase(file, for: actor, in: session, now: now)
        }
        return try await database.write { session in
            let access = try actor.authorise(.act(capability, id), in: session)
            guard let file = access.caseFile else { throw AccessRefusal.hidden }
            let open = try self.current(early, file, for: actor, in: session, now: now)
            let (outcome, value) = try decide(open, now)
            var append = Append(
                installation: self,
                actor: actor,
                session: session,
                now: now,
                open: open
            )
            append.file = stored
            try append.carryOut(outcome)
            try alongside(value, session, now)
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
        @Sendable func file(_ session: DatabaseSession) throws -> CaseFileRow {
            let access = try actor.authorise(.actOnReferral(capability, id), in: session)
            guard let offer = access.offer,
                let file = try CaseFileTable(session).head(offer.caseID)
            else { throw AccessRefusal.hidden }
            return file
        }
        let early = try await database.read { session in
            try self.openCase(file(session), for: actor, in: session, now: now)
        }
        try await database.write { session in
            let file = try file(session)
            var open = try self.current(early, file, for: actor, in: session, now: now)
            let outcome = try decide(open, now)
            if case .release = outcome.gate {
                // The keys open with the acceptance, so that it can be recorded in the spine.
                try StrandTable(session).release(id)
                open = try self.openCase(file, for: actor, in: session, now: now)
                try open.state.confirmAuthority(of: id, now: now)
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

    /// What was opened early, while it is still the whole.
    ///
    /// A change of access comes with an entry, but for grants that ran out: those mark strands for a new epoch.
    private func current(
        _ early: OpenCase,
        _ file: CaseFileRow,
        for actor: Actor,
        in session: DatabaseSession,
        now: Now
    ) throws -> OpenCase {
        if early.file.lastSequence == file.lastSequence, early.file.lastLink == file.lastLink,
            try StrandTable(session).strands(of: file.id) == early.strands
        {
            return early
        }
        return try openCase(file, for: actor, in: session, now: now)
    }
}
