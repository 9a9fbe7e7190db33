import Casefile
import Database
import Linkage
import Mechanism
import Store
import Synchronization

/// Every fingerprint of the database, opened in memory: what a search scans.
///
/// Catches up with the database before each use, so that what one server wrote, all others find.
final class PersonIndex: Sendable {
    private let state = Mutex(State())

    /// Somebody whom a search may mean.
    struct Candidate: Hashable, Sendable {
        let caseID: Case.ID
        /// Whose entry states it.
        let owner: Agency.ID
        /// How much speaks for it; only to put candidates in order.
        let score: Double
    }

    /// Fingerprints of whoever is looked for, under each linkage key that is in use.
    typealias Query = [Int: [Linkage.Fingerprint]]

    /// The score from which a holder is told: names that sound alike reach it, an equal day of birth without them does not.
    ///
    /// Whether it is the same person is compared there, exactly.
    static let tellingScore = 1.5

    /// What is read again each time, in case a slow transaction committed behind a faster one.
    private static let overlapSeconds: Int64 = -60

    /// Brings it up to date; the first time reads everything.
    func refresh(_ session: DatabaseSession, _ keys: LinkageKeys) throws {
        try state.withLock { state in
            let table = FingerprintTable(session)
            if let latest = state.latest {
                let rows = try table.changed(since: latest.adding(seconds: Self.overlapSeconds))
                state.take(rows, keys)
            } else {
                state.latest = Instant(milliseconds: 0)
                do {
                    try table.scan { state.take($0, keys) }
                } catch {
                    // Half of it would look like all of it.
                    state = State()
                    throw error
                }
            }
        }
    }

    /// How many fingerprints there are.
    var count: Int { state.withLock { $0.count } }

    /// Those of some cases who may be meant, the likeliest first, each case once.
    ///
    /// Cost: a fraction of a microsecond a case.
    func candidates(for query: Query, among cases: [Case.ID], limit: Int) -> [Candidate] {
        state.withLock { $0.candidates(query, among: cases) }.best(limit)
    }

    /// Those of all cases who may be meant, the likeliest first, each case and owner once.
    ///
    /// Reads everything: 5 ms a million.
    func candidates(for query: Query, limit: Int) -> [Candidate] {
        state.withLock { $0.candidates(query, limit: limit) }.best(limit)
    }

    /// What the lock guards.
    private struct State: Sendable {
        /// When the latest change that was seen was made; absent before the first look.
        var latest: Instant?
        private var generations: [Int: Part] = [:]
        private var agencies: [Agency.ID] = []
        private var numbers: [Agency.ID: UInt32] = [:]

        var count: Int { generations.values.reduce(0) { $0 + $1.cases.count - $1.goneCount } }

        mutating func take(_ rows: [FingerprintRow], _ keys: LinkageKeys) {
            for row in rows {
                latest = max(latest ?? row.changedAt, row.changedAt)
                var part = generations.removeValue(forKey: row.generation) ?? Part()
                if row.sealed.isEmpty {
                    part.drop(row)
                } else if !part.holds(row), let prints = keys.open(row) {
                    part.add(prints, row, owner: number(of: row.agency))
                }
                generations[row.generation] = part
            }
        }

        private mutating func number(of agency: Agency.ID) -> UInt32 {
            if let number = numbers[agency] { return number }
            let number = UInt32(agencies.count)
            agencies.append(agency)
            numbers[agency] = number
            return number
        }

        func candidates(_ query: Query, among cases: [Case.ID]) -> [Candidate] {
            generations.flatMap { generation, part in
                (query[generation] ?? []).flatMap { print in
                    cases.flatMap { part.candidates(print, in: $0) }
                }.map { candidate($0, part) }
            }
        }

        func candidates(_ query: Query, limit: Int) -> [Candidate] {
            generations.flatMap { generation, part in
                (query[generation] ?? []).flatMap { part.candidates($0, limit: limit) }
                    .map { candidate($0, part) }
            }
        }

        private func candidate(_ found: FingerprintIndex.Candidate, _ part: Part) -> Candidate {
            Candidate(
                caseID: part.cases[found.number],
                owner: agencies[Int(part.owners[found.number])],
                score: found.score
            )
        }
    }

    /// The fingerprints under one linkage key.
    private struct Part: Sendable {
        private(set) var index = FingerprintIndex()
        private(set) var cases: [Case.ID] = []
        private(set) var owners: [UInt32] = []
        /// The first bits of the row that each came from; 0 for what is gone.
        private var rows: [UInt64] = []
        private var byCase = CaseNumbers()
        private(set) var goneCount = 0

        func holds(_ row: FingerprintRow) -> Bool {
            let mark = Self.mark(row.id)
            var isThere = false
            byCase.each(of: row.caseID, in: cases) { if rows[$0] == mark { isThere = true } }
            return isThere
        }

        mutating func add(_ prints: [Linkage.Fingerprint], _ row: FingerprintRow, owner: UInt32) {
            for print in prints {
                index.append(print)
                cases.append(row.caseID)
                owners.append(owner)
                rows.append(Self.mark(row.id))
                byCase.append(row.caseID, in: cases)
            }
        }

        mutating func drop(_ row: FingerprintRow) {
            let mark = Self.mark(row.id)
            var gone: [Int] = []
            byCase.each(of: row.caseID, in: cases) { if rows[$0] == mark { gone.append($0) } }
            for number in gone {
                rows[number] = 0
                index.clear(number)
            }
            goneCount += gone.count
        }

        func candidates(
            _ query: Linkage.Fingerprint,
            in id: Case.ID
        ) -> [FingerprintIndex.Candidate] {
            var found: [FingerprintIndex.Candidate] = []
            byCase.each(of: id, in: cases) { number in
                guard rows[number] != 0 else { return }
                found.append(index.candidate(number, for: query))
            }
            return found
        }

        func candidates(
            _ query: Linkage.Fingerprint,
            limit: Int
        ) -> [FingerprintIndex.Candidate] {
            index.candidates(for: query, limit: limit).filter { rows[$0.number] != 0 }
        }

        /// Never 0.
        private static func mark(_ id: FingerprintRow.ID) -> UInt64 {
            id.leadingBits | 1
        }
    }
}

/// A case as one agency keeps it.
private struct Holder: Hashable {
    let caseID: Case.ID
    let owner: Agency.ID

    init(_ candidate: PersonIndex.Candidate) {
        (caseID, owner) = (candidate.caseID, candidate.owner)
    }
}

extension [PersonIndex.Candidate] {
    /// The likeliest, each case and owner once.
    fileprivate func best(_ limit: Int) -> Self {
        var seen: Set<Holder> = []
        let ordered = sorted { one, other in
            one.score != other.score ? one.score > other.score : one.caseID < other.caseID
        }
        var best: Self = []
        for candidate in ordered where best.count < limit && seen.insert(Holder(candidate)).inserted
        {
            best.append(candidate)
        }
        return best
    }
}
