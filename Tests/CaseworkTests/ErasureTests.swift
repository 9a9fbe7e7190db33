import Casefile
import Cryptography
import Database
import Foundation
import Mechanism
import Store
import TestEngines
import TestTown
import Testing

@testable import Casework

/// What two keyholders destroyed is destroyed for everybody, also in what is restored.
@Suite("An erasure", .bothEngines)
struct ErasureTests {
    private static let agencies = ["coordination", "labour-inspectorate", "shelter-women"]
    private static let inspector = "labour-inspectorate.3"

    private struct Scene {
        let town: DemoTown
        let id: Case.ID
    }

    /// A case of the inspectorate, shared with the shelter, which has a record of its own.
    private func scene() async throws -> Scene {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let id = try await town.openCase(by: Self.inspector)
        try await town.share(id, with: "shelter-women", [.contact, .support], by: Self.inspector)
        try await town.installation.record(
            .needStated(NeedStated(kind: .food, urgency: .soon, detail: "No pork")),
            in: id,
            by: town.actor("shelter-women.1")
        )
        return Scene(town: town, id: id)
    }

    private func erase(_ scene: Scene, of agency: String) async throws {
        let installation = scene.town.installation
        try await installation.askErasure(
            of: scene.id,
            .personAsked,
            by: scene.town.freshActor("\(agency).1")
        )
        try await installation.confirmErasure(
            of: scene.id,
            by: scene.town.freshActor("\(agency).2")
        )
    }

    /// Compartments that somebody can open in a case, with every password that there is.
    private func seen(
        _ id: Case.ID,
        in installation: Installation
    ) async throws -> [String: Int] {
        var seen: [String: Int] = [:]
        for agency in Self.agencies {
            for number in 1...3 {
                let login = "\(agency).\(number)"
                guard
                    let secret = try? await installation.signIn(
                        login: login,
                        password: DemoTown.password
                    ), let actor = try await installation.actor(of: secret)
                else { continue }
                do {
                    let model = try await installation.readCase(id, by: actor)
                    seen[login] = model.state.timeline.count
                } catch AccessRefusal.hidden {
                    continue
                }
            }
        }
        return seen
    }

    @Test func `needs two keyholders, and can be taken back until the second has confirmed`()
        async throws
    {
        let scene = try await scene()
        let (town, id) = (scene.town, scene.id)
        let installation = town.installation
        let first = try await town.actor("labour-inspectorate.1")
        let second = try await town.actor("labour-inspectorate.2")
        let third = try await town.actor(Self.inspector)
        let stranger = try await town.actor("coordination.1")
        await #expect(throws: ErasureRefusal.notAsked) {
            try await installation.confirmErasure(of: id, by: second)
        }
        await #expect(throws: AccessRefusal.missing(.lead)) {
            try await installation.askErasure(of: id, .personAsked, by: third)
        }
        await #expect(throws: AccessRefusal.hidden) {
            try await installation.askErasure(of: id, .personAsked, by: stranger)
        }
        try await installation.askErasure(of: id, .personAsked, by: first)
        await #expect(throws: ErasureRefusal.alreadyAsked) {
            try await installation.askErasure(of: id, .notLawful, by: second)
        }
        await #expect(throws: ErasureRefusal.sameMember) {
            try await installation.confirmErasure(of: id, by: first)
        }
        let asked = try #require(try await installation.erasure(of: id, by: second).asked)
        #expect(asked.reason == .personAsked && !asked.isReader)
        let work = try await installation.work(page: 1, by: second)
        #expect(work.page.items.contains { $0.task.key.kind == .confirmErasure })
        try await installation.withdrawErasure(of: id, by: second)
        #expect(try await installation.erasure(of: id, by: first).asked == nil)
        #expect(try await installation.readCase(id, by: first).state.timeline.count > 5)
    }

    @Test func `takes the agency's part from everybody, and leaves what others recorded`()
        async throws
    {
        let scene = try await scene()
        let (town, id) = (scene.town, scene.id)
        let before = try await seen(id, in: town.installation)
        #expect(before["labour-inspectorate.1"] ?? 0 > before["shelter-women.1"] ?? 0)
        try await erase(scene, of: "labour-inspectorate")
        let after = try await seen(id, in: town.installation)
        #expect(Set(after.keys).allSatisfy { $0.hasPrefix("shelter-women") })
        let left = try #require(after["shelter-women.1"])
        #expect(left > 0 && left < before["shelter-women.1"] ?? 0)
        // The shelter is told, and decides about its own records.
        let shelter = try await town.freshActor("shelter-women.1")
        let work = try await town.installation.work(page: 1, by: shelter)
        #expect(work.page.items.contains { $0.task.key.kind == .considerErasure })
        try await town.installation.sequenceAll()
        let report = try await town.installation.verify()
        #expect(report.fault == nil, "\(String(describing: report.fault))")
        // Somebody still holds records: what the log says of the case stays for the protection office.
        #expect(
            try await town.count("SELECT COUNT(*) AS n FROM log_leaf WHERE length(sealed) = 0") == 0
        )
    }

    @Test func `takes the agency's files, and leaves those of others whole`() async throws {
        let scene = try await scene()
        let (town, id) = (scene.town, scene.id)
        let shelter = "shelter-women.1"
        let letters = [Self.inspector: 300_000, shelter: 250_000]
        var files: [String: AttachedFile.ID] = [:]
        for (author, count) in letters {
            let member = try await town.actor(author)
            let state = try await town.installation.readCase(id, by: member).state
            let own = try #require(
                state.timeline.last(where: {
                    $0.entry.payload.kind == "need-stated"
                        && $0.entry.header.authorAgency == member.agency.id
                })
            )
            files[author] = try await town.attach(
                `A file`.letter(count),
                to: own.id,
                in: id,
                by: author
            )
        }
        try await erase(scene, of: "labour-inspectorate")
        // 300,000 bytes were two chunks; of both a chunk says that the file has ended.
        #expect(try await town.count("SELECT COUNT(*) AS n FROM attachment") == 1)
        #expect(try await town.count("SELECT COUNT(*) AS n FROM attachment_chunk") == 2)
        let left = try #require(files[shelter])
        let model = try await town.open(left, in: id, by: shelter)
        #expect(try await model.content.whole() == `A file`.letter(250_000))
        try await town.expectHidden(try #require(files[Self.inspector]), in: id, by: shelter)
        try await town.expectHidden(left, in: id, by: Self.inspector)
        let report = try await town.installation.verify()
        #expect(report.fault == nil, "\(String(describing: report.fault))")
    }

    @Test func `of the last holder leaves no key, no half, no work and no word in the log`()
        async throws
    {
        let scene = try await scene()
        let (town, id) = (scene.town, scene.id)
        try await erase(scene, of: "labour-inspectorate")
        try await erase(scene, of: "shelter-women")
        #expect(try await seen(id, in: town.installation).isEmpty)
        #expect(try await town.halfCount() == 0)
        for table in ["strand_grant", "work_task", "assignment", "party"] {
            #expect(
                try await town.count("SELECT COUNT(*) AS n FROM \(identifier: table)") == 0,
                "\(table)"
            )
        }
        let words = try await town.count(
            "SELECT COUNT(*) AS n FROM log_leaf WHERE case_id = \(id) AND length(sealed) > 0"
        )
        #expect(words == 0)
        try await town.installation.sequenceAll()
        let report = try await town.installation.verify()
        #expect(report.fault == nil, "\(String(describing: report.fault))")
    }

    @Test func `is not what takes lost halves: a sweep does, those alone, after a day`()
        async throws
    {
        let scene = try await scene()
        let (town, id) = (scene.town, scene.id)
        let halves = try await town.halfCount()
        let lost: Strand.ID = Installation.newIdentifier()
        // The case that it was for never committed.
        try await town.database.write { session in
            try StrandTable(session).insertHalves([(lost, 1, [1])], at: town.clock.now)
        }
        try await town.installation.sweepOrphans()
        #expect(try await town.halfCount() == halves + 1)
        town.clock.advance(days: 1, seconds: 1)
        try await town.installation.sweepOrphans()
        #expect(try await town.halfCount() == halves)
        #expect(try await !seen(id, in: town.installation).isEmpty)
        #expect(try await town.installation.verify().fault == nil)
    }

    @Test func `is followed by sweeps of what came since the last, though a clock went back`()
        async throws
    {
        let scene = try await scene()
        let town = scene.town
        let halves = try await town.halfCount()
        town.clock.advance(days: 3)
        try await town.installation.sweepOrphans()
        let (now, lost) = (town.clock.now, [3_600, -3_600, -86_399, -90_000])
        for seconds in lost {
            // Of other servers, whose clocks are ahead or behind: by a day and more, the last.
            let moment = now.adding(seconds: Int64(seconds))
            let strand: Strand.ID = Installation.newIdentifier()
            try await town.database.write { session in
                try StrandTable(session).insertHalves([(strand, 1, [1])], at: moment)
            }
        }
        try await town.installation.sweepOrphans()
        #expect(try await town.halfCount() == halves + lost.count - 1)
        town.clock.advance(days: 1, seconds: 3_601)
        try await town.installation.sweepOrphans()
        #expect(try await town.halfCount() == halves)
        #expect(try await town.installation.verify().fault == nil)
    }

    @Test func `is finished by the next sweep where a crash left the halves`() async throws {
        let scene = try await scene()
        let (town, id) = (scene.town, scene.id)
        let halves = try await town.halfCount()
        let rows = ErasureRow(
            caseID: id,
            agency: Agency.ID("labour-inspectorate"),
            askedBy: Installation.newIdentifier(),
            askedAt: town.clock.now,
            sealed: [],
            confirmation: .init(member: Installation.newIdentifier(), at: town.clock.now)
        )
        // As far as the commit, and no further.
        try await town.database.write { try town.installation.carryOut(rows, in: $0) }
        #expect(try await town.halfCount() == halves)
        #expect(try await town.installation.verify().fault?.step == .grants)
        try await town.installation.sweep()
        #expect(try await town.halfCount() < halves)
        #expect(try await town.installation.verify().fault == nil)
    }

    @Test func `holds in yesterday's backups of both stores, with every password`() async throws {
        let scene = try await scene()
        let (town, id) = (scene.town, scene.id)
        let identity = AgeIdentity.generate()
        let folder = try Folder()
        let paths = (
            main: folder.url.appending(path: "main.age").path,
            shred: folder.url.appending(path: "shred.age").path
        )
        try await Backup.write(.main, of: town.database, to: paths.main, for: [identity.recipient])
        try await Backup.write(
            .shred,
            of: town.database,
            to: paths.shred,
            for: [identity.recipient]
        )
        town.clock.advance(days: 1)
        let early = try await town.installation.erasureList()
        try await erase(scene, of: "labour-inspectorate")
        try await erase(scene, of: "shelter-women")
        try await town.installation.sequenceAll()
        let list = try await town.installation.erasureList()
        let text = try #require(try await town.installation.checkpoint())
        let witnessed = try #require(SignedNote(parsing: text))

        let target = try TestDatabase(
            in: folder.url.path,
            on: town.place.engine,
            names: ("restored.db", "restored-shred.db")
        ).open()
        try await Backup.restore(
            main: paths.main,
            shred: paths.shred,
            with: [identity],
            into: target
        )
        let restored = try await Installation.open(
            target,
            secrets: town.receipt.secrets,
            parameters: DemoTown.parameters(),
            currentTime: { town.clock.now },
            keep: { _ in }
        )
        // Without the list everything is back: that is what the replay is for.
        #expect(try await seen(id, in: restored).count > 3)
        await #expect(throws: ErasureListError.tooOld) {
            try await restored.replay(early, upTo: witnessed)
        }
        let forged = list.replacingOccurrences(of: "labour", with: "police")
        await #expect(throws: ErasureListError.foreign) { try await restored.replay(forged) }
        let other = try await DemoTown.found()
        let foreign = try await other.installation.erasureList()
        await #expect(throws: ErasureListError.foreign) { try await restored.replay(foreign) }

        #expect(try await restored.replay(list, upTo: witnessed) == 2)
        #expect(try await seen(id, in: restored).isEmpty)
        let halves = try await target.read {
            try $0.companion.rows("SELECT 1 AS n FROM strand_half").count
        }
        #expect(halves == 0)
        try await restored.sequenceAll()
        #expect(try await restored.verify().fault == nil)
        // The restored installation's own list names them again.
        #expect(try await restored.replay(try await restored.erasureList()) == 2)
    }
}
