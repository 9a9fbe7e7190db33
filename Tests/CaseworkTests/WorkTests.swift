import Casefile
@testable import Casework
import Database
import Mechanism
import Store
import TestEngines
import TestTown
import Testing

/// Drafts, broken glass and what is said without a name.
@Suite(.bothEngines)
struct `What is written` {
    private let inspector = "labour-inspectorate.3"

    @Test func `in a draft is its member's alone, for 72 hours`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let draft: Draft.ID = Installation.newIdentifier()
        let fields = ["account": ["Half a sentence"]]
        try await town.installation.saveDraft(draft, fields: fields, by: town.actor(inspector))
        for stranger in ["labour-inspectorate.1", "labour-inspectorate.2"] {
            let actor = try await town.actor(stranger)
            await #expect(throws: AccessRefusal.hidden) {
                try await town.installation.draft(draft, by: actor)
            }
            #expect(try await town.installation.drafts(by: actor).isEmpty)
            try await town.installation.saveDraft(draft, fields: ["account": ["Mine"]], by: actor)
            try await town.installation.deleteDraft(draft, by: actor)
            await #expect(throws: AccessRefusal.hidden) {
                try await town.installation.recordFirstContact(
                    town.firstContact(),
                    draft: draft,
                    by: actor
                )
            }
        }
        let own = try await town.installation.draft(draft, by: town.actor(inspector))
        #expect(own.fields == fields)
        town.clock.advance(hours: 72, seconds: 1)
        let later = try await town.freshActor(inspector)
        await #expect(throws: AccessRefusal.hidden) {
            try await town.installation.draft(draft, by: later)
        }
        try await town.installation.sweep()
        #expect(try await town.count("SELECT COUNT(*) AS n FROM draft") == 0)
    }

    @Test func `with a code is found however the code is typed, with and without the glass`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let lead = try await town.actor("labour-inspectorate.1")
        let other = try await town.actor("labour-inspectorate.3")
        let id = try await town.openCase(by: "labour-inspectorate.1")
        let code = try await town.installation.readCase(id, by: lead).code
        let bare = code.filter { $0 != "-" }
        for typed in [code, code.lowercased(), bare, " \(bare.replacing("0", with: "O")) "] {
            #expect(try await town.installation.findCase(code: typed, by: lead) == id)
            await #expect(throws: AccessRefusal.hidden) {
                try await town.installation.findCase(code: typed, by: other)
            }
        }
        await #expect(throws: AccessRefusal.hidden) {
            try await town.installation.findCase(code: String(code.dropLast()), by: lead)
        }
        let typed = bare.lowercased()
        let found = try await town.installation.breakGlass(
            code: typed,
            reason: "Colleague is ill",
            by: other
        )
        #expect(found == id)
        #expect(try await town.installation.findCase(code: typed, by: other) == id)
    }

    @Test func `on breaking the glass is read by the agency, and never goes round encryption`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate", "legal-aid")
        let id = try await town.openCase(by: "labour-inspectorate.1")
        let actor = try await town.actor(inspector)
        #expect(try await town.seen(of: id, by: inspector) == nil)
        await #expect(throws: RecordingRefusal.reasonMissing) {
            try await town.installation.breakGlass(id, reason: " \n", by: actor)
        }
        #expect(try await town.seen(of: id, by: inspector) == nil)
        // An agency without a key has no glass to break.
        await #expect(throws: AccessRefusal.hidden) {
            try await town.installation.breakGlass(
                id,
                reason: "Curious",
                by: town.actor("legal-aid.1")
            )
        }
        try await town.installation.breakGlass(id, reason: "Colleague is ill", by: actor)
        #expect(try await town.seen(of: id, by: inspector) != nil)
        let leaf = try #require(try await town.leaves().last { $0.action == .breakGlass })
        #expect(leaf.member == actor.member && leaf.caseID == id)
        #expect(leaf.detail == "Colleague is ill")
        let lead = try await town.actor("labour-inspectorate.2")
        let work = try await town.installation.work(page: 1, by: lead)
        #expect(work.page.items.contains { $0.task.key.kind == .breakGlassUsed })
    }

    @Test func `without a name can't be joined to a person, a time or an author`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "competent-authority")
        let actor = try await town.actor(inspector)
        let leaves = try await town.count("SELECT COUNT(*) AS n FROM log_leaf")
        try await town.installation.notifyAnonymously(
            AnonymousNotification(
                exploitation: .labour,
                sex: .male,
                ageBand: .adult,
                place: "ZZ"
            ),
            by: actor
        )
        try await town.installation.leaveUnrecorded(nil, by: actor)
        #expect(try await town.count("SELECT COUNT(*) AS n FROM log_leaf") == leaves)
        let columns = try await town.database.read { session in
            let sqlite: SQL =
                "SELECT name FROM pragma_table_info('anonymous_notification') ORDER BY name"
            let postgres: SQL =
                """
                SELECT CAST(column_name AS TEXT) AS name FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name = 'anonymous_notification'
                ORDER BY column_name
                """
            return try session.main.rows(session.main.engine == .sqlite ? sqlite : postgres)
                .map { try $0.text("name") }
        }
        // The position is drawn at random: rows stand in no order of time.
        #expect(columns == ["agency", "agency_epoch", "id", "month", "position", "seal", "sealed"])
        let months = try await town.database.read { session in
            try session.main.rows("SELECT month FROM anonymous_notification ORDER BY id")
                .map { try $0.text("month") }
        }
        #expect(months == ["2026-03"])
        // Its receiver reads it; its author can't even list it.
        let reader = try await town.actor("competent-authority.1")
        let page = try await town.installation.notifications(page: 1, by: reader)
        #expect(page.items.map(\.notification.place) == ["ZZ"])
        await #expect(throws: AccessRefusal.missing(.readNotifications)) {
            try await town.installation.notifications(page: 1, by: actor)
        }
    }
}
