import Casefile
import Cryptography
import Database
import Mechanism
import Store
import Testing

/// Entries and the work that follows from them.
@Suite(.migratedDatabases)
struct JournalTableTests {
    private static let seeds: ClosedRange<UInt64> = 1...5

    @Test(arguments: seeds)
    func `entries, in order of the journal and of some strands only`(seed: UInt64) async throws {
        try await store { session in
            var world = try World(seed: seed, in: session)
            let table = EntryTable(session)
            var rows: [EntryRow] = []
            for sequence in 1...12 {
                let strand = [world.spine, world.account][Int(world.random.next() % 2)]
                rows.append(world.entry(sequence, in: strand))
            }
            for row in rows.shuffled(using: &world.random) { try table.insert(row) }
            let all = try table.all(of: world.file.id)
            #expect(same(all, rows))
            let spine = world.spine.strand.id
            let some = try table.entries(of: world.file.id, in: [spine])
            #expect(same(some, rows.filter { $0.header.strand == spine }))
            let none = try table.entries(of: world.file.id, in: [])
            let other = try table.entries(of: world.random.id(), in: [spine])
            #expect(none.isEmpty && other.isEmpty)
            let error = #expect(throws: DatabaseError.self) {
                try session.main.attempt { try table.insert(world.entry(1, in: world.spine)) }
            }
            #expect(error?.kind == .uniqueViolation)
        }
    }

    @Test(arguments: seeds)
    func `work, with the whole agency's and the earliest day first`(seed: UInt64) async throws {
        try await store { session in
            var world = try World(seed: seed, in: session)
            let table = WorkTable(session)
            let mine = world.member(World.shelter)
            let colleague = world.random.member(of: World.shelter)
            try MemberTable(session).insert(colleague)
            var rows: [WorkRow] = []
            for index in 0..<9 {
                let assignee = [nil, mine, colleague.id][index % 3]
                let due = World.today.adding(days: Int.random(in: -3...3, using: &world.random))
                rows.append(
                    world.random.work(of: World.shelter, in: world.file.id, for: assignee, due: due)
                )
            }
            for row in rows { try table.insert(row) }
            let foreign = world.random.work(
                of: World.police,
                in: world.file.id,
                for: nil,
                due: World.today
            )
            try table.insert(foreign)
            rows.sort { ($0.due, $0.id.description) < ($1.due, $1.id.description) }

            let all = try table.page(of: World.shelter, for: nil, limit: 100, offset: 0)
            #expect(Set(all.map(\.id)) == Set(rows.map(\.id)))
            #expect(all.map(\.due) == rows.map(\.due))
            let own = try table.page(of: World.shelter, for: mine, limit: 100, offset: 0)
            #expect(own.count == 6 && own.allSatisfy { $0.assignee != colleague.id })
            let pages = try (0..<5).flatMap {
                try table.page(of: World.shelter, for: nil, limit: 2, offset: $0 * 2)
            }
            #expect(same(pages, all))
            let counts = try table.counts(of: World.shelter, for: nil, on: World.today)
            #expect(counts.all == 9)
            #expect(counts.overdue == rows.filter { $0.due < World.today }.count)
            let inCase = try table.tasks(of: World.shelter, in: world.file.id)
            #expect(same(inCase, all))

            try table.reassign(colleague.id, to: nil)
            let freed = try table.page(of: World.shelter, for: mine, limit: 100, offset: 0)
            #expect(freed.count == 9)
            try table.delete(rows[0].id)
            let left = try table.counts(of: World.shelter, for: nil, on: World.today)
            #expect(left.all == 8)
            let nobody = try table.counts(of: Agency.ID("clinic"), for: nil, on: World.today)
            #expect(nobody.all == 0 && nobody.overdue == 0)
        }
    }
}

extension World {
    /// An entry with a random header and content.
    mutating func entry(_ sequence: Int, in strand: StrandRow) -> EntryRow {
        let heads: [Entry.ID] = (0..<Int.random(in: 0...3, using: &random)).map { _ in random.id() }
        return EntryRow(
            header: EntryHeader(
                id: random.id(),
                caseID: file.id,
                strand: strand.strand.id,
                compartment: strand.strand.compartment,
                owner: strand.strand.owner,
                epoch: 1,
                author: member(Self.inspectorate),
                authorAgency: Self.inspectorate,
                recordedAt: random.instant(),
                heads: heads
            ),
            sequence: sequence,
            workDigest: random.sealed(),
            sealed: random.sealed(),
            signature: random.bytes(64),
            link: random.bytes(32),
            leaf: random.bytes(32)
        )
    }
}
