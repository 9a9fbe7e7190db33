import Casefile
import Database
import Foundation
import Mechanism
import Store
import TestEngines
import Testing

/// Rows of a database in memory, moved into one that lasts.
@Suite(.migratedDatabases)
struct HarvestTests {
    /// A database in memory with agencies and members, as the one that lasts has them.
    private func workshop() throws -> (session: DatabaseSession, world: World) {
        let session = DatabaseSession(
            main: try SQLiteConnection(path: ":memory:"),
            companion: try SQLiteConnection(path: ":memory:"),
            context: RowKey.ofTests
        )
        try session.main.migrate(Schema.main)
        try session.companion.migrate(Schema.shred)
        return (session, try World(seed: 1, in: session))
    }

    /// A case with everything that a grant needs.
    private func addCase(_ world: inout World, in session: DatabaseSession) throws -> CaseFileRow {
        let file = world.random.caseFile(openedBy: World.shelter)
        try CaseFileTable(session).insert(file)
        let strand = world.random.strand(of: file.id, .support, owner: World.shelter)
        try world.add(strand, in: session)
        try world.grant(strand, to: World.shelter, in: session)
        return file
    }

    @Test func `what came after the mark is moved whole, and nothing that was before`()
        async throws
    {
        try await store { target in
            _ = try World(seed: 1, in: target)
            var (session, world) = try workshop()
            let mark = try HarvestMark(of: session.main)
            var codes: Set<String> = [world.file.code]
            // Twice: numbers of rows that were taken out come again.
            for _ in 0..<2 {
                let file = try addCase(&world, in: session)
                codes.insert(file.code)
                let harvest = try mark.take(from: session.main)
                #expect(
                    Set(harvest.tables.map(\.target.table)) == [
                        "case_file", "strand", "strand_epoch", "strand_grant", "party",
                    ]
                )
                #expect(try CaseFileTable(session).all().map(\.code) == [world.file.code])
                try harvest.add(to: target.main)
                let page = try CaseFileTable(target).page(
                    visibleTo: World.shelter,
                    assignedTo: nil,
                    on: World.today,
                    limit: 9,
                    offset: 0
                )
                #expect(page.contains { $0.id == file.id })
            }
            #expect(try mark.take(from: session.main).count == 0)
            #expect(Set(try CaseFileTable(target).all().map(\.code)) == codes)
        }
    }

    @Test func `rows whose house is not there are refused`() async throws {
        await #expect(throws: DatabaseError.self) {
            try await store { target in
                var (session, world) = try workshop()
                let mark = try HarvestMark(of: session.main)
                _ = try addCase(&world, in: session)
                // No agency of that name, no member.
                try mark.take(from: session.main).add(to: target.main)
            }
        }
    }

    @Test func `indexes that were set aside come back as they were`() async throws {
        let kept = try await store { session in
            let before = try names(of: session.main)
            let indexes = try SecondaryIndexes(of: session.main)
            try indexes.drop(in: session.main)
            let without = try names(of: session.main)
            #expect(without.count < before.count)
            _ = try World(seed: 3, in: session)
            try indexes.create(in: session.main)
            #expect(try names(of: session.main) == before)
            return before.subtracting(without)
        }
        #expect(kept.isSuperset(of: ["strand_grant_agency", "entry_strand", "party_agency"]))
    }

    @Test func `keys and references that were set aside come back as they were, and hold`()
        async throws
    {
        try await store { session in
            _ = try World(seed: 4, in: session)
            let catalogue = try Catalogue(of: session.main)
            let keys = try KeyConstraints(of: session.main, catalogue)
            let before = try constraints(of: session.main)
            #expect(before.isEmpty == (session.main.engine == .sqlite))
            try keys.drop(in: session.main)
            #expect(try constraints(of: session.main).isEmpty)
            try keys.create(in: session.main)
            #expect(try constraints(of: session.main) == before)
            #expect(throws: DatabaseError.self) {
                try session.main.attempt {
                    try session.main.run(script: "INSERT INTO setting SELECT * FROM setting;")
                    try session.main.run(script: "DELETE FROM agency;")
                }
            }
        }
    }

    @Test func `keys do not come back over rows that break them`() async throws {
        try await store { session in
            guard session.main.engine == .postgres else { return }
            let keys = try KeyConstraints(of: session.main, Catalogue(of: session.main))
            _ = try World(seed: 5, in: session)
            for breach in [
                "INSERT INTO strand SELECT * FROM strand;", "DELETE FROM agency;",
            ] {
                #expect(throws: DatabaseError.self) {
                    try session.main.attempt {
                        try keys.drop(in: session.main)
                        try session.main.run(script: breach)
                        try keys.create(in: session.main)
                    }
                }
            }
        }
    }

    private func constraints(of connection: any Connection) throws -> Set<String> {
        guard connection.engine == .postgres else { return [] }
        return Set(
            try connection.rows(
                """
                SELECT conname || ' ' || pg_get_constraintdef(oid) AS text FROM pg_constraint
                WHERE connamespace = current_schema()::regnamespace AND contype IN ('p', 'u', 'f')
                    AND conrelid::regclass::TEXT NOT IN ('schema_migration', 'transaction_mark')
                ORDER BY conname
                """
            ).map { try $0.text("text") }
        )
    }

    private func names(of connection: any Connection) throws -> Set<String> {
        let rows =
            connection.engine == .sqlite
            ? try connection.rows(
                "SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name"
            )
            : try connection.rows(
                """
                SELECT CAST(indexname AS TEXT) AS name FROM pg_indexes
                WHERE schemaname = current_schema() ORDER BY indexname
                """
            )
        return Set(try rows.map { try $0.text("name") })
    }
}
