import Database
import Store
import Testing

/// What lies in clear is a short list, and stands here.
@Suite(.migratedDatabases)
struct SchemaTests {
    private struct Column: Hashable, CustomStringConvertible {
        let table: String
        let name: String
        let type: String

        var description: String { "\(table).\(name)" }
    }

    private func columns(of connection: any Connection) throws -> [Column] {
        let sqlite: SQL =
            """
            SELECT m.name AS owner, c.name AS name, c.type AS type
            FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid
            """
        let postgres: SQL =
            """
            SELECT CAST(table_name AS TEXT) AS owner, CAST(column_name AS TEXT) AS name,
                UPPER(CAST(data_type AS TEXT)) AS type
            FROM information_schema.columns WHERE table_schema = current_schema()
            ORDER BY table_name, ordinal_position
            """
        return try connection.rows(connection.engine == .sqlite ? sqlite : postgres).map {
            Column(
                table: try $0.text("owner"),
                name: try $0.text("name"),
                type: try $0.text("type")
            )
        }
    }

    private static let namesAllowed: Set<String> = [
        "setting.name",  // of a setting of the installation
        "lease.name",  // of a kind of work
        "member.sealed_name",  // sealed
        "schema_migration.name",  // of a step of the schema
    ]

    @Test func `no column holds a name in clear`() async throws {
        let found = try await store { session in
            try columns(of: session.main) + columns(of: session.companion)
        }
        let names = found.filter { $0.name.contains("name") }.map(\.description)
        #expect(Set(names) == Self.namesAllowed)
        for word in ["surname", "birth", "phone", "email", "address", "note", "country"] {
            #expect(!found.contains { $0.name.contains(word) })
        }
    }

    /// Every column of text: agencies and words of the mechanism, codes, days and months.
    private static let textAllowed: Set<String> = [
        "schema_migration.name", "setting.name",
        "agency.id", "agency_epoch.agency", "key_wrap.agency", "key_wrap.kind",
        "certificate.agency", "certificate.kind",
        "invitation.agency", "invitation.capabilities",
        "member.agency", "member.parameters", "member.capabilities",
        "case_file.code", "case_file.opened_by", "assignment.agency",
        "strand.compartment", "strand.owner",
        "strand_grant.agency", "strand_grant.until_day",
        "entry.author_agency",
        "party.agency", "party.code",
        "offer.from_agency", "offer.to_agency", "offer.answer_by", "offer.state",
        "work_task.agency", "work_task.due",
        "free_place.service", "tally.kind", "tally.month",
        "anonymous_notification.agency", "anonymous_notification.month",
        "log_cosignature.witness", "lease.name", "erasure.agency", "fingerprint.agency",
        "blind_check.agency", "blind_check.ends_on", "check_notice.agency",
        "check_notice.ends_on", "check_answer.agency",
    ]

    @Test func `every column of text is one that may be read by anybody with the file`()
        async throws
    {
        let found = try await store { session in
            try columns(of: session.main) + columns(of: session.companion)
        }
        let types = Set(found.map(\.type)).subtracting(["TEXT", "BIGINT", "BYTEA"])
        #expect(types.isSubset(of: ["INTEGER"]))
        let text = found.filter { $0.type == "TEXT" }.map(\.description)
        #expect(Set(text) == Self.textAllowed)
    }

    @Test func `the shred store holds second halves and nothing else`() async throws {
        let tables = try await store { session in
            Set(try columns(of: session.companion).map(\.table))
        }
        #expect(tables == ["strand_half", "schema_migration"])
    }

    @Test func `rows refer to rows that are there`() async throws {
        await #expect(throws: DatabaseError.self) {
            try await store { session in
                var random = Random(seed: 1)
                let member = random.member(of: World.shelter)
                try MemberTable(session).insert(member)
            }
        }
        await #expect(throws: DatabaseError.self) {
            try await store { session in
                var world = try World(seed: 2, in: session)
                // An epoch that was never begun.
                try world.grant(world.account, epoch: 7, to: World.shelter, in: session)
            }
        }
    }
}
