import Casefile
import Casework
import Database
import Mechanism
import TestEngines
import TestTown
import Testing

/// What users of comparable systems lost or saw by mistake, and must not here.
@Suite(.bothEngines)
struct `A change of access` {
    private let inspector = "labour-inspectorate.3"
    private let shelter = "shelter-women.1"

    private func need(_ text: String) -> Payload {
        .needStated(NeedStated(kind: .food, urgency: .soon, detail: text))
    }

    /// An offer with a message, and the consent that it rests on.
    private func offer(
        _ town: DemoTown,
        _ id: Case.ID
    ) async throws -> (consent: Consent.ID, referral: Referral.ID) {
        let consent = try await town.consent(
            to: "shelter-women",
            for: .support,
            [.support],
            in: id,
            by: inspector
        )
        let referral = try await town.installation.offerReferral(
            to: Agency.ID("shelter-women"),
            purpose: .support,
            service: nil,
            help: [],
            compartments: [.support],
            authority: .consent(consent),
            urgency: .today,
            children: 0,
            message: "Comes by the evening bus",
            in: id,
            by: town.actor(inspector)
        )
        return (consent, referral)
    }

    /// Everything that a member's lists show can be opened.
    private func expectListsOpen(
        _ town: DemoTown,
        _ logins: String...,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let installation = town.installation
        for login in logins {
            let actor = try await town.freshActor(login)
            for line in try await installation.cases(page: 1, by: actor).items {
                let model = try await installation.readCase(line.id, by: actor)
                #expect(model.code == line.code, sourceLocation: location)
            }
            for item in try await installation.inbox(page: 1, by: actor).items {
                let model = try await installation.readReferral(item.id, by: actor)
                #expect(model.id == item.id && model.code == item.code, sourceLocation: location)
            }
            for item in try await installation.work(page: 1, by: actor).page.items {
                guard let code = item.code else { continue }
                let found = try await installation.findCase(code: code, by: actor)
                #expect(found == item.task.key.caseID, sourceLocation: location)
                _ = try await installation.readCase(found, by: actor)
            }
        }
    }

    @Test func `leaves what was said to those who said it, and to those who heard it`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let installation = town.installation
        let id = try await town.openCase(by: inspector)
        let (consent, referral) = try await offer(town, id)
        let reader = try await town.actor(shelter)
        try await installation.acceptReferral(referral, message: "A bed is free", by: reader)
        try await installation.answerReferral(referral, .arrived, message: "At nine", by: reader)
        try await installation.record(need("Written by the shelter"), in: id, by: reader)
        try await installation.withdrawConsent(consent, in: id, by: town.actor(inspector))
        for login in [inspector, shelter] {
            let model = try await installation.readReferral(referral, by: town.actor(login))
            #expect(model.referral.offered.value.message == "Comes by the evening bus")
            #expect(model.referral.accepted?.value.message == "A bed is free")
            #expect(model.referral.answers.map(\.value.message) == ["At nine"])
        }
        // The shelter keeps what it wrote itself, and nothing else.
        let own = try await installation.readCase(id, by: reader)
        #expect(own.state.needs.map(\.value.detail) == ["Written by the shelter"])
        #expect(own.state.identities.isEmpty && own.state.contacts.isEmpty)
        try await expectListsOpen(town, inspector, shelter, "labour-inspectorate.1")
        #expect(try await installation.verify().fault == nil)
    }

    @Test func `hides an old address, whatever it led to`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let installation = town.installation
        let id = try await town.openCase(by: inspector)
        let (consent, referral) = try await offer(town, id)
        let reader = try await town.actor(shelter)
        try await installation.acceptReferral(referral, message: "", by: reader)
        let code = try await installation.readCase(id, by: reader).code
        try await installation.withdrawConsent(consent, in: id, by: town.actor(inspector))
        let today = installation.now().today
        await #expect(throws: AccessRefusal.hidden) {
            try await installation.readCase(id, by: reader)
        }
        await #expect(throws: AccessRefusal.hidden) {
            try await installation.findCase(code: code, by: reader)
        }
        await #expect(throws: AccessRefusal.hidden) {
            _ = try await installation.glass(of: id, by: reader)
        }
        await #expect(throws: AccessRefusal.hidden) {
            try await installation.breakGlass(code: code, reason: "Old paper", by: reader)
        }
        await #expect(throws: AccessRefusal.hidden) {
            try await installation.record(need(""), in: id, by: reader)
        }
        await #expect(throws: AccessRefusal.hidden) {
            try await installation.closeCase(id, .personLeft, on: today, by: reader)
        }
        await #expect(throws: AccessRefusal.hidden) {
            try await installation.findServices([.material], for: id, by: reader)
        }
        let model = try await installation.readReferral(referral, by: reader)
        #expect(model.caseID == nil && model.code == nil)
        // Of an offer that was taken back nothing is left to follow either.
        let again = try await offer(town, id)
        try await installation.withdrawReferral(again.referral, by: town.actor(inspector))
        await #expect(throws: (any Error).self) {
            try await installation.acceptReferral(again.referral, message: "", by: reader)
        }
        #expect(try await town.seen(of: id, by: shelter) == nil)
    }

    @Test func `never leaves a list that shows what a page refuses`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let installation = town.installation
        let lead = "labour-inspectorate.1"
        func expectOpen(at location: SourceLocation = #_sourceLocation) async throws {
            try await expectListsOpen(
                town,
                inspector,
                lead,
                shelter,
                "shelter-women.3",
                at: location
            )
        }
        let id = try await town.openCase(by: inspector)
        try await expectOpen()
        let first = try await offer(town, id)
        try await expectOpen()
        try await installation.declineReferral(
            first.referral,
            reason: .noPlace,
            message: "",
            by: town.actor(shelter)
        )
        try await expectOpen()
        let second = try await offer(town, id)
        try await installation.acceptReferral(
            second.referral,
            message: "",
            by: town.actor(shelter)
        )
        try await expectOpen()
        try await installation.withdrawConsent(second.consent, in: id, by: town.actor(inspector))
        try await expectOpen()
        let third = try await offer(town, id)
        try await expectOpen()
        town.clock.advance(days: 4)
        try await expectOpen()
        try await installation.withdrawReferral(third.referral, by: town.actor(inspector))
        try await expectOpen()
    }

    @Test func `shows of an offered referral only what was granted`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let installation = town.installation
        let id = try await town.openCase(by: inspector)
        let (_, referral) = try await offer(town, id)
        let reader = try await town.actor(shelter)
        let model = try await installation.readReferral(referral, by: reader)
        #expect(model.status == .offered && model.isReceiver)
        #expect(model.caseID == nil && model.code == nil)
        #expect(model.referral.offered.value.message == "Comes by the evening bus")
        let inbox = try await installation.inbox(page: 1, by: reader)
        #expect(inbox.items.map(\.id) == [referral] && inbox.items.allSatisfy { $0.code == nil })
        #expect(try await town.seen(of: id, by: shelter) == nil)
        #expect(try await installation.cases(page: 1, by: reader).items.isEmpty)
        // Accepted, it opens the compartment that was named, the spine, and no other.
        try await installation.acceptReferral(referral, message: "", by: reader)
        #expect(try await town.seen(of: id, by: shelter) == [.spine, .coordination, .support])
    }
}
