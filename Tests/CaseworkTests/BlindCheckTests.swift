import Casefile
import Cryptography
import Database
import Linkage
import Mechanism
import Store
import TestEngines
import TestTown
import Testing

@testable import Casework

/// Whether the mechanism knows somebody: who asks learns nothing, who holds a case decides.
@Suite("A blind check", .bothEngines)
struct BlindCheckTests {
    static let asker = "hotline.1"
    static let birth = CalendarDate(iso: "1999-04-12").map { PartialDate.day($0) }
    static let holder = "labour-inspectorate.1"

    /// A helpline that asks, an inspectorate that may hold a case, and others who don't.
    static func town() async throws -> DemoTown {
        try await DemoTown.found(
            with: "labour-inspectorate",
            "hotline",
            "police-trafficking-unit",
            "legal-aid"
        )
    }

    static func known(in town: DemoTown) async throws -> Case.ID {
        try await town.openCase(
            by: holder,
            town.contact(named: "Mirela Testova", born: birth ?? .unknown)
        )
    }

    /// What a member of the asking agency does, down to the holders' notices.
    static func ask(
        _ town: DemoTown,
        name: String = "Мирела Тестова",
        telling groups: Set<HolderGroup> = HolderGroup.unlessSaidOtherwise
    ) async throws -> Case.ID {
        let id = try await town.openCase(
            by: asker,
            town.contact(
                named: name,
                born: birth ?? .unknown,
                known: town.question(to: groups)
            )
        )
        try await town.installation.tellHolders()
        return id
    }

    static func notices(
        of login: String,
        in town: DemoTown
    ) async throws -> [CheckNoticeModel] {
        try await town.installation.checkNotices(by: town.actor(login))
    }

    @Test func `tells the holder who asks, about whom and which case, and nobody else`()
        async throws
    {
        let town = try await Self.town()
        let known = try await Self.known(in: town)
        let asked = try await Self.ask(town)
        let notice = try #require(try await Self.notices(of: Self.holder, in: town).first)
        #expect(notice.asker == Agency.ID("hotline"))
        #expect(notice.question.names == ["Мирела Тестова"])
        #expect(notice.matches.map(\.id) == [known])
        let likeness = try #require(notice.matches.first?.likeness)
        #expect(likeness.probability > 0.5)
        for other in ["legal-aid.1", "police-trafficking-unit.1", Self.asker] {
            #expect(try await Self.notices(of: other, in: town).isEmpty)
        }
        let model = try await town.installation.readCase(asked, by: town.actor(Self.asker))
        #expect(model.checkAnswers.isEmpty)
        #expect(model.state.checks.count == 1)
    }

    @Test func `writes the same rows of the same bytes, whoever is known`() async throws {
        let town = try await Self.town()
        _ = try await Self.known(in: town)
        func written(_ name: String) async throws -> [[Int]] {
            let id = try await Self.ask(town, name: name)
            return try await town.database.read { session in
                let check = try #require(
                    try BlindCheckTable(session).checks(of: .init("hotline"), in: id).first
                )
                let rows = try session.main.rows(
                    """
                    SELECT agency_epoch, sealed FROM check_notice
                    WHERE blind_check = \(check.id) ORDER BY id
                    """
                )
                let work = try session.main.rows(
                    "SELECT id FROM work_task WHERE case_id = \(id) ORDER BY id"
                )
                return try rows.map {
                    [Int(try $0.integer("agency_epoch")), try $0.blob("sealed").count]
                }
                    + [[check.sealed.count, check.waiting == nil ? 0 : 1, work.count]]
            }
        }
        let hit = try await written("Мирела Тестова")
        let miss = try await written("Зузана Образец")
        #expect(hit == miss)
        #expect(hit.count > 2)
    }

    @Test func `answers the asker before anybody was looked for`() async throws {
        let town = try await Self.town()
        _ = try await Self.known(in: town)
        _ = try await town.openCase(
            by: Self.asker,
            town.contact(named: "Mirela Testova", known: town.question())
        )
        let notices = try await town.database.read { session in
            try session.main.rows("SELECT id FROM check_notice ORDER BY id").count
        }
        #expect(notices == 0)
        #expect(try await town.installation.tellHolders() == 1)
        #expect(try await town.installation.tellHolders() == 0)
    }

    @Test(arguments: [
        HolderGroup.unlessSaidOtherwise, HolderGroup.unlessSaidOtherwise.union([.police]),
    ])
    func `tells the police only where the person lets them be told`(
        groups: Set<HolderGroup>
    ) async throws {
        let isTold = groups.contains(.police)
        let town = try await Self.town()
        _ = try await town.openCase(
            by: "police-trafficking-unit.1",
            town.contact(named: "Mirela Testova")
        )
        _ = try await Self.ask(town, telling: groups)
        #expect(
            try await Self.notices(of: "police-trafficking-unit.1", in: town).isEmpty == !isTold
        )
    }

    @Test func `shows a case only to members who may see it`() async throws {
        let town = try await Self.town()
        _ = try await Self.known(in: town)
        _ = try await Self.ask(town)
        #expect(try await Self.notices(of: "labour-inspectorate.3", in: town).isEmpty)
        let notice = try #require(try await Self.notices(of: Self.holder, in: town).first)
        await #expect(throws: AccessRefusal.hidden) {
            try await town.installation.checkNotice(
                notice.id,
                by: town.actor("labour-inspectorate.3")
            )
        }
        await #expect(throws: AccessRefusal.hidden) {
            try await town.installation.checkNotice(notice.id, by: town.actor("legal-aid.1"))
        }
    }

    @Test func `brings the holder's answer to the asker, and links both cases`() async throws {
        let town = try await Self.town()
        let known = try await Self.known(in: town)
        let asked = try await Self.ask(town)
        let holder = try await town.actor(Self.holder)
        let asker = try await town.actor(Self.asker)
        let notice = try #require(try await Self.notices(of: Self.holder, in: town).first)
        try await town.installation.answerCheck(
            notice.id,
            about: known,
            with: .contactMe(how: "Ring the duty desk"),
            by: holder
        )
        #expect(try await Self.notices(of: Self.holder, in: town).isEmpty)
        let before = try await town.installation.readCase(asked, by: asker)
        let answer = try #require(before.checkAnswers.first)
        #expect(answer.holder == Agency.ID("labour-inspectorate"))
        #expect(answer.answer == .contactMe(how: "Ring the duty desk"))
        #expect(before.work.map(\.key.kind).contains(.readCheckAnswer))
        try await town.installation.link(
            asked,
            byAnswer: answer.id,
            sparedRetelling: true,
            by: asker
        )
        let one = try await town.installation.readCase(asked, by: asker)
        let other = try await town.installation.readCase(known, by: holder)
        #expect(one.state.standingLinks.map(\.made.value.code) == [other.code])
        #expect(other.state.standingLinks.map(\.made.value.code) == [one.code])
        #expect(!one.work.map(\.key.kind).contains(.readCheckAnswer))
        let counts = try await town.database.read { try TallyTable($0).counts() }
        #expect(counts.first { $0.kind == "retelling-spared" }?.count == 1)
        // Neither opens the other's.
        #expect(try await town.seen(of: known, by: Self.asker) == nil)
        #expect(try await town.seen(of: asked, by: Self.holder) == nil)
    }

    @Test func `is answered once by each holder`() async throws {
        let town = try await Self.town()
        let known = try await Self.known(in: town)
        _ = try await Self.ask(town)
        let holder = try await town.actor(Self.holder)
        let notice = try #require(try await Self.notices(of: Self.holder, in: town).first)
        try await town.installation.answerCheck(
            notice.id,
            about: known,
            with: .notTheSame,
            by: holder
        )
        await #expect(throws: CheckRefusal.alreadyAnswered) {
            try await town.installation.answerCheck(
                notice.id,
                about: known,
                with: .contactMe(how: "Ring"),
                by: holder
            )
        }
        let model = try await town.installation.readCase(known, by: holder)
        #expect(model.state.links.isEmpty)
    }

    @Test func `never tells of a decision against the person`() async throws {
        let town = try await Self.town()
        let known = try await Self.known(in: town)
        _ = try await Self.ask(town)
        let holder = try await town.actor(Self.holder)
        let notice = try #require(try await Self.notices(of: Self.holder, in: town).first)
        #expect(notice.matches.first?.recognisable == nil)
        await #expect(throws: CheckRefusal.noPositiveDecision) {
            try await town.installation.answerCheck(
                notice.id,
                about: known,
                with: .recognised(how: "Ring"),
                by: holder
            )
        }
    }

    @Test func `waits for a server that has its linkage key`() async throws {
        let town = try await Self.town()
        _ = try await Self.known(in: town)
        _ = try await town.openCase(
            by: Self.asker,
            town.contact(
                named: "Mirela Testova",
                born: Self.birth ?? .unknown,
                known: town.question()
            )
        )
        let secrets = town.receipt.secrets
        let stranger = try await Installation.open(
            town.database,
            secrets: InstallationSecrets(
                pepper: secrets.pepper,
                anchor: secrets.anchor,
                rows: secrets.rows,
                log: secrets.log,
                linkage: [2: .random(count: 32)]
            ),
            parameters: DemoTown.parameters(),
            currentTime: { town.clock.now },
            keep: { _ in }
        )
        #expect(try await stranger.tellHolders() == 0)
        #expect(try await stranger.hasWaitingChecks())
        #expect(try await town.installation.tellHolders() == 1)
        #expect(try await Self.notices(of: Self.holder, in: town).count == 1)
    }

    @Test func `counts an age from the day on which it was stated`() async throws {
        let town = try await Self.town()
        var contact = town.contact(named: "Mirela Testova", born: .unknown)
        contact.identity = IdentityStated(
            names: contact.identity?.names ?? [],
            birth: .unknown,
            statedAge: 27,
            sex: .female,
            citizenships: [],
            languages: [],
            residence: .unknown,
            documents: []
        )
        _ = try await town.openCase(by: Self.holder, town.contact(named: "Mirela Testova"))
        let id = try await town.openCase(by: Self.asker, contact)
        let said = town.installation.now().today
        town.clock.advance(days: 3 * 365)
        try await town.installation.askCheck(
            in: id,
            telling: HolderGroup.unlessSaidOtherwise,
            on: .person,
            by: town.freshActor(Self.asker)
        )
        try await town.installation.tellHolders()
        let notice = try #require(
            try await town.installation.checkNotices(by: town.freshActor(Self.holder)).first
        )
        #expect(notice.question.statedOn == said)
    }

    @Test func `asks no practice case about the real, nor the other way round`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "hotline")
        _ = try await Self.known(in: town)
        try await town.database.write { session in
            _ = try session.main.execute("UPDATE case_file SET is_practice = 1")
        }
        _ = try await Self.ask(town)
        #expect(try await Self.notices(of: Self.holder, in: town).isEmpty)
    }

    @Test func `two cases of one agency are linked both ways, and unlinked each by itself`()
        async throws
    {
        let town = try await Self.town()
        let actor = try await town.actor(Self.holder)
        let one = try await Self.known(in: town)
        let other = try await Self.known(in: town)
        try await town.installation.link(one, with: other, by: actor)
        await #expect(throws: CheckRefusal.alreadyLinked) {
            try await town.installation.link(other, with: one, by: actor)
        }
        await #expect(throws: CheckRefusal.sameCase) {
            try await town.installation.link(one, with: one, by: actor)
        }
        let model = try await town.installation.readCase(one, by: actor)
        let link = try #require(model.state.standingLinks.first)
        await #expect(throws: CheckRefusal.reasonMissing) {
            try await town.installation.unlink(link.made.value.id, reason: " ", in: one, by: actor)
        }
        try await town.installation.unlink(
            link.made.value.id,
            reason: "Sisters",
            in: one,
            by: actor
        )
        let after = try await town.installation.readCase(one, by: actor)
        let partner = try await town.installation.readCase(other, by: actor)
        #expect(after.state.standingLinks.isEmpty && partner.state.standingLinks.count == 1)
        #expect(after.state.timeline.count == model.state.timeline.count + 1)
    }

    @Test func `is gone with its notices once its time is over`() async throws {
        let town = try await Self.town()
        _ = try await Self.known(in: town)
        _ = try await Self.ask(town)
        town.clock.advance(days: Installation.checkDays + 1)
        try await town.installation.sweep()
        let left = try await town.database.read { session in
            try ["blind_check", "check_notice", "check_answer"].map { table in
                try session.main.rows("SELECT id FROM \(identifier: table) ORDER BY id").count
            }
        }
        #expect(left == [0, 0, 0])
    }
}
