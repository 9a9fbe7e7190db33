package import Casefile
import Database
package import Mechanism
import Store

extension Installation {
    /// Adds a statement of what was learned or wished.
    ///
    /// - Throws: `AccessRefusal`, `RecordingRefusal`.
    package func record(_ payload: Payload, in id: Case.ID, by actor: Actor) async throws {
        try await record([payload], in: id, by: actor)
    }

    /// Adds statements of one meeting, all or none; each must be allowed without the others.
    ///
    /// - Throws: `AccessRefusal`, `RecordingRefusal`.
    package func record(_ payloads: [Payload], in id: Case.ID, by actor: Actor) async throws {
        try await change(id, requiring: .record, by: actor) { open, now in
            (try open.state.record(payloads, now: now), ())
        }
    }

    /// Corrects an entry of the member's own agency; without a replacement it is struck.
    ///
    /// - Throws: `AccessRefusal`, `RecordingRefusal`.
    package func correct(
        _ entry: Entry.ID,
        with replacement: Payload?,
        reason: String,
        in id: Case.ID,
        by actor: Actor
    ) async throws {
        try await change(id, requiring: .record, by: actor) { open, now in
            let outcome = try open.state.correct(
                entry,
                with: replacement,
                reason: reason,
                by: actor.author,
                now: now
            )
            return (outcome, ())
        }
    }

    /// Closes the agency's part.
    ///
    /// - Throws: `AccessRefusal`, `RecordingRefusal`.
    package func closeCase(
        _ id: Case.ID,
        _ reason: CaseClosed.Reason,
        on day: CalendarDate,
        by actor: Actor
    ) async throws {
        try await change(id, requiring: .record, by: actor) { open, now in
            let outcome = try open.state.close(
                reason,
                on: day,
                in: id,
                by: actor.author,
                now: now
            )
            return (outcome, ())
        }
    }

    /// Marks a task of the member's agency as done, where doing it leaves no entry of its own.
    ///
    /// - Throws: `AccessRefusal`.
    package func finish(_ key: WorkTask.Key, by actor: Actor) async throws {
        let now = now()
        try await database.write { session in
            guard key.agency == actor.agency.id else { throw AccessRefusal.hidden }
            if key.kind == .accessEnded {
                // The case itself may be out of sight: that is what the task says.
                _ = try actor.authorise(.use(.record), in: session)
            } else {
                _ = try actor.authorise(.act(.record, key.caseID), in: session)
            }
            try WorkTable(session).delete(self.workID(key))
            try self.log(
                LogLeaf(
                    .append,
                    by: actor,
                    in: key.caseID,
                    detail: "task \(key.kind.rawValue)",
                    at: now.instant
                ),
                in: session
            )
        }
    }

    /// Opens a case of the agency to a member who is not assigned, and tells the agency; the reason goes
    /// into the log.
    ///
    /// - Throws: `AccessRefusal`; never goes round encryption.
    package func breakGlass(_ id: Case.ID, reason: String, by actor: Actor) async throws {
        guard !reason.trimmed.isEmpty else { throw RecordingRefusal.reasonMissing }
        let now = now()
        try await database.write { session in
            _ = try actor.authorise(.breakGlass(id), in: session)
            try CaseFileTable(session).assign(actor.member, of: actor.agency.id, to: id)
            let task = WorkTask(
                key: .init(.breakGlassUsed, of: actor.agency.id, in: id),
                due: now.today,
                assignee: nil
            )
            for row in try self.sealWork([task], in: session) {
                try WorkTable(session).insert(row)
            }
            try self.log(
                LogLeaf(
                    .breakGlass,
                    by: actor,
                    in: id,
                    detail: reason.trimmed,
                    at: now.instant
                ),
                in: session
            )
        }
    }
}
