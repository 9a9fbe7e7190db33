import Casefile
import Casework
import Database
import Mechanism
import TestEngines
import TestTown
import Testing

/// Referrals that don't go straight.
@Suite(.bothEngines)
struct `A referral` {
    private let inspector = "labour-inspectorate.3"

    private func bed(_ town: DemoTown, _ id: Case.ID) async throws -> Referral.ID {
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
            service: "women-places",
            help: [.safeAccommodation],
            [.support],
            on: .consent(consent),
            in: id,
            by: inspector
        )
    }

    private func expectAlternative(
        _ town: DemoTown,
        _ id: Case.ID,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let search = try await town.installation.findServices(
            [.safeAccommodation],
            for: id,
            by: town.actor(inspector)
        )
        let fitting = search.options.filter { $0.match.fits && $0.canReceive && !$0.isOffered }
        #expect(
            fitting.contains { $0.match.service.id == Service.ID("safe-house-places") },
            sourceLocation: location
        )
        #expect(!search.options.contains { $0.isOffered }, sourceLocation: location)
    }

    @Test func `that is declined returns with alternatives, and its keys are gone`() async throws {
        let town = try await DemoTown.found(
            with: "labour-inspectorate",
            "shelter-women",
            "safe-house"
        )
        let id = try await town.openCase(by: inspector)
        let referral = try await bed(town, id)
        #expect(try await town.heldGrants(of: "shelter-women") > 0)
        try await town.installation.declineReferral(
            referral,
            reason: .noPlace,
            message: "Full until Monday",
            by: town.actor("shelter-women.1")
        )
        #expect(try await town.heldGrants(of: "shelter-women") == 0)
        #expect(try await town.seen(of: id, by: "shelter-women.1") == nil)
        let work = try await town.installation.work(page: 1, by: town.actor(inspector))
        #expect(work.page.items.contains { $0.task.key.kind == .referralReturned && $0.isMine })
        let model = try await town.installation.readReferral(referral, by: town.actor(inspector))
        #expect(model.status == .declined)
        #expect(model.referral.declined?.value.message == "Full until Monday")
        try await expectAlternative(town, id)
        await #expect(throws: ReferralRefusal.alreadyAnswered) {
            try await town.installation.acceptReferral(
                referral,
                message: "",
                by: town.actor("shelter-women.1")
            )
        }
    }

    @Test func `that nobody answers runs out, shows as overdue and can be cleared`() async throws {
        let town = try await DemoTown.found(
            with: "labour-inspectorate",
            "shelter-women",
            "safe-house"
        )
        let id = try await town.openCase(by: inspector)
        let referral = try await bed(town, id)
        town.clock.advance(days: 2)
        let model = try await town.installation.readReferral(referral, by: town.actor(inspector))
        #expect(model.status == .expired)
        let work = try await town.installation.work(page: 1, by: town.actor(inspector))
        let waiting = work.page.items.first { $0.task.key.kind == .awaitAnswer }
        #expect(waiting?.isOverdue == true)
        await #expect(throws: ReferralRefusal.expired) {
            try await town.installation.acceptReferral(
                referral,
                message: "",
                by: town.actor("shelter-women.1")
            )
        }
        #expect(try await town.seen(of: id, by: "shelter-women.1") == nil)
        try await expectAlternative(town, id)
        try await town.installation.withdrawReferral(referral, by: town.actor(inspector))
        #expect(try await town.heldGrants(of: "shelter-women") == 0)
        let after = try await town.installation.work(page: 1, by: town.actor(inspector))
        #expect(!after.page.items.contains { $0.task.key.kind == .awaitAnswer })
    }

    @Test func `beside another to the same agency keeps its keys when that one is declined`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate", "legal-aid")
        let id = try await town.openCase(by: inspector)
        let consent = try await town.consent(
            to: "legal-aid",
            for: .legalRepresentation,
            [.contact],
            in: id,
            by: inspector
        )
        var referrals: [Referral.ID] = []
        for service in ["legal-advice", "compensation-claims"] {
            referrals.append(
                try await town.offer(
                    to: "legal-aid",
                    for: .legalRepresentation,
                    service: service,
                    [.contact],
                    on: .consent(consent),
                    in: id,
                    by: inspector
                )
            )
        }
        let lawyer = try await town.actor("legal-aid.1")
        try await town.installation.declineReferral(
            referrals[0],
            reason: .other,
            message: "",
            by: lawyer
        )
        #expect(try await town.seen(of: id, by: "legal-aid.1") == nil)
        try await town.installation.acceptReferral(referrals[1], message: "", by: lawyer)
        #expect(
            try await town.seen(of: id, by: "legal-aid.1") == [.spine, .coordination, .contact]
        )
    }

    @Test func `that is asked for twice is refused while the first waits`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let id = try await town.openCase(by: inspector)
        _ = try await bed(town, id)
        await #expect(throws: ReferralRefusal.alreadyOffered) { try await bed(town, id) }
    }

    @Test func `is refused before anything was agreed or explained, and leaves no trace`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let id = try await town.openCase(by: inspector)
        let before = try await town.count("SELECT COUNT(*) AS n FROM entry")
        let unknown: Consent.ID = Installation.newIdentifier()
        await #expect(throws: ReferralRefusal.disclosure(.consentMissing)) {
            try await town.offer(
                to: "shelter-women",
                for: .support,
                [.support],
                on: .consent(unknown),
                in: id,
                by: inspector
            )
        }
        await #expect(throws: ReferralRefusal.disclosure(.agreementDoesNotCover)) {
            try await town.offer(
                to: "shelter-women",
                for: .support,
                [.health],
                on: .vitalInterest(reason: "Bleeding"),
                in: id,
                by: inspector
            )
        }
        #expect(try await town.count("SELECT COUNT(*) AS n FROM entry") == before)
        #expect(try await town.count("SELECT COUNT(*) AS n FROM offer") == 0)
        #expect(try await town.heldGrants(of: "shelter-women") == 0)
    }
}
