package import Casefile
import Cryptography
import Database
package import Linkage
package import Mechanism
import Store

/// A case of the agency whose person may be the one that was looked for.
package struct PersonFound: Sendable, Identifiable {
    package let id: Case.ID
    package let code: String
    package let isPractice: Bool
    /// Who opened the case.
    package let openedBy: Agency.ID
    /// What the agency can read of who the person is.
    package let identity: IdentityStated
    /// How likely it is the same person, and why.
    package let likeness: Likeness
}

extension Installation {
    /// How many cases are opened for one search at the most.
    private static let opened = 50
    /// How many lines an answer has at the most.
    private static let shown = 20
    /// Beyond so many cases everything is scanned, and asked afterwards whose it is.
    static let listed = 20_000

    /// Looks for a person among the cases that the member may see.
    ///
    /// Fingerprints find candidates; what the agency can open of those is compared exactly. The search is a leaf of the
    /// log, and so is each line that is shown.
    /// - Throws: `AccessRefusal`.
    package func search(_ particulars: Particulars, by actor: Actor) async throws -> [PersonFound] {
        let now = now()
        let found = try await database.read { session in
            _ = try actor.authorise(.use(.record), in: session)
            try self.people.refresh(session, self.linkageKeys)
            let comparison = PersonComparison(among: self.people.count)
            let person = PreparedPerson(particulars)
            return try self.candidates(for: particulars, by: actor, in: session)
                .compactMap { id -> PersonFound? in
                    guard let file = try actor.visibleCase(id, in: session),
                        let known = try self.identity(of: file, for: actor, in: session, now: now)
                    else { return nil }
                    let likeness = comparison(person, PreparedPerson(known.particulars))
                    guard likeness.speaksFor else { return nil }
                    return PersonFound(
                        id: id,
                        code: file.code,
                        isPractice: file.isPractice,
                        openedBy: file.openedBy,
                        identity: known.identity,
                        likeness: likeness
                    )
                }
                .sorted { one, other in
                    (other.likeness.logOdds, one.code) < (one.likeness.logOdds, other.code)
                }
                .prefix(Self.shown)
        }
        return try await logged(Array(found), by: actor, at: now)
    }

    /// What the agency can read of who the person of a case is; nil where that is nothing.
    func identity(
        of file: CaseFileRow,
        for actor: Actor,
        in session: DatabaseSession,
        now: Now
    ) throws -> (identity: IdentityStated, particulars: Particulars)? {
        let open = try openCase(
            file,
            for: actor,
            in: session,
            now: now,
            only: .compartment(.identity)
        )
        guard let known = open.state.identity else { return nil }
        return (
            known.stated, Particulars(known.stated, statedOn: day(of: known.ageStatedAt))
        )
    }

    /// What to look for, under every linkage key that is in use.
    func query(for particulars: Particulars) -> PersonIndex.Query {
        linkageKeys.generations.mapValues { $0.encoder.encode(particulars) }
    }

    /// Cases that may be meant, the likeliest first, of those that the member or the agency works on.
    private func candidates(
        for particulars: Particulars,
        by actor: Actor,
        in session: DatabaseSession
    ) throws -> [Case.ID] {
        let query = query(for: particulars)
        let cases = try CaseFileTable(session).ids(
            of: actor.agency.id,
            assignedTo: actor.may(.lead) ? nil : actor.member,
            limit: Self.listed
        )
        let found: [PersonIndex.Candidate]
        if cases.count < Self.listed {
            found = people.candidates(for: query, among: cases, limit: Self.opened * 2)
        } else {
            // An agency with so many has its share of what is found anywhere.
            let all = people.candidates(for: query, limit: 2_000)
            let own = try CaseFileTable(session)
                .ids(of: actor.agency.id, among: all.map(\.caseID))
            found = all.filter { own.contains($0.caseID) }
        }
        var seen: Set<Case.ID> = []
        return Array(
            found.map(\.caseID).filter { seen.insert($0).inserted }.prefix(Self.opened)
        )
    }

    /// Commits the leaves of a search before its lines are shown.
    private func logged(
        _ found: [PersonFound],
        by actor: Actor,
        at now: Now
    ) async throws -> [PersonFound] {
        try await database.write { session in
            let envelope = LeafEnvelope(to: self.officeKey)
            let search = LogLeaf(.search, by: actor, detail: "people", at: now.instant)
            try self.log(search, in: session, envelope: envelope)
            for line in found {
                let leaf = LogLeaf(
                    .search,
                    by: actor,
                    in: line.id,
                    detail: "person-found",
                    at: now.instant
                )
                try self.log(leaf, in: session, envelope: envelope)
            }
        }
        return found
    }
}

extension PersonComparison {
    /// A comparison with whoever is known: one in five who is looked for is there.
    ///
    /// Of how many only the order of magnitude counts, so that the odds of a pair stay the same from day to day.
    init(among count: Int) {
        var persons = 100
        while persons < count { persons *= 10 }
        self.init(expectedMatches: 0.2, among: persons)
    }
}

extension Likeness {
    /// True where what was compared says more for one person than against; how likely it is says the probability.
    var speaksFor: Bool { reasons.reduce(0) { $0 + $1.weight } > 0 }
}
