import Casefile
import Mechanism
import TestTown
import Testing

@testable import Casework

/// On what a question rests, and who is never told.
extension BlindCheckTests {
    @Test func `needs an explanation, a name or a birth, and the person's own word`() async throws {
        let town = try await Self.town()
        let asker = try await town.actor(Self.asker)
        var silent = town.contact(named: "Mirela Testova")
        silent.identity = nil
        let nameless = try await town.openCase(by: Self.asker, silent)
        await #expect(throws: CheckRefusal.nothingToAsk) {
            try await town.installation.askCheck(
                in: nameless,
                telling: [.help],
                on: .person,
                by: asker
            )
        }
        let named = try await town.openCase(by: Self.asker, town.contact(named: "Mirela Testova"))
        await #expect(throws: CheckRefusal.nobodyToTell) {
            try await town.installation.askCheck(in: named, telling: [], on: .person, by: asker)
        }
        await #expect(throws: CheckRefusal.lawDoesNotAllow) {
            try await town.installation.askCheck(
                in: named,
                telling: [.help],
                on: .law(Provision.ID("anything")),
                by: asker
            )
        }
        for _ in 0..<CaseState.checksADay {
            try await town.installation.askCheck(
                in: named,
                telling: [.help],
                on: .person,
                by: asker
            )
        }
        await #expect(throws: CheckRefusal.tooMany) {
            try await town.installation.askCheck(
                in: named,
                telling: [.help],
                on: .person,
                by: asker
            )
        }
    }

    @Test func `needs the guardian of a child, and the child's assent`() async throws {
        let town = try await Self.town()
        let asker = try await town.actor(Self.asker)
        var contact = town.contact(named: "Mirela Testova")
        contact.age = .minor
        contact.guardian = GuardianStep(step: .requested, agency: nil)
        contact.childView = "Wants to stay"
        let id = try await town.openCase(by: Self.asker, contact)
        func ask(_ basis: CheckAsked.Basis) async throws {
            try await town.installation.askCheck(in: id, telling: [.help], on: basis, by: asker)
        }
        await #expect(throws: CheckRefusal.guardianMustConsent) { try await ask(.person) }
        await #expect(throws: CheckRefusal.noGuardian) { try await ask(.guardian(assent: .given)) }
        try await town.installation.record(
            .guardianStep(GuardianStep(step: .appointed, agency: nil)),
            in: id,
            by: asker
        )
        await #expect(throws: CheckRefusal.childMustNotRefuse) {
            try await ask(.guardian(assent: .refused))
        }
        try await ask(.guardian(assent: .given))
    }

    @Test func `is told on the basis of law to nobody whom a child may have to fear`() async throws
    {
        let town = try await Self.town()
        let asker = try await town.actor(Self.asker)
        var contact = town.contact(named: "Mirela Testova")
        contact.age = .minor
        contact.guardian = GuardianStep(step: .requested, agency: nil)
        contact.childView = "Wants to stay"
        let id = try await town.openCase(by: Self.asker, contact)
        let law = CheckAsked.Basis.law(Provision.ID("child-protection-referral"))
        await #expect(throws: CheckRefusal.lawDoesNotAllow) {
            try await town.installation.askCheck(
                in: id,
                telling: [.help, .police],
                on: law,
                by: asker
            )
        }
        try await town.installation.askCheck(in: id, telling: [.help], on: law, by: asker)
    }

    @Test func `tells no post of another State of somebody who may seek asylum`() async throws {
        let town = try await Self.town()
        let asker = try await town.actor(Self.asker)
        let id = try await town.openCase(by: Self.asker, town.contact(named: "Mirela Testova"))
        await #expect(throws: CheckRefusal.postOfAsylumSeeker) {
            try await town.installation.askCheck(
                in: id,
                telling: [.help, .consular],
                on: .person,
                by: asker
            )
        }
        await #expect(throws: FirstContact.Refusal.checkNotAllowed) {
            try await town.openCase(
                by: Self.asker,
                town.contact(
                    named: "Mirela Testova",
                    known: town.question(to: [.help, .consular])
                )
            )
        }
    }

    @Test func `tells no guardian who is in conflict with the child`() async throws {
        let town = try await Self.town()
        let asker = try await town.actor(Self.asker)
        _ = try await Self.known(in: town)
        var contact = town.contact(named: "Mirela Testova", born: Self.birth ?? .unknown)
        contact.age = .minor
        contact.guardian = GuardianStep(step: .requested, agency: nil)
        contact.childView = "Wants to stay"
        let id = try await town.openCase(by: Self.asker, contact)
        for step in [
            GuardianStep(step: .conflicted, agency: Agency.ID("labour-inspectorate")),
            GuardianStep(step: .appointed, agency: nil),
        ] { try await town.installation.record(.guardianStep(step), in: id, by: asker) }
        try await town.installation.askCheck(
            in: id,
            telling: HolderGroup.unlessSaidOtherwise,
            on: .guardian(assent: .given),
            by: asker
        )
        try await town.installation.tellHolders()
        #expect(try await Self.notices(of: Self.holder, in: town).isEmpty)
    }

    @Test func `declined changes nothing else`() async throws {
        let town = try await Self.town()
        let id = try await town.openCase(
            by: Self.asker,
            town.contact(named: "Mirela Testova", known: .declined)
        )
        let model = try await town.installation.readCase(id, by: town.actor(Self.asker))
        #expect(model.state.declinedChecks.count == 1)
        #expect(!model.state.needs.isEmpty && model.state.checks.isEmpty)
        #expect(try await town.installation.tellHolders() == 0)
    }
}
