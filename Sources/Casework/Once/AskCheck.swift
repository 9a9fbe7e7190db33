package import Casefile
import Cryptography
import Database
import Mechanism
import Store

extension Installation {
    /// Days that a holder has to answer a question.
    package static let checkDays = 14
    /// How many questions a member, and an agency, may ask in a day.
    private static let mostADay = (member: 40, agency: 400)

    /// Asks whether the mechanism knows the person of a case.
    ///
    /// Whoever asks learns nothing by it: the same is written, in the same time, whoever is known; holders are looked for
    /// afterwards (`tellHolders`), and are told within a minute.
    ///
    /// - Throws: `AccessRefusal`, `CheckRefusal`.
    package func askCheck(
        in id: Case.ID,
        telling groups: Set<HolderGroup>,
        on basis: CheckAsked.Basis,
        by actor: Actor
    ) async throws {
        let check = CheckAsked(id: Self.newIdentifier(), mayTell: groups, basis: basis)
        try await change(id, requiring: .record, by: actor) { open, now in
            let outcome = try open.state.ask(
                check,
                under: self.mechanism,
                by: actor.author,
                now: now
            )
            guard let known = open.state.identity else { throw CheckRefusal.nothingToAsk }
            let question = CheckQuestion(
                known.stated,
                about: open.file,
                statedOn: self.day(of: known.ageStatedAt)
            )
            return (outcome, (question, open.state.conflictedGuardians))
        } alongside: { (asked: (CheckQuestion, Set<Agency.ID>), session, now) in
            try self.keep(
                asked.0,
                check,
                hiddenFrom: asked.1,
                in: id,
                by: actor,
                in: session,
                now: now
            )
        }
    }

    /// Notes that the person does not want the mechanism to be asked.
    ///
    /// - Throws: `AccessRefusal`, `CheckRefusal`.
    package func declineCheck(in id: Case.ID, by actor: Actor) async throws {
        try await change(id, requiring: .record, by: actor) { open, _ in
            (try open.state.declineCheck(by: actor.author), ())
        }
    }

    /// Keeps a question until its holders are told; nobody it is hidden from ever is.
    func keep(
        _ question: CheckQuestion,
        _ check: CheckAsked,
        hiddenFrom hidden: Set<Agency.ID> = [],
        in id: Case.ID,
        by actor: Actor,
        in session: DatabaseSession,
        now: Now
    ) throws {
        let table = BlindCheckTable(session)
        let asked = try table.count(
            of: actor.agency.id,
            by: actor.member,
            since: now.instant.adding(seconds: -86_400)
        )
        guard asked.member < Self.mostADay.member, asked.agency < Self.mostADay.agency else {
            throw CheckRefusal.tooMany
        }
        let key = SecretBytes.random(count: 32)
        let waiting = CheckWaiting(
            key: key.exposedBytes().base64URLString,
            mayTell: check.mayTell,
            hiddenFrom: hidden
        )
        try table.insert(
            BlindCheckRow(
                id: check.id,
                caseID: id,
                agency: actor.agency.id,
                member: actor.member,
                askedAt: now.instant,
                endsOn: now.today.adding(days: Self.checkDays),
                sealed: try question.seal(for: check.id, with: key),
                waiting: linkageKeys.seal(try PayloadCoding.encode(waiting), for: check.id)
            )
        )
        let leaf = LogLeaf(.blindCheck, by: actor, in: id, detail: "check-asked", at: now.instant)
        try log(leaf, in: session)
    }
}

extension CheckQuestion {
    init(_ identity: IdentityStated, about file: CaseFileRow, statedOn day: CalendarDate) {
        self.init(
            names: identity.names.map(\.text).filter { !$0.trimmed.isEmpty },
            birth: identity.birth,
            statedAge: identity.statedAge,
            sex: identity.sex,
            citizenships: identity.citizenships,
            statedOn: day,
            code: file.code,
            isPractice: file.isPractice
        )
    }
}
