import Casefile
import Cryptography
import Database
import Linkage
import Mechanism
import Store

extension Installation {
    /// How many agencies are told of a question, or get what looks like it.
    static let noticeCount = 8
    /// How many fingerprints are looked at for one question.
    private static let lookedAt = 200

    /// How many questions are dealt with at once.
    private static let toldAtOnce = 200

    /// Tells the holders of what was asked: the same rows and bytes for each question, whoever is known.
    ///
    /// Brings the fingerprints in memory up to date each time, so that what was destroyed leaves every server. A question under a
    /// linkage key that this server has not waits for one that has it.
    /// - Returns: how many questions were dealt with.
    @discardableResult
    package func tellHolders() async throws -> Int {
        let waiting = try await database.read { session in
            try self.people.refresh(session, self.linkageKeys)
            return try BlindCheckTable(session).waiting(limit: Self.toldAtOnce)
        }
        var count = 0
        for row in waiting where try await tell(row) { count += 1 }
        return count
    }

    /// Whether questions wait for their holders to be told.
    package func hasWaitingChecks() async throws -> Bool {
        try await database.read { try BlindCheckTable($0).waiting(limit: 1).count > 0 }
    }

    private func tell(_ row: BlindCheckRow) async throws -> Bool {
        guard let content = row.waiting.flatMap({ linkageKeys.open($0, for: row.id) }),
            let waiting = try? PayloadCoding.decode(CheckWaiting.self, from: content),
            let key = try? SecretBytes([UInt8](base64URL: waiting.key)),
            let question = CheckQuestion.open(row, with: key)
        else { return false }
        let particulars = Particulars(question.identity, statedOn: question.statedOn)
        let found = people.candidates(for: query(for: particulars), limit: Self.lookedAt)
            .filter { $0.score >= PersonIndex.tellingScore && $0.caseID != row.caseID }
        return try await database.write { session in
            guard try BlindCheckTable(session).finish(row.id) else { return false }
            let possible = try self.possibleHolders(waiting, in: session)
            var cases: [Agency.ID: [Case.ID]] = [:]
            var holders: [Agency.ID] = []
            let live = try self.live(found, like: question, in: session)
            for candidate in live where possible[candidate.owner] != nil {
                if cases[candidate.owner] == nil { holders.append(candidate.owner) }
                cases[candidate.owner, default: []].append(candidate.caseID)
            }
            holders = Array(holders.prefix(Self.noticeCount))
            // Whoever isn't known gets what looks like a notice.
            let others = possible.keys.filter { cases[$0] == nil }.sorted().shuffled()
            let told = holders + others.prefix(Self.noticeCount - holders.count)
            for agency in told.shuffled() {
                guard let recipient = possible[agency] else { continue }
                let notice =
                    cases[agency].map { CheckNotice(key: key, cases: $0) } ?? .dummy()
                try CheckNoticeTable(session).insert(
                    CheckNoticeRow(
                        id: Self.newIdentifier(),
                        check: row.id,
                        agency: agency,
                        agencyEpoch: recipient.epoch,
                        endsOn: row.endsOn,
                        sealed: notice.seal(for: row.id, agency, to: recipient.key)
                    )
                )
            }
            try TallyTable(session).count(
                "check-asked",
                month: Self.month(self.day(of: row.askedAt))
            )
            return true
        }
    }

    /// Agencies that the person lets be told, with the keys to seal to.
    private func possibleHolders(
        _ waiting: CheckWaiting,
        in session: DatabaseSession
    ) throws -> [Agency.ID: (epoch: Int, key: AgreementPublicKey)] {
        var possible: [Agency.ID: (epoch: Int, key: AgreementPublicKey)] = [:]
        for row in try AgencyTable(session).all() {
            guard let agency = agencies[row.id], let group = HolderGroup(agency.kind),
                waiting.mayTell.contains(group), !waiting.hiddenFrom.contains(row.id)
            else { continue }
            // An agency whose keys nobody confirmed yet holds no cases.
            possible[row.id] = try? directory.sealingKey(of: row.id, in: session, anchor: anchor)
        }
        return possible
    }

    /// Cases that are still there, for practice where the question is.
    private func live(
        _ found: [PersonIndex.Candidate],
        like question: CheckQuestion,
        in session: DatabaseSession
    ) throws -> [PersonIndex.Candidate] {
        let same = try CaseFileTable(session)
            .ids(among: found.map(\.caseID), isPractice: question.isPractice)
        return found.filter { same.contains($0.caseID) }
    }
}
