import Casefile
import Casework
import Mechanism
import TestEngines
import TestTown
import Testing

/// The whole way from an inspection to a decision, and at each step what nobody else can see.
@Suite(.bothEngines)
struct `The first day` {
    private let inspector = "labour-inspectorate.3"
    private let shelter = "shelter-women.3"
    private let lawyer = "legal-aid.3"
    private let authority = "competent-authority.3"

    private func expect(
        _ town: DemoTown,
        _ id: Case.ID,
        seenBy views: [(String, Set<Compartment>?)],
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        for (login, expected) in views {
            let seen = try await town.seen(of: id, by: login)
            #expect(seen == expected, "\(login)", sourceLocation: location)
        }
    }

    @Test func `opens to each only what the person agreed to, step by step`() async throws {
        let town = try await DemoTown.found(
            with: "labour-inspectorate",
            "shelter-women",
            "legal-aid",
            "competent-authority"
        )
        let id = try await town.openCase(by: inspector)
        let all: Set<Compartment> = [.spine, .account, .support, .health, .contact, .identity]
        // A colleague who neither leads nor works on it sees nothing; whoever leads does.
        try await expect(
            town,
            id,
            seenBy: [
                (inspector, all), ("labour-inspectorate.1", all), ("coordination.1", nil),
                (shelter, nil), (lawyer, nil), (authority, nil),
            ]
        )

        let bed = try await offerBed(town, id)
        try await expect(
            town,
            id,
            seenBy: [(shelter, nil), ("shelter-women.1", nil), (lawyer, nil), (authority, nil)]
        )
        try await town.installation.acceptReferral(bed, message: "Come", by: town.actor(shelter))
        try await town.installation.answerReferral(
            bed,
            .helpStarted,
            message: "",
            by: town.actor(shelter)
        )
        let atShelter: Set<Compartment> = [.spine, .coordination, .support, .contact]
        try await expect(
            town,
            id,
            seenBy: [(shelter, atShelter), (lawyer, nil), (authority, nil)]
        )

        try await town.share(
            id,
            with: "legal-aid",
            for: .legalRepresentation,
            [.contact],
            by: inspector,
            accepting: lawyer
        )
        try await expect(
            town,
            id,
            seenBy: [
                (lawyer, [.spine, .coordination, .contact]), (shelter, atShelter), (authority, nil),
            ]
        )
        let lawyersView = try await town.installation.readCase(id, by: town.actor(lawyer))
        #expect(lawyersView.state.needs.isEmpty && lawyersView.state.services.isEmpty)
        #expect(lawyersView.state.identities.isEmpty && lawyersView.state.indicators.isEmpty)

        try await expectDecision(town, id, all: all, atShelter: atShelter)
    }

    private func expectDecision(
        _ town: DemoTown,
        _ id: Case.ID,
        all: Set<Compartment>,
        atShelter: Set<Compartment>
    ) async throws {
        try await decide(town, id)
        try await expect(
            town,
            id,
            seenBy: [
                (authority, [.spine, .coordination, .identity, .account, .identification]),
                (inspector, all.union([.coordination, .identification])),
                (shelter, atShelter), (lawyer, [.spine, .coordination, .contact]),
            ]
        )
        let work = try await town.installation.work(page: 1, by: town.actor(inspector))
        #expect(work.page.items.contains { $0.task.key.kind == .readDecision && $0.isMine })
        let report = try await town.installation.verify()
        #expect(report.fault == nil && report.cases == 1)
    }

    private func offerBed(_ town: DemoTown, _ id: Case.ID) async throws -> Referral.ID {
        let consent = try await town.consent(
            to: "shelter-women",
            for: .support,
            [.contact, .support],
            in: id,
            by: inspector
        )
        let referral = try await town.offer(
            to: "shelter-women",
            for: .support,
            service: "women-places",
            help: [.safeAccommodation],
            [.contact, .support],
            on: .consent(consent),
            in: id,
            by: inspector
        )
        // The receiver sees the preview and no case; strangers don't even see the referral.
        let preview = try await town.installation.readReferral(
            referral,
            by: town.actor(shelter)
        )
        #expect(preview.caseID == nil && preview.code == nil)
        #expect(preview.referral.offered.value.preview.sex == .female)
        let inbox = try await town.installation.inbox(page: 1, by: town.actor(shelter))
        #expect(inbox.items.map(\.id) == [referral])
        for stranger in [lawyer, authority] {
            await #expect(throws: AccessRefusal.hidden) {
                try await town.installation.readReferral(referral, by: town.actor(stranger))
            }
            await #expect(throws: AccessRefusal.hidden) {
                try await town.installation.acceptReferral(
                    referral,
                    message: "",
                    by: town.actor(stranger)
                )
            }
        }
        return referral
    }

    private func decide(_ town: DemoTown, _ id: Case.ID) async throws {
        let (_, request) = try await town.share(
            id,
            with: "competent-authority",
            for: .formalIdentification,
            [.identity, .account],
            by: inspector,
            accepting: authority
        )
        let work = try await town.installation.work(page: 1, by: town.actor(authority))
        let task = try #require(
            work.page.items.first { $0.task.key.kind == .decideReasonableGrounds }
        )
        // Five working days from a Tuesday, over a weekend.
        #expect(task.task.due.description == "2026-03-10")
        // Nobody else may decide, whatever they can open.
        for stranger in [inspector, shelter, lawyer] {
            await #expect(throws: AccessRefusal.missing(.decide)) {
                try await town.installation.decide(
                    decision(request, town),
                    in: id,
                    by: town.actor(stranger)
                )
            }
        }
        town.clock.advance(days: 2)
        try await town.installation.decide(
            decision(request, town),
            in: id,
            by: town.actor(authority)
        )
        let told = try await town.installation.readCase(id, by: town.actor(inspector))
        #expect(told.state.decisions.map(\.value.result) == [.positive])
        #expect(told.state.reflection != nil)
    }

    private func decision(_ request: Referral.ID, _ town: DemoTown) -> DecisionRequest {
        DecisionRequest(
            referral: request,
            stage: .reasonableGrounds,
            result: .positive,
            occurredOn: town.installation.now().today,
            reasons: "Papers held, no pay",
            tell: []
        )
    }
}
