import Casefile
import Cryptography
import Database
import Mechanism
@testable import Store
import TestEngines
import TestTown
import Testing

@testable import Casework

/// What keys open, for somebody who has the whole database.
@Suite(.bothEngines)
struct `Keys` {
    private let inspector = "labour-inspectorate.3"

    private func grants(_ town: DemoTown) async throws -> [(GrantRow, Strand)] {
        try await town.database.read { session in
            var found: [(GrantRow, Strand)] = []
            for file in try CaseFileTable(session).all() {
                let strands = try StrandTable(session).strands(of: file.id).map(\.strand)
                let rows = try session.main.rows(
                    """
                    SELECT strand, epoch, agency, agency_epoch, sealed, referral, is_held,
                        until_day, granted_by, signature
                    FROM strand_grant ORDER BY strand, epoch, agency, referral
                    """
                )
                for row in rows {
                    let grant = try GrantRow(row: row)
                    guard let strand = strands.first(where: { $0.id == grant.strand }) else {
                        continue
                    }
                    found.append((grant, strand))
                }
            }
            return found
        }
    }

    private func opens(_ grant: GrantRow, _ strand: Strand, with actor: Actor) -> Bool {
        actor.agencyKeys.values.contains { key in
            let secret = try? HPKE.openSecret(
                grant.sealed,
                with: key,
                info: StrandSealing.context(strand, epoch: grant.epoch),
                associatedData: []
            )
            return secret != nil
        }
    }

    @Test func `of one agency open no grant of another, whatever is in the database`()
        async throws
    {
        let town = try await DemoTown.found(
            with: "labour-inspectorate",
            "shelter-women",
            "clinic"
        )
        let id = try await town.openCase(by: inspector)
        try await town.share(id, with: "shelter-women", [.contact, .support], by: inspector)
        try await town.share(id, with: "clinic", [.health], by: inspector)
        for agency in ["shelter-women", "clinic"] {
            let note = Note(
                subject: .health,
                occurredOn: .day(town.installation.now().today),
                text: "Own"
            )
            try await town.installation.record(
                .note(note),
                in: id,
                by: town.actor("\(agency).1")
            )
        }
        let all = try await grants(town)
        var own = 0
        for login in [inspector, "shelter-women.1", "clinic.1", "coordination.1"] {
            let actor = try await town.actor(login)
            for (grant, strand) in all {
                #expect(
                    opens(grant, strand, with: actor) == (grant.agency == actor.agency.id),
                    "\(login): \(strand.compartment.rawValue) of \(strand.owner)"
                )
                if grant.agency == actor.agency.id, strand.owner == actor.agency.id { own += 1 }
            }
        }
        #expect(own >= 9)
        // Nobody but the owner has a key to notes that were shared with nobody.
        let notes = all.filter {
            $0.1.compartment == .health && $0.1.owner != Agency.ID("labour-inspectorate")
        }
        #expect(notes.count == 2 && notes.allSatisfy { $0.0.agency == $0.1.owner })
    }

    @Test func `that wait for an acceptance open nothing until then, and are gone after a refusal`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let id = try await town.openCase(by: inspector)
        let consent = try await town.consent(
            to: "shelter-women",
            for: .support,
            [.support],
            in: id,
            by: inspector
        )
        let referral = try await town.offer(
            to: "shelter-women",
            for: .support,
            [.support],
            on: .consent(consent),
            in: id,
            by: inspector
        )
        let shelter = try await town.actor("shelter-women.1")
        let keys = try await openKeys(town, id, shelter)
        #expect(Set(keys.values.map(\.compartment)) == [.coordination])
        #expect(try await town.heldGrants(of: "shelter-women") > 0)
        try await town.installation.declineReferral(
            referral,
            reason: .noPlace,
            message: "",
            by: shelter
        )
        #expect(try await town.heldGrants(of: "shelter-women") == 0)
        #expect(
            Set(try await openKeys(town, id, shelter).values.map(\.compartment)) == [.coordination]
        )
    }

    @Test func `are renewed after a revocation: who lost access can't open what comes after`()
        async throws
    {
        let town = try await DemoTown.found(
            with: "labour-inspectorate",
            "shelter-women",
            "case-managers"
        )
        let id = try await town.openCase(by: inspector)
        let (consent, _) = try await town.share(
            id,
            with: "shelter-women",
            [.support],
            by: inspector
        )
        try await town.share(id, with: "case-managers", [.support], by: inspector)
        let kept = try await openKeys(town, id, town.actor("shelter-women.1"))
        try await town.installation.withdrawConsent(consent, in: id, by: town.actor(inspector))
        let need = NeedStated(kind: .food, urgency: .soon, detail: "After")
        try await town.installation.record(.needStated(need), in: id, by: town.actor(inspector))

        let rows = try await town.database.read { try EntryTable($0).all(of: id) }
        let last = try #require(rows.last)
        #expect(last.header.epoch == 2 && last.header.compartment == .support)
        // Keys that it kept from before open what it could read, and nothing of the new epoch.
        let old = try #require(kept[last.header.strand])
        let earlier = try #require(
            rows.first { $0.header.strand == last.header.strand && $0.header.epoch == 1 }
        )
        #expect(throws: Never.self) { try EntrySealing.open(earlier, key: old.key) }
        #expect(throws: (any Error).self) { try EntrySealing.open(last, key: old.key) }
        let epochs = try await grants(town).filter { $0.0.strand == last.header.strand }
        #expect(
            Set(epochs.filter { $0.0.epoch == 2 }.map(\.0.agency.rawValue)) == [
                "labour-inspectorate", "case-managers",
            ]
        )
        let model = try await town.installation.readCase(id, by: town.actor("case-managers.1"))
        #expect(model.state.needs.map(\.value.detail).contains("After"))
        #expect(model.state.needs.count == 2)
    }

    private func openKeys(
        _ town: DemoTown,
        _ id: Case.ID,
        _ actor: Actor
    ) async throws -> [Strand.ID: (compartment: Compartment, key: SecretBytes)] {
        try await town.database.read { session in
            let file = try #require(try CaseFileTable(session).head(id))
            let open = try town.installation.openCase(
                file,
                for: actor,
                in: session,
                now: town.installation.now()
            )
            var keys: [Strand.ID: (compartment: Compartment, key: SecretBytes)] = [:]
            for row in open.strands {
                if let key = open.keys[row.strand.id]?[row.epoch] {
                    keys[row.strand.id] = (row.strand.compartment, key.key)
                }
            }
            return keys
        }
    }
}
