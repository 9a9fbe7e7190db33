package import Casefile
import Cryptography
import Database
package import Linkage
package import Mechanism
import Store
import Synchronization

/// A question of another agency about somebody whom the member's agency may know.
package struct CheckNoticeModel: Sendable, Identifiable {
    /// A case of the agency that may be meant.
    package struct Match: Sendable, Identifiable {
        package let id: Case.ID
        package let code: String
        package let identity: IdentityStated
        package let likeness: Likeness
        /// A decision in the person's favour that the agency can tell.
        package let recognisable: RecognisedDecision?
    }

    package let id: BlindNotice.ID
    /// Who asks.
    package let asker: Agency.ID
    package let askedOn: CalendarDate
    /// The last day on which it can be answered.
    package let endsOn: CalendarDate
    /// Whom it is about.
    package let question: CheckQuestion
    /// The likeliest first.
    package let matches: [Match]
}

/// Notices that are known to tell their agency nothing: they look like others until they are opened.
final class OpenedDummies: Sendable {
    private let known = Mutex<Set<BlindNotice.ID>>([])
    private static let most = 200_000

    func contains(_ id: BlindNotice.ID) -> Bool { known.withLock { $0.contains(id) } }

    func insert(_ id: BlindNotice.ID) {
        known.withLock { known in
            if known.count >= Self.most { known.removeAll() }
            known.insert(id)
        }
    }
}

extension Installation {
    /// How many notices of an agency are looked at at once.
    private static let noticesOpened = 500
    /// Odds from which a holder is shown a question: one in twenty such is right, and only the holder can tell.
    private static let askingLogOdds = -3.0

    /// Questions about people whom the member's agency may know, in cases that the member may see.
    ///
    /// - Throws: `AccessRefusal`.
    package func checkNotices(by actor: Actor) async throws -> [CheckNoticeModel] {
        let now = now()
        let found = try await database.read { session in
            _ = try actor.authorise(.use(.record), in: session)
            return try CheckNoticeTable(session)
                .open(of: actor.agency.id, on: now.today, limit: Self.noticesOpened)
                .compactMap { try self.notice($0, for: actor, in: session, now: now) }
        }
        let leaf = LogLeaf(.list, by: actor, detail: "checks", at: now.instant)
        return found.isEmpty ? found : try await logged(leaf, found)
    }

    /// One question.
    ///
    /// - Throws: `AccessRefusal.hidden` for any that tells the member nothing.
    package func checkNotice(
        _ id: BlindNotice.ID,
        by actor: Actor
    ) async throws -> CheckNoticeModel {
        let now = now()
        let found = try await database.read { session in
            _ = try actor.authorise(.use(.record), in: session)
            return try self.find(id, for: actor, in: session, now: now)
        }
        let leaf = LogLeaf(.preview, by: actor, detail: "check", at: now.instant)
        return try await logged(leaf, found)
    }

    private func find(
        _ id: BlindNotice.ID,
        for actor: Actor,
        in session: DatabaseSession,
        now: Now
    ) throws -> CheckNoticeModel {
        guard let row = try CheckNoticeTable(session).find(id, of: actor.agency.id),
            row.endsOn >= now.today,
            let notice = try notice(row, for: actor, in: session, now: now)
        else { throw AccessRefusal.hidden }
        return notice
    }

    private func notice(
        _ row: CheckNoticeRow,
        for actor: Actor,
        in session: DatabaseSession,
        now: Now
    ) throws -> CheckNoticeModel? {
        guard !dummies.contains(row.id) else { return nil }
        guard let notice = CheckNotice(row, for: actor), !notice.cases.isEmpty else {
            dummies.insert(row.id)
            return nil
        }
        guard let check = try BlindCheckTable(session).find(row.check),
            let question = CheckQuestion.open(check, with: notice.key)
        else { return nil }
        let matches = try matches(notice, question, for: actor, in: session, now: now)
        guard !matches.isEmpty else { return nil }
        return CheckNoticeModel(
            id: row.id,
            asker: check.agency,
            askedOn: day(of: check.askedAt),
            endsOn: row.endsOn,
            question: question,
            matches: matches
        )
    }

    private func matches(
        _ notice: CheckNotice,
        _ question: CheckQuestion,
        for actor: Actor,
        in session: DatabaseSession,
        now: Now
    ) throws -> [CheckNoticeModel.Match] {
        let comparison = PersonComparison(among: people.count)
        let person = PreparedPerson(
            Particulars(question.identity, statedOn: question.statedOn)
        )
        return try notice.cases.compactMap { id -> CheckNoticeModel.Match? in
            guard let file = try actor.visibleCase(id, in: session),
                let known = try identity(of: file, for: actor, in: session, now: now)
            else { return nil }
            let likeness = comparison(person, PreparedPerson(known.particulars))
            guard likeness.logOdds >= Self.askingLogOdds else { return nil }
            let open = try openCase(
                file,
                for: actor,
                in: session,
                now: now,
                only: .compartment(.identification)
            )
            return CheckNoticeModel.Match(
                id: id,
                code: file.code,
                identity: known.identity,
                likeness: likeness,
                recognisable: open.state.recognisable
            )
        }.sorted { $0.likeness.logOdds > $1.likeness.logOdds }
    }

    /// What a member says to a question, in words of the form.
    package enum CheckReplyForm: Sendable {
        case contactMe(how: String)
        /// The decision that the case tells, whichever it is.
        case recognised(how: String)
        case notTheSame
    }

    /// Answers a question as the holder of one of the cases that it may mean.
    ///
    /// Whoever says that it is the same person links the case with the asker's; who asked is told, and decides.
    /// - Throws: `AccessRefusal`, `CheckRefusal`.
    package func answerCheck(
        _ id: BlindNotice.ID,
        about caseID: Case.ID,
        with form: CheckReplyForm,
        by actor: Actor
    ) async throws {
        let now = now()
        let (notice, check) = try await database.read { session in
            _ = try actor.authorise(.act(.record, caseID), in: session)
            let notice = try self.find(id, for: actor, in: session, now: now)
            guard let row = try CheckNoticeTable(session).find(id, of: actor.agency.id) else {
                throw AccessRefusal.hidden
            }
            return (notice, row.check)
        }
        guard let match = notice.matches.first(where: { $0.id == caseID }) else {
            throw AccessRefusal.hidden
        }
        let answer = try Self.answer(form, match.recognisable)
        try await change(caseID, requiring: .record, by: actor) { open, _ in
            var outcome = try open.state.answer(
                check,
                of: notice.asker,
                with: answer,
                by: actor.author
            )
            let isLinked = open.state.standingLinks.contains {
                $0.made.value.code == notice.question.code
            }
            if answer != .notTheSame, !isLinked {
                let link = CaseLinked(
                    id: Self.newIdentifier(),
                    code: notice.question.code,
                    agency: notice.asker,
                    way: .check(check),
                    sparedRetelling: false
                )
                outcome.writes += try open.state.link(link, by: actor.author).writes
            }
            return (outcome, CheckReply(answer: answer, code: match.code))
        } alongside: { reply, session, now in
            try self.send(reply, to: check, by: actor, in: session, now: now)
        }
    }

    private static func answer(
        _ form: CheckReplyForm,
        _ decision: RecognisedDecision?
    ) throws(CheckRefusal) -> CheckAnswer {
        switch form {
        case .contactMe(let how): return .contactMe(how: how.trimmed)
        case .notTheSame: return .notTheSame
        case .recognised(let how):
            guard let decision else { throw .noPositiveDecision }
            return .recognised(decision, how: how.trimmed)
        }
    }

    private func send(
        _ reply: CheckReply,
        to check: CheckAsked.ID,
        by actor: Actor,
        in session: DatabaseSession,
        now: Now
    ) throws {
        guard let asked = try BlindCheckTable(session).find(check) else {
            throw AccessRefusal.hidden
        }
        let recipient = try directory.sealingKey(of: asked.agency, in: session, anchor: anchor)
        let isSame = reply.answer != .notTheSame
        // Somebody else's case is nobody's business.
        let sent = isSame ? reply : CheckReply(answer: .notTheSame, code: nil)
        let isFirst = try CheckNoticeTable(session).insert(
            CheckAnswerRow(
                id: Self.newIdentifier(),
                check: check,
                agency: actor.agency.id,
                answeredAt: now.instant,
                sealed: try sent.seal(for: check, from: actor.agency.id, to: recipient.key)
            )
        )
        guard isFirst else { throw CheckRefusal.alreadyAnswered }
        if isSame {
            let task = WorkTask(
                key: .init(.readCheckAnswer, of: asked.agency, in: asked.caseID),
                due: now.today,
                assignee: try MemberTable(session).find(asked.member)?.isActive == true
                    ? asked.member : nil
            )
            for row in try sealWork([task], in: session) { try WorkTable(session).insert(row) }
            try TallyTable(session).count("check-answered", month: Self.month(now.today))
        }
        let leaf = LogLeaf(
            .blindCheck,
            by: actor,
            detail: "check-answered",
            at: now.instant
        )
        try log(leaf, in: session)
    }
}
