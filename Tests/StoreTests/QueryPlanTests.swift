import Casefile
import Cryptography
import Database
import Foundation
import Mechanism
import Store
import Testing

/// Hot queries find their rows by an index, however large the house grows.
struct QueryPlanTests {
    private static let agency = World.shelter

    private static let hot: [(String, @Sendable (DatabaseSession, World) throws -> Void)] = [
        (
            "work page",
            { session, world in
                let table = WorkTable(session)
                for member in [nil, world.member(agency)] {
                    _ = try table.page(of: agency, for: member, limit: 26, offset: 0)
                    _ = try table.counts(of: agency, for: member, on: World.today)
                }
                _ = try table.tasks(of: agency, in: world.file.id)
                try table.reassign(world.member(agency), to: nil)
            }
        ),
        (
            "cases page",
            { session, world in
                let table = CaseFileTable(session)
                for member in [nil, world.member(agency)] {
                    _ = try table.page(
                        visibleTo: agency,
                        assignedTo: member,
                        on: World.today,
                        limit: 26,
                        offset: 0
                    )
                }
            }
        ),
        (
            "case",
            { session, world in
                let table = CaseFileTable(session)
                _ = try table.find(world.file.id, visibleTo: agency, on: World.today)
                _ = try table.codes(of: [world.file.id], visibleTo: agency, on: World.today)
                _ = try table.find(code: world.file.code)
                _ = try table.isAssigned(world.member(agency), to: world.file.id)
                _ = try table.assignees(of: agency, in: world.file.id)
            }
        ),
        (
            "entries",
            { session, world in
                let table = EntryTable(session)
                let strands = [world.spine.strand.id, world.account.strand.id]
                _ = try table.entries(of: world.file.id, in: strands)
                _ = try table.all(of: world.file.id)
            }
        ),
        (
            "grants",
            { session, world in
                let table = StrandTable(session)
                _ = try table.strands(of: world.file.id)
                _ = try table.commitments(of: world.file.id)
                _ = try table.grants(to: agency, in: world.file.id, on: World.today)
                _ = try table.readers(of: world.file.id, on: World.today)
                _ = try table.holders(of: world.spine.strand.id, on: World.today)
                var random = world.random
                let referral: Referral.ID = random.id()
                try table.release(referral)
                try table.drop(referral)
                try table.revoke(agency, from: world.spine.strand.id)
                _ = try table.halves(of: [world.spine.strand.id])
            }
        ),
        (
            "attachments",
            { session, world in
                let table = AttachmentTable(session)
                var random = world.random
                let id: AttachedFile.ID = random.id()
                _ = try table.find(id, in: world.file.id, visibleTo: agency, on: World.today)
                _ = try table.chunk(1, of: id, visibleTo: agency, on: World.today)
                _ = try table.chunk(1, of: id)
                _ = try table.find(of: random.id())
                try table.discard(id)
                try table.sweepUnfinished(before: Instant(milliseconds: 0))
            }
        ),
        (
            "offers",
            { session, world in
                let table = OfferTable(session)
                var random = world.random
                _ = try table.find(random.id(), visibleTo: agency)
                _ = try table.received(by: agency, limit: 26, offset: 0)
                _ = try table.receivedCount(by: agency)
            }
        ),
        (
            "session and member",
            { session, world in
                _ = try SessionTable(session).find([1])
                try SessionTable(session).touch([1], at: Instant(milliseconds: 0))
                let table = MemberTable(session)
                _ = try table.find(world.member(agency))
                _ = try table.find(login: [1])
                _ = try table.find([world.member(agency)], of: agency)
                _ = try table.all(of: agency)
                _ = try AgencyTable(session).find(agency)
                _ = try AgencyTable(session).latestEpoch(agency)
                _ = try KeyWrapTable(session).wraps(.epoch, of: agency, holder: [1])
                _ = try CertificateTable(session).find(.member, of: agency, subject: [1])
                _ = try DraftTable(session)
                    .all(of: world.member(agency), since: Instant(milliseconds: 0))
            }
        ),
    ]

    @Test(arguments: hot.indices)
    func `a hot query reads no table from end to end`(index: Int) throws {
        let (name, body) = Self.hot[index]
        let plans = try Self.plans(of: body)
        #expect(!plans.isEmpty)
        for plan in plans {
            #expect(!plan.detail.hasPrefix("SCAN"), "\(name): \(plan.detail) in \(plan.statement)")
        }
    }

    @Test func `a page of cases is read in its order, and no further`() throws {
        let details = try Self.plans { session, _ in
            _ = try CaseFileTable(session).page(
                visibleTo: Self.agency,
                assignedTo: nil,
                on: World.today,
                limit: 26,
                offset: 0
            )
        }.map(\.detail)
        #expect(details.contains { $0.contains("party_agency (agency=?)") })
        #expect(!details.contains { $0.contains("TEMP B-TREE") }, "\(details)")
        // What an agency holds in all is never walked through: keys are looked up by their strand.
        #expect(!details.contains { $0.contains("strand_grant_agency (agency=? AND is_held=?)") })
    }

    /// What the engine does for the statements of a body.
    private static func plans(
        of body: (DatabaseSession, World) throws -> Void
    ) throws -> [ExplainingConnection.Plan] {
        let main = try ExplainingConnection(Schema.main)
        let companion = try ExplainingConnection(Schema.shred)
        let session = DatabaseSession(main: main, companion: companion, context: RowKey.ofTests)
        let world = try World(seed: 1, in: session)
        main.plans = []
        companion.plans = []
        try body(session, world)
        return main.plans + companion.plans
    }

    @Test func `work in a case is found by the case, never among all work of an agency`() throws {
        let plans = try Self.plans { session, world in
            _ = try WorkTable(session).tasks(of: Self.agency, in: world.file.id)
        }
        #expect(plans.map { $0.detail.contains("work_task_case (case_id=?") } == [true])
    }

    @Test func `work is counted by an index that says whose it is`() throws {
        let plans = try Self.plans { session, world in
            for member in [nil, world.member(Self.agency)] {
                _ = try WorkTable(session).counts(of: Self.agency, for: member, on: World.today)
            }
        }
        let isCovered = plans.map { $0.detail.contains("COVERING INDEX work_task_agency") }
        #expect(isCovered == [true, true])
    }

    @Test func `a member's cases are put in order before a key is looked at`() throws {
        let plans = try Self.plans { session, world in
            _ = try CaseFileTable(session).page(
                visibleTo: Self.agency,
                assignedTo: world.member(Self.agency),
                on: World.today,
                limit: 26,
                offset: 0
            )
        }
        let first = plans.first?.statement
        let details = plans.filter { $0.statement == first }.map(\.detail)
        #expect(details.contains { $0.contains("assignment_member (member=?") }, "\(details)")
        #expect(!details.contains { $0.contains("strand") }, "\(details)")
    }

    @Test func `a sweep of halves goes by their age`() throws {
        let plans = try Self.plans { session, _ in
            _ = try StrandTable(session)
                .orphans(
                    after: .init(at: Instant(milliseconds: 0)),
                    before: Instant(milliseconds: 1)
                )
        }
        #expect(plans.contains { $0.detail.contains("COVERING INDEX strand_half_age") })
        #expect(
            !plans.contains { $0.detail.hasPrefix("SCAN") || $0.detail.contains("TEMP B-TREE") }
        )
    }

    @Test func `a case's keys are found by the case, never among all that an agency holds`() throws
    {
        let plans = try Self.plans { session, world in
            let table = StrandTable(session)
            _ = try table.grants(to: Self.agency, in: world.file.id, on: World.today)
            _ = try table.readers(of: world.file.id, on: World.today)
            _ = try table.endExpired(of: world.file.id, on: World.today)
            let cases = CaseFileTable(session)
            _ = try cases.find(world.file.id, visibleTo: Self.agency, on: World.today)
            _ = try cases.codes(of: [world.file.id], visibleTo: Self.agency, on: World.today)
            var random = world.random
            _ = try OfferTable(session).find(random.id(), visibleTo: Self.agency)
        }
        for plan in plans where plan.detail.contains("strand_grant_agency") {
            #expect(plan.detail.contains("strand=?"), "\(plan.statement)")
        }
    }
}

/// Asks the engine how it will run each statement before it does.
private final class ExplainingConnection: Connection {
    struct Plan {
        let detail: String
        let statement: String
    }

    private let base: SQLiteConnection
    var plans: [Plan] = []

    init(_ schema: [Migration]) throws {
        base = try SQLiteConnection(path: ":memory:")
        try base.migrate(schema)
    }

    func rows(_ sql: SQL) throws(DatabaseError) -> [Row] {
        try explain(sql)
        return try base.rows(sql)
    }

    func execute(_ sql: SQL) throws(DatabaseError) -> Int {
        try explain(sql)
        return try base.execute(sql)
    }

    func run(script: String) throws(DatabaseError) { try base.run(script: script) }

    private func explain(_ sql: SQL) throws(DatabaseError) {
        guard !["BEGIN", "COMMI", "ROLLB"].contains(sql.text.prefix(5)) else { return }
        let rows = try base.rows(SQL(stringLiteral: "EXPLAIN QUERY PLAN " + sql.text))
        plans += rows.compactMap { row in
            guard case .text(let detail) = try? row.value("detail") else { return nil }
            return Plan(detail: detail, statement: sql.text)
        }
    }
}
