package import Casefile
import Database
package import Mechanism
import Store

/// A holder's answer, as whoever asked reads it.
package struct CheckAnswerModel: Sendable, Identifiable {
    package let id: BlindAnswer.ID
    package let check: CheckAsked.ID
    /// Who answered.
    package let holder: Agency.ID
    package let answeredOn: CalendarDate
    package let answer: CheckAnswer
    /// The holder's case, where it is the same person.
    package let code: String?
}

extension Installation {
    /// What holders answered to the questions of a case, for members of the agency that asked.
    ///
    /// Answers that it is somebody else are told too: they say that nothing has to be waited for.
    func checkAnswers(
        in id: Case.ID,
        for actor: Actor,
        in session: DatabaseSession
    ) throws -> [CheckAnswerModel] {
        try BlindCheckTable(session).checks(of: actor.agency.id, in: id).flatMap { check in
            try CheckNoticeTable(session).answers(to: check.id).compactMap { row in
                guard let reply = CheckReply.open(row, for: actor) else { return nil }
                return CheckAnswerModel(
                    id: row.id,
                    check: check.id,
                    holder: row.agency,
                    answeredOn: day(of: row.answeredAt),
                    answer: reply.answer,
                    code: reply.code
                )
            }
        }
    }

    /// Links a case with that of a holder who answered that it is the same person.
    ///
    /// `sparedRetelling`: the person did not have to tell it again; counted, without a case, for the rapporteur.
    /// - Throws: `AccessRefusal`, `CheckRefusal`.
    package func link(
        _ id: Case.ID,
        byAnswer answerID: BlindAnswer.ID,
        sparedRetelling: Bool,
        by actor: Actor
    ) async throws {
        let answer = try await database.read { session in
            _ = try actor.authorise(.act(.record, id), in: session)
            return try self.checkAnswers(in: id, for: actor, in: session)
                .first { $0.id == answerID }
        }
        guard let answer, let code = answer.code else { throw AccessRefusal.hidden }
        let link = CaseLinked(
            id: Self.newIdentifier(),
            code: code,
            agency: answer.holder,
            way: .check(answer.check),
            sparedRetelling: sparedRetelling
        )
        try await change(id, requiring: .record, by: actor) { open, _ in
            var outcome = try open.state.link(link, by: actor.author)
            outcome.done.append(.init(.readCheckAnswer, of: actor.agency.id, in: id))
            return (outcome, ())
        } alongside: { _, session, now in
            guard sparedRetelling else { return }
            try TallyTable(session).count("retelling-spared", month: Self.month(now.today))
        }
    }

    /// Links two cases that the agency can see, each in its own journal, both or none.
    ///
    /// - Throws: `AccessRefusal`, `CheckRefusal`.
    package func link(_ one: Case.ID, with other: Case.ID, by actor: Actor) async throws {
        guard one != other else { throw CheckRefusal.sameCase }
        let now = now()
        try await database.write { session in
            let files = try [one, other].map { id in
                guard
                    let file = try actor.authorise(.act(.record, id), in: session).caseFile
                else { throw AccessRefusal.hidden }
                return file
            }
            for (file, partner) in [(files[0], files[1]), (files[1], files[0])] {
                let open = try self.openCase(file, for: actor, in: session, now: now)
                let link = CaseLinked(
                    id: Self.newIdentifier(),
                    code: partner.code,
                    agency: partner.openedBy,
                    way: .search,
                    sparedRetelling: false
                )
                var append = Append(
                    installation: self,
                    actor: actor,
                    session: session,
                    now: now,
                    open: open
                )
                try append.carryOut(open.state.link(link, by: actor.author))
            }
        }
    }

    /// Ends a link; nothing else changes in either case.
    ///
    /// - Throws: `AccessRefusal`, `CheckRefusal`.
    package func unlink(
        _ link: CaseLinked.ID,
        reason: String,
        in id: Case.ID,
        by actor: Actor
    ) async throws {
        try await change(id, requiring: .record, by: actor) { open, _ in
            (try open.state.unlink(link, reason: reason.trimmed, by: actor.author), ())
        }
    }
}
