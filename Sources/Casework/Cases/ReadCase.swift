package import Casefile
import Cryptography
import Database
package import Mechanism
import Store

/// A case as one member sees it.
package struct CaseModel: Sendable {
    package let id: Case.ID
    package let code: String
    package let isPractice: Bool
    package let openedBy: Agency.ID
    /// What the entries add up to that the member's agency can open.
    package let state: CaseState
    /// Names of authors of the member's own agency; of others the agency alone is known.
    package let authorNames: [Member.ID: String]
    /// Open work of the member's agency in this case, the earliest day first.
    package let work: [WorkTask]
    package let access: [AgencyAccess]
    /// What holders answered to the agency's questions about the person.
    package let checkAnswers: [CheckAnswerModel]
    /// Names of those of the member's own agency who work on it.
    package let assignees: [String]
}

/// What an agency can see of a case, and on which basis, as far as the viewer may know.
package struct AgencyAccess: Hashable, Sendable {
    /// Who can see.
    package let agency: Agency.ID
    /// Whose strands.
    package let owner: Agency.ID
    /// Which compartments.
    package let compartments: Set<Compartment>
    /// The disclosure that opened them; absent for an agency's own strands.
    package let disclosure: DisclosureMade?
}

extension Installation {
    /// Opens a case for reading; the look is a leaf that commits before anything is shown.
    ///
    /// - Throws: `AccessRefusal.hidden` for a case that the member may not know of.
    package func readCase(_ id: Case.ID, by actor: Actor) async throws -> CaseModel {
        let now = now()
        let model = try await database.read { session in
            let access = try actor.authorise(.see(id), in: session)
            guard let file = access.caseFile else { throw AccessRefusal.hidden }
            let open = try self.openCase(file, for: actor, in: session, now: now)
            return try self.model(of: open, for: actor, in: session, now: now)
        }
        return try await logged(LogLeaf(.read, by: actor, in: id, at: now.instant), model)
    }

    func model(
        of open: OpenCase,
        for actor: Actor,
        in session: DatabaseSession,
        now: Now
    ) throws -> CaseModel {
        let work = try WorkTable(session).tasks(of: actor.agency.id, in: open.file.id)
        let assignees = try CaseFileTable(session)
            .assignees(of: actor.agency.id, in: open.file.id)
        let mentioned = Set(assignees + open.entries.map(\.header.author))
        let members = try MemberTable(session).find(mentioned.sorted(), of: actor.agency.id)
        let names = Dictionary(
            members.map { ($0.id, MemberName.open($0, with: actor.agencyKeys) ?? "") },
            uniquingKeysWith: { first, _ in first }
        )
        return CaseModel(
            id: open.file.id,
            code: open.file.code,
            isPractice: open.file.isPractice,
            openedBy: open.file.openedBy,
            state: open.state,
            authorNames: names,
            work: try work.compactMap { try self.openWork($0, for: actor) },
            access: access(to: open, for: actor, on: now.today),
            checkAnswers: try checkAnswers(in: open.file.id, for: actor, in: session),
            assignees: assignees.compactMap { names[$0] }
        )
    }

    /// Readers of the strands that the actor can open: of others' strands nothing is known, not even that
    /// they are there.
    private func access(
        to open: OpenCase,
        for actor: Actor,
        on today: CalendarDate
    ) -> [AgencyAccess] {
        struct Pair: Hashable {
            let reader: Agency.ID
            let owner: Agency.ID
        }
        var compartments: [Pair: Set<Compartment>] = [:]
        for row in open.strands where open.keys[row.strand.id] != nil {
            guard row.strand.compartment != .coordination else { continue }
            for reader in open.readers[row.strand.id] ?? [] {
                compartments[Pair(reader: reader, owner: row.strand.owner), default: []]
                    .insert(row.strand.compartment)
            }
        }
        return compartments.sorted { left, right in
            (left.key.reader, left.key.owner) < (right.key.reader, right.key.owner)
        }.map { pair, seen in
            // Where several authorities opened it, the earliest is named.
            let disclosure = open.state.disclosures.values.filter {
                $0.made.value.from == pair.owner && $0.made.value.to == pair.reader
                    && $0.holds(on: today)
            }.min { $0.made.header.recordedAt < $1.made.header.recordedAt }
            return AgencyAccess(
                agency: pair.reader,
                owner: pair.owner,
                compartments: seen,
                disclosure: disclosure?.made.value
            )
        }
    }
}
