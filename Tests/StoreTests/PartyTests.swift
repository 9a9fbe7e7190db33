import Casefile
import Database
import Mechanism
import Store
import Testing

/// Which cases a list may show.
@Suite(.migratedDatabases)
struct PartyTests {
    private func lines(_ session: DatabaseSession) throws -> [[SQLValue]] {
        try session.main.rows("SELECT case_id, agency, code FROM party ORDER BY case_id, agency")
            .map(\.values)
    }

    @Test func `whoever is given a key is a party, once, and whoever has a thread only is none`()
        async throws
    {
        try await store { session in
            var world = try World(seed: 1, in: session)
            try world.thread(world.random.id(), to: World.police, in: session)
            for strand in [world.spine, world.account] {
                try world.grant(strand, to: World.shelter, in: session)
            }
            let parties = try lines(session).map { $0[1] }
            #expect(parties == [.text("inspectorate"), .text("shelter")])
        }
    }

    @Test func `a database of an earlier release gets the same lines`() async throws {
        let database = try #require(MigratedDatabase.current)
        let before = try await store { session in
            var world = try World(seed: 2, in: session)
            try world.thread(world.random.id(), to: World.police, in: session)
            for strand in [world.spine, world.account] {
                try world.grant(
                    strand,
                    to: World.shelter,
                    for: world.random.id(),
                    isHeld: true,
                    in: session
                )
            }
            let before = try lines(session)
            try session.main.run(
                script: """
                    DROP TABLE party;
                    DELETE FROM schema_migration WHERE name = 'm0004_party';
                    """
            )
            return before
        }
        #expect(before.count == 2)
        try await database.migrate(main: Schema.main, companion: Schema.shred)
        #expect(try await store(lines) == before)
    }

    @Test func `all cases come page by page, each once`() async throws {
        try await store { session in
            var world = try World(seed: 4, in: session)
            let table = CaseFileTable(session)
            var expected: Set = [world.file.id]
            for _ in 0..<6 {
                let file = world.random.caseFile(openedBy: World.shelter)
                try table.insert(file)
                expected.insert(file.id)
            }
            for size in 1...8 {
                var found: [Case.ID] = []
                while true {
                    let page = try table.all(after: found.last, limit: size)
                    found += page.map(\.id)
                    if page.count < size { break }
                }
                #expect(found.count == 7 && Set(found) == expected, "pages of \(size)")
            }
        }
    }

    @Test func `a wiped case has no parties`() async throws {
        try await store { session in
            _ = try World(seed: 3, in: session)
            try session.main.execute("UPDATE case_file SET is_practice = 1")
            try CaseFileTable(session).deletePractice(openedBy: World.inspectorate)
            #expect(try lines(session).isEmpty)
        }
    }
}
