import Casefile
import Casework
import Database
import Mechanism
import TestEngines
import TestTown
import Testing

/// When somebody leaves, closes or accepts while others work on.
@Suite(.bothEngines)
struct `A handover` {
    private let inspector = "labour-inspectorate.3"
    private let lead = "labour-inspectorate.1"
    private let shelter = "shelter-women.1"

    private func offer(_ town: DemoTown, _ id: Case.ID) async throws -> Referral.ID {
        let consent = try await town.consent(
            to: "shelter-women",
            for: .support,
            [.support],
            in: id,
            by: inspector
        )
        return try await town.offer(
            to: "shelter-women",
            for: .support,
            [.support],
            on: .consent(consent),
            in: id,
            by: inspector
        )
    }

    private func accept(_ town: DemoTown, _ referral: Referral.ID) async throws {
        try await town.installation.acceptReferral(
            referral,
            message: "",
            by: town.actor(shelter)
        )
    }

    private func close(_ town: DemoTown, _ id: Case.ID) async throws {
        try await town.installation.closeCase(
            id,
            .personLeft,
            on: town.installation.now().today,
            by: town.actor(lead)
        )
    }

    @Test func `is not made by the last keyholder, who can't remove themselves`() async throws {
        // The coordinating agency of a new installation has one keyholder.
        let town = try await DemoTown.found()
        let only = try await town.actor("coordination.1")
        await #expect(throws: MembershipRefusal.notYourself) {
            try await town.installation.disableMember(only.member, by: only)
        }
        await #expect(throws: MembershipRefusal.notYourself) {
            try await town.installation.disableMember(only.member, successor: only.member, by: only)
        }
        #expect(try await town.freshActor("coordination.1").isKeyholder)
    }

    @Test func `gives all cases and work of who leaves to a colleague in one step`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        try await town.join("labour-inspectorate", number: 4, isKeyholder: false)
        let installation = town.installation
        var ids: [Case.ID] = []
        for _ in 0..<3 { ids.append(try await town.openCase(by: inspector)) }
        let referral = try await offer(town, ids[0])
        let leaving = try await town.actor(inspector)
        let next = try await town.actor("labour-inspectorate.4")
        // One of the cases is the successor's already.
        try await installation.breakGlass(ids[1], reason: "We share it", by: next)
        let mine = try await installation.work(page: 1, by: leaving).page.items
            .filter(\.isMine).map(\.task.key)
        #expect(!mine.isEmpty)
        try await installation.disableMember(
            leaving.member,
            successor: next.member,
            by: town.actor(lead)
        )
        let cases = try await installation.cases(page: 1, by: next)
        #expect(Set(cases.items.map(\.id)) == Set(ids))
        for id in ids { _ = try await installation.readCase(id, by: next) }
        let work = try await installation.work(page: 1, by: next).page.items
        #expect(Set(work.filter(\.isMine).map(\.task.key)).isSuperset(of: mine))
        let left = try await town.count(
            "SELECT COUNT(*) AS n FROM assignment WHERE member = \(leaving.member)"
        )
        #expect(left == 0)
        // What comes back later goes to the agency, and not to who has left.
        try await installation.declineReferral(
            referral,
            reason: .noPlace,
            message: "",
            by: town.actor(shelter)
        )
        let later = try await installation.work(page: 1, by: next).page.items
        #expect(later.contains { $0.task.key.kind == .referralReturned && $0.code != nil })
    }

    @Test func `goes to nobody who is not a working colleague, and then nothing changes`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        try await town.join("labour-inspectorate", number: 4, isKeyholder: false)
        try await town.join(
            "labour-inspectorate",
            number: 5,
            isKeyholder: false,
            capabilities: [.refer]
        )
        let installation = town.installation
        let leaving = try await town.actor(inspector)
        let id = try await town.openCase(by: inspector)
        let gone = try await town.actor("labour-inspectorate.4").member
        try await installation.disableMember(gone, by: town.actor(lead))
        let wrong = [
            gone, leaving.member, try await town.actor(shelter).member,
            try await town.actor("labour-inspectorate.5").member, Installation.newIdentifier(),
        ]
        for successor in wrong {
            await #expect(throws: AccessRefusal.hidden) {
                try await installation.disableMember(
                    leaving.member,
                    successor: successor,
                    by: town.actor(lead)
                )
            }
        }
        let still = try await town.freshActor(inspector)
        #expect(try await installation.readCase(id, by: still).assignees.count == 1)
    }

    @Test func `without a successor leaves no line that a colleague can't open`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        try await town.join("labour-inspectorate", number: 4, isKeyholder: false)
        let id = try await town.openCase(by: inspector)
        try await town.installation.disableMember(
            town.actor(inspector).member,
            by: town.actor(lead)
        )
        let colleague = try await town.actor("labour-inspectorate.4")
        let work = try await town.installation.work(page: 1, by: colleague).page.items
        #expect(!work.isEmpty && work.allSatisfy { $0.code == nil })
        let leading = try await town.installation.work(page: 1, by: town.actor(lead)).page.items
        #expect(leading.contains { $0.task.key.caseID == id && $0.code != nil })
    }

    @Test func `opens the case in the transaction that accepts it`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let id = try await town.openCase(by: inspector)
        let referral = try await offer(town, id)
        let member = try await town.actor(shelter).member
        // What anybody sees at any moment is all of it or nothing.
        let seen = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await accept(town, referral) }
            var seen: Set<[Int]> = []
            func look() async throws {
                seen.insert(
                    try await town.database.read { session in
                        let row = try session.main.row(
                            """
                            SELECT
                                (SELECT COUNT(*) FROM offer WHERE state = 'accepted') AS accepted,
                                (SELECT COUNT(*) FROM strand_grant WHERE is_held = 1) AS held,
                                (SELECT COUNT(*) FROM assignment WHERE member = \(member)) AS own
                            """
                        )
                        guard let row else { return [] }
                        return [
                            Int(try row.integer("accepted")), try row.integer("held") > 0 ? 1 : 0,
                            Int(try row.integer("own")),
                        ]
                    }
                )
            }
            for _ in 0..<50 { try await look() }
            try await group.waitForAll()
            try await look()
            return seen
        }
        #expect(seen.isSubset(of: [[0, 1, 0], [1, 0, 1]]) && seen.contains([1, 0, 1]))
        #expect(try await town.seen(of: id, by: shelter) == [.spine, .coordination, .support])
    }

    @Test func `waits for its answer: the sender closes after it, never before`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let id = try await town.openCase(by: inspector)
        let referral = try await offer(town, id)
        let before = try await town.count("SELECT COUNT(*) AS n FROM entry")
        await #expect(throws: RecordingRefusal.workLeft) { try await close(town, id) }
        #expect(try await town.count("SELECT COUNT(*) AS n FROM entry") == before)
        try await accept(town, referral)
        try await close(town, id)
        // Closed for the sender, it goes on for the receiver, and comes back if it fails.
        let reader = try await town.actor(shelter)
        #expect(try await town.seen(of: id, by: shelter) == [.spine, .coordination, .support])
        try await town.installation.answerReferral(
            referral,
            .didNotArrive,
            message: "Nobody came",
            by: reader
        )
        let sender = try await town.actor(inspector)
        let model = try await town.installation.readReferral(referral, by: sender)
        #expect(model.referral.answers.map(\.value.message) == ["Nobody came"])
        let work = try await town.installation.work(page: 1, by: sender).page.items
        #expect(work.contains { $0.task.key.kind == .referralReturned && $0.isMine })
    }

    @Test func `that is offered after the sender closed is accepted like any other`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let id = try await town.openCase(by: inspector)
        try await close(town, id)
        let referral = try await offer(town, id)
        try await accept(town, referral)
        #expect(try await town.seen(of: id, by: shelter) == [.spine, .coordination, .support])
        let model = try await town.installation.readReferral(
            referral,
            by: town.actor(inspector)
        )
        #expect(model.status == .accepted && model.code != nil)
    }

    @Test func `is not lost where the sender closes at the same moment`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        _ = try await (town.actor(shelter), town.actor(lead))
        for _ in 0..<10 {
            let id = try await town.openCase(by: inspector)
            let referral = try await offer(town, id)
            async let accepted: Void = accept(town, referral)
            async let closed: RecordingRefusal? = {
                do {
                    try await close(town, id)
                    return nil
                } catch let refusal as RecordingRefusal {
                    return refusal
                }
            }()
            try await accepted
            let refusal = try await closed
            #expect(refusal == nil || refusal == .workLeft)
            let model = try await town.installation.readCase(id, by: town.actor(shelter))
            let isClosed = !model.state.closures.isEmpty
            #expect(isClosed == (refusal == nil))
            #expect(model.state.referrals[referral]?.accepted != nil)
        }
    }
}
