package import Casefile
import Cryptography
import Database
import Mechanism
import Store

extension Installation {
    /// Three groups of four: 50 bits and a checksum, so that a mistyped code is not another case's.
    static let caseCodeShape = HumanCode.Shape(groups: 3, length: 4)

    /// Opens a case with what a first-line responder brings back, and destroys the draft it came from.
    ///
    /// - Throws: `AccessRefusal`, hidden where the draft is gone: sent twice, it opens one case;
    ///   `FirstContact.Refusal`; `CheckRefusal.tooMany`.
    package func recordFirstContact(
        _ contact: FirstContact,
        draft: Draft.ID?,
        by actor: Actor
    ) async throws -> Case.ID {
        let now = now()
        let id: Case.ID = Self.newIdentifier()
        let code = RandomBytes.code(Self.caseCodeShape).exposedText()
        try await database.write { session in
            _ = try actor.authorise(.use(.recordContact), in: session)
            let since = now.instant.adding(seconds: -Self.draftSeconds)
            if let draft,
                try DraftTable(session).find(draft.bytes, of: actor.member, since: since) == nil
            {
                throw AccessRefusal.hidden
            }
            let outcome = try contact.open(
                id,
                code: code,
                isPractice: actor.isPractice,
                by: actor.author,
                now: now
            )
            let file = CaseFileRow(
                id: id,
                code: code,
                openedBy: actor.agency.id,
                isPractice: actor.isPractice,
                lastSequence: 0,
                lastLink: Self.genesis(of: id)
            )
            try CaseFileTable(session).insert(file)
            try CaseFileTable(session).assign(actor.member, of: actor.agency.id, to: id)
            var append = Append(
                installation: self,
                actor: actor,
                session: session,
                now: now,
                open: OpenCase(
                    file: file,
                    strands: [],
                    keys: [:],
                    readers: [:],
                    entries: [],
                    state: CaseState()
                )
            )
            try append.carryOut(outcome)
            if case .ask(let check) = contact.known, let identity = contact.identity {
                let question = CheckQuestion(identity, about: file, statedOn: now.today)
                try self.keep(question, check, in: id, by: actor, in: session, now: now)
            }
            if let draft { try DraftTable(session).delete(draft.bytes, of: actor.member) }
        }
        return id
    }
}
