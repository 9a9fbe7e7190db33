import Database
import Mechanism
import Store
import Testing

@Suite(.migratedDatabases)
struct `The health of a database` {
    @Test func `is sound after the migrations, on each engine`() async throws {
        let (main, shred) = try await store { session in
            (
                try DatabaseHealth(of: session.main, schema: Schema.main),
                try DatabaseHealth(of: session.companion, schema: Schema.shred)
            )
        }
        for health in [main, shred] {
            #expect(health.isCurrent)
            switch health.engine {
            case .sqlite(let sqlite):
                #expect(sqlite.isIntact)
                #expect(sqlite.journalMode == "wal")
                // Tests give durability away for speed, and a doctor must see that.
                #expect(!sqlite.isDurable)
            case .postgres(let postgres):
                #expect(
                    postgres.settings == [
                        "archive_mode": "off", "data_checksums": "off", "fsync": "off",
                        "full_page_writes": "on", "synchronous_commit": "on",
                    ]
                )
                #expect(postgres.isLocal)
                #expect(!postgres.isEncrypted)
                #expect(postgres.standbyLag == nil)
            }
        }
    }

    @Test func `names the steps that are missing, and those that nobody here knows`() async throws {
        let schema = Schema.main + [Migration(name: "m9998_next", script: "")]
        let health = try await store { session in
            _ = try session.main.execute("INSERT INTO schema_migration (name) VALUES ('m9999')")
            return try DatabaseHealth(of: session.main, schema: schema)
        }
        #expect(health.missingSteps == ["m9998_next"])
        #expect(health.unknownSteps == ["m9999"])
        #expect(!health.isCurrent)
    }

    @Test func `is told of a database in which nothing was made`() async throws {
        let health = try await store { session in
            try session.companion.run(
                script: "DROP TABLE schema_migration; DROP TABLE strand_half;"
            )
            return try DatabaseHealth(of: session.companion, schema: Schema.shred)
        }
        #expect(health.missingSteps == Schema.shred.map(\.name))
        #expect(health.unknownSteps == [])
    }

    @Test func `knows when it was created and when it last noted anything`() async throws {
        let none = try await store { try LifeSigns(of: $0) }
        #expect(none.createdAt == nil)
        #expect(none.newestLeaf == nil)
        let signs = try await store { session in
            for time in [5, 9, 7] as [Int64] {
                try MechanismTable(session).publish([1], at: time)
                try LeafTable(session).insert(
                    id: [UInt8(time)],
                    hash: [],
                    at: Instant(milliseconds: time),
                    caseID: nil,
                    sealed: []
                )
            }
            return try LifeSigns(of: session)
        }
        #expect(signs.createdAt == Instant(milliseconds: 5))
        #expect(signs.newestLeaf == Instant(milliseconds: 9))
    }
}
