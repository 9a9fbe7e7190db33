import Casefile
import Casework
import Mechanism
import TestEngines
import TestTown
import Testing

/// What opens, what stays closed, and what ends it.
@Suite(.bothEngines)
struct `A disclosure` {
    private let inspector = "labour-inspectorate.3"

    private func need(_ kind: NeedKind, _ text: String) -> Payload {
        .needStated(NeedStated(kind: kind, urgency: .soon, detail: text))
    }

    @Test func `lets police write a health need and opens nothing else in that compartment`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate", "police-trafficking-unit")
        let id = try await town.openCase(by: inspector)
        try await town.share(
            id,
            with: "police-trafficking-unit",
            for: .investigation,
            [.account],
            by: inspector
        )
        let police = "police-trafficking-unit.1"
        #expect(try await town.seen(of: id, by: police) == [.coordination, .account])
        try await town.installation.record(
            need(.medication, "Inhaler"),
            in: id,
            by: town.actor(police)
        )
        let model = try await town.installation.readCase(id, by: town.actor(police))
        #expect(model.state.needs.map(\.value.detail) == ["Inhaler"])
        #expect(model.state.identities.isEmpty && model.state.safeContacts.isEmpty)
        // The inspectorate does not read the police's own strand either.
        let own = try await town.installation.readCase(id, by: town.actor(inspector))
        #expect(!own.state.needs.map(\.value.detail).contains("Inhaler"))
    }

    @Test func `gives an enforcement unit no way to write what all parties share`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "police-trafficking-unit")
        let id = try await town.openCase(by: inspector)
        try await town.share(
            id,
            with: "police-trafficking-unit",
            for: .investigation,
            [.account],
            by: inspector
        )
        await #expect(throws: AccessRefusal.hidden) {
            try await town.installation.record(
                .ageRecorded(AgeRecorded(status: .minor)),
                in: id,
                by: town.actor("police-trafficking-unit.1")
            )
        }
        let model = try await town.installation.readCase(id, by: town.actor(inspector))
        #expect(model.state.age == .adult)
    }

    @Test func `stops with the consent in the same transaction, also for who was signed in before`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let id = try await town.openCase(by: inspector)
        let (consent, _) = try await town.share(
            id,
            with: "shelter-women",
            [.contact, .support],
            by: inspector
        )
        let reader = try await town.actor("shelter-women.1")
        #expect(try await town.installation.readCase(id, by: reader).state.needs.count == 1)
        try await town.installation.withdrawConsent(consent, in: id, by: town.actor(inspector))
        await #expect(throws: AccessRefusal.hidden) {
            try await town.installation.readCase(id, by: reader)
        }
        await #expect(throws: AccessRefusal.hidden) {
            try await town.installation.record(need(.food, ""), in: id, by: reader)
        }
        let cases = try await town.installation.cases(page: 1, by: reader)
        #expect(cases.items.isEmpty)

        // The work that says so names no case, and can be put away.
        let work = try await town.installation.work(page: 1, by: reader)
        let ended = try #require(work.page.items.first { $0.task.key.kind == .accessEnded })
        #expect(ended.code == nil)
        try await town.installation.finish(ended.task.key, by: reader)
        let after = try await town.installation.work(page: 1, by: reader)
        #expect(!after.page.items.contains { $0.task.key.kind == .accessEnded })
    }

    @Test func `ends with the last day of its consent, in lists as in the case itself`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let id = try await town.openCase(by: inspector)
        let today = town.installation.now().today
        let code = try await town.installation.readCase(id, by: town.actor(inspector)).code
        try await town.share(
            id,
            with: "shelter-women",
            [.contact, .support],
            until: today.adding(days: 3),
            by: inspector
        )
        town.clock.advance(days: 3)
        #expect(try await town.seen(of: id, by: "shelter-women.1") != nil)
        town.clock.advance(days: 1)
        let reader = try await town.actor("shelter-women.1")
        #expect(try await town.seen(of: id, by: "shelter-women.1") == nil)
        #expect(try await town.installation.cases(page: 1, by: reader).items.isEmpty)
        await #expect(throws: AccessRefusal.hidden) {
            try await town.installation.findCase(code: code, by: reader)
        }
        await #expect(throws: AccessRefusal.hidden) {
            try await town.installation.record(need(.food, ""), in: id, by: reader)
        }
    }

    @Test func `does not come back when another agency's access ends and keys are renewed`()
        async throws
    {
        let town = try await DemoTown.found(
            with: "labour-inspectorate",
            "shelter-women",
            "case-managers"
        )
        let id = try await town.openCase(by: inspector)
        let today = town.installation.now().today
        try await town.share(
            id,
            with: "case-managers",
            [.support],
            until: today.adding(days: 2),
            by: inspector
        )
        let (consent, _) = try await town.share(
            id,
            with: "shelter-women",
            [.support],
            by: inspector
        )
        try await town.installation.withdrawConsent(consent, in: id, by: town.actor(inspector))
        // Written under a new key, which those that remain receive until their own last day.
        try await town.installation.record(need(.food, "A"), in: id, by: town.actor(inspector))
        let reader = "case-managers.1"
        let model = try await town.installation.readCase(id, by: town.actor(reader))
        #expect(model.state.needs.map(\.value.detail).contains("A"))
        town.clock.advance(days: 3)
        try await town.installation.record(need(.food, "B"), in: id, by: town.actor(inspector))
        #expect(try await town.seen(of: id, by: reader) == nil)
        #expect(try await town.seen(of: id, by: "shelter-women.1") == nil)
    }

    @Test func `covers strands that begin after it, and only until its last day`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "case-managers")
        let id = try await town.openCase(by: inspector)
        let today = town.installation.now().today
        // Nothing lies in the safety compartment yet.
        try await town.share(
            id,
            with: "case-managers",
            [.support, .safety],
            until: today.adding(days: 2),
            by: inspector
        )
        let note = Note(subject: .safety, occurredOn: .day(today), text: "Was followed")
        try await town.installation.record(.note(note), in: id, by: town.actor(inspector))
        #expect(try await town.seen(of: id, by: "case-managers.1")?.contains(.safety) == true)
        town.clock.advance(days: 3)
        #expect(try await town.seen(of: id, by: "case-managers.1") == nil)
    }

    @Test func `to immigration enforcement is blocked, whoever authorises it`() async throws {
        let town = try await DemoTown.found(
            with: "labour-inspectorate",
            "immigration-enforcement"
        )
        let id = try await town.openCase(by: inspector)
        let consent = try await town.consent(
            to: "immigration-enforcement",
            for: .investigation,
            [.identity],
            in: id,
            by: inspector
        )
        let authorities: [DisclosureAuthority] = [
            .consent(consent), .law(Provision.ID("court-order")),
            .law(Provision.ID("crime-against-child")), .law(Provision.ID("no-such-law")),
            .vitalInterest(reason: "In danger"),
        ]
        for authority in authorities {
            await #expect(
                throws: ReferralRefusal.disclosure(.immigrationEnforcementBlocked)
            ) {
                try await town.offer(
                    to: "immigration-enforcement",
                    for: .investigation,
                    [.identity],
                    on: authority,
                    in: id,
                    by: inspector
                )
            }
        }
        #expect(try await town.seen(of: id, by: "immigration-enforcement.1") == nil)
    }

    @Test func `to police on law alone waits for a second member`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "police-trafficking-unit")
        let id = try await town.openCase(by: inspector, town.firstContact(age: .minor))
        let referral = try await town.offer(
            to: "police-trafficking-unit",
            for: .investigation,
            [.account],
            on: .law(Provision.ID("crime-against-child")),
            in: id,
            by: inspector
        )
        let police = try await town.actor("police-trafficking-unit.1")
        await #expect(throws: AccessRefusal.hidden) {
            try await town.installation.readReferral(referral, by: police)
        }
        #expect(try await town.installation.inbox(page: 1, by: police).items.isEmpty)
        await #expect(throws: AccessRefusal.hidden) {
            try await town.installation.acceptReferral(referral, message: "", by: police)
        }
        // The author lacks the capability; the author's own approval would not count either.
        await #expect(throws: AccessRefusal.missing(.approve)) {
            try await town.installation.approveReferral(referral, by: town.actor(inspector))
        }
        let second = try await town.actor("labour-inspectorate.2")
        try await town.installation.approveReferral(referral, by: second)
        #expect(try await town.seen(of: id, by: "police-trafficking-unit.1") == nil)
        try await town.installation.acceptReferral(referral, message: "", by: police)
        #expect(
            try await town.seen(of: id, by: "police-trafficking-unit.1") == [
                .coordination, .account,
            ]
        )
    }

    @Test func `can't be approved by its own author`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "police-trafficking-unit")
        let author = "labour-inspectorate.1"
        let id = try await town.openCase(by: author, town.firstContact(age: .minor))
        let referral = try await town.offer(
            to: "police-trafficking-unit",
            for: .investigation,
            [.account],
            on: .law(Provision.ID("crime-against-child")),
            in: id,
            by: author
        )
        await #expect(throws: ReferralRefusal.approverIsAuthor) {
            try await town.installation.approveReferral(referral, by: town.actor(author))
        }
    }
}
