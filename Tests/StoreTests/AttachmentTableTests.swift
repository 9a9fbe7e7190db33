import Casefile
import Database
import Mechanism
import Store
import Testing

/// Files and their chunks, read through the viewer.
@Suite(.migratedDatabases)
struct AttachmentTableTests {
    private static func row(
        _ world: inout World,
        entry: Entry.ID? = nil,
        at time: Int64 = 10
    ) -> AttachmentRow {
        AttachmentRow(
            id: world.random.id(),
            caseID: world.file.id,
            strand: world.account.strand.id,
            entry: entry,
            bytes: 0,
            createdAt: Instant(milliseconds: time)
        )
    }

    /// An entry in the account strand.
    private static func entry(_ world: inout World, in session: DatabaseSession) throws -> Entry.ID
    {
        let row = world.entry(1, in: world.account)
        try EntryTable(session).insert(row)
        return row.header.id
    }

    @Test func `an upload is nobody's before it is recorded, and its agency's after`() async throws
    {
        try await store { session in
            var world = try World(seed: 3, in: session)
            let table = AttachmentTable(session)
            let new = Self.row(&world)
            let chunks = (0..<3).map { _ in world.random.sealed() }
            try table.insert(new)
            for (number, chunk) in chunks.enumerated() {
                try table.insertChunk(chunk, number: number, of: new.id)
            }
            func found(by agency: Agency.ID, in id: Case.ID) throws -> AttachmentRow? {
                try table.find(new.id, in: id, visibleTo: agency, on: World.today)
            }
            func chunk(_ number: Int, by agency: Agency.ID) throws -> [UInt8]? {
                try table.chunk(number, of: new.id, visibleTo: agency, on: World.today)
            }
            #expect(try found(by: World.inspectorate, in: world.file.id) == nil)
            #expect(try chunk(0, by: World.inspectorate) == nil)
            let entry = try Self.entry(&world, in: session)
            let other = world.spine.strand.id
            #expect(try !table.finish(new.id, in: other, with: entry, bytes: 7))
            #expect(try table.finish(new.id, in: new.strand, with: entry, bytes: 7))
            #expect(try !table.finish(new.id, in: new.strand, with: entry, bytes: 8))
            let row = try #require(try found(by: World.inspectorate, in: world.file.id))
            #expect(row.entry == entry && row.bytes == 7 && row.strand == new.strand)
            #expect(try table.find(of: entry) == row)
            for (number, sealed) in chunks.enumerated() {
                #expect(try chunk(number, by: World.inspectorate) == sealed)
                #expect(try table.chunk(number, of: new.id) == sealed)
                #expect(try chunk(number, by: World.shelter) == nil)
            }
            #expect(try chunk(3, by: World.inspectorate) == nil)
            #expect(try found(by: World.inspectorate, in: world.random.id()) == nil)
            #expect(try found(by: World.shelter, in: world.file.id) == nil)
        }
    }

    private enum Grant: CaseIterable, Sendable { case otherStrand, held, expired, lastDay, open }

    @Test(arguments: Grant.allCases)
    private func `a file is there for who can open its strand, the case alone is not enough`(
        grant: Grant
    ) async throws {
        try await store { session in
            var world = try World(seed: 4, in: session)
            let table = AttachmentTable(session)
            let entry = try Self.entry(&world, in: session)
            let new = Self.row(&world, entry: entry)
            try table.insert(new)
            try table.insertChunk([1], number: 0, of: new.id)
            let yesterday = World.today.adding(days: -1)
            switch grant {
            case .otherStrand: try world.grant(world.spine, to: World.shelter, in: session)
            case .held:
                try world.grant(
                    world.account,
                    to: World.shelter,
                    for: world.random.id(),
                    isHeld: true,
                    in: session
                )
            case .expired:
                try world.grant(world.account, to: World.shelter, until: yesterday, in: session)
            case .lastDay:
                try world.grant(world.account, to: World.shelter, until: World.today, in: session)
            case .open: try world.grant(world.account, to: World.shelter, in: session)
            }
            let isVisible = grant == .open || grant == .lastDay
            let row = try table.find(
                new.id,
                in: world.file.id,
                visibleTo: World.shelter,
                on: World.today
            )
            let chunk = try table.chunk(0, of: new.id, visibleTo: World.shelter, on: World.today)
            #expect((row != nil) == isVisible)
            #expect((chunk != nil) == isVisible)
        }
    }

    @Test func `uploads that were left are swept, recorded files never`() async throws {
        try await store { session in
            var world = try World(seed: 5, in: session)
            let table = AttachmentTable(session)
            let recorded = Self.row(&world, entry: try Self.entry(&world, in: session))
            let old = Self.row(&world, at: 10)
            let young = Self.row(&world, at: 20)
            for row in [recorded, old, young] {
                try table.insert(row)
                try table.insertChunk([1], number: 0, of: row.id)
            }
            func left() throws -> Set<AttachedFile.ID> {
                Set(
                    try [recorded, old, young].map(\.id).filter {
                        try table.chunk(0, of: $0) != nil
                    }
                )
            }
            try table.sweepUnfinished(before: Instant(milliseconds: 20))
            #expect(try left() == [recorded.id, young.id])
            try table.discard(recorded.id)
            try table.discard(young.id)
            #expect(try left() == [recorded.id])
            let rows = try session.main.rows("SELECT id FROM attachment ORDER BY id")
            #expect(rows.count == 1)
        }
    }
}
