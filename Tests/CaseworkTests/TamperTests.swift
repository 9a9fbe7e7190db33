import Casefile
import Cryptography
import Database
import Mechanism
import Store
import TestEngines
import TestTown
import Testing

@testable import Casework

/// What somebody with the database file, and no key, can change without being noticed: nothing.
@Suite(.bothEngines)
struct `A changed database` {
    private let inspector = "labour-inspectorate.3"

    private func town() async throws -> (DemoTown, Case.ID, [EntryRow]) {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let id = try await town.openCase(by: inspector)
        for text in ["One", "Two"] {
            let need = NeedStated(kind: .food, urgency: .soon, detail: text)
            try await town.installation.record(.needStated(need), in: id, by: town.actor(inspector))
        }
        // A new program, which has not yet seen a signature of any entry.
        return (town, id, try await town.database.read { try EntryTable($0).all(of: id) })
    }

    private func expectNoticed(
        _ town: DemoTown,
        _ id: Case.ID,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let fresh = try await Installation.open(
            town.database,
            secrets: town.receipt.secrets,
            parameters: DemoTown.parameters(),
            currentTime: { town.clock.now },
            keep: { _ in }
        )
        let report = try await fresh.verify()
        #expect(report.fault != nil, sourceLocation: location)
        let actor = try await town.actor(inspector)
        await #expect(throws: (any Error).self, sourceLocation: location) {
            try await fresh.readCase(id, by: actor)
        }
    }

    @Test func `is noticed when a ciphertext stands in another entry`() async throws {
        let (town, id, rows) = try await town()
        let needs = rows.filter { $0.header.compartment == .support }
        let (first, second) = (try #require(needs.first), try #require(needs.last))
        try await town.tamper(
            "UPDATE entry SET sealed = \(first.sealed) WHERE id = \(second.header.id)"
        )
        try await expectNoticed(town, id)
    }

    @Test func `is noticed when an entry moves to another case`() async throws {
        let (town, id, rows) = try await town()
        let other = try await town.openCase(by: inspector)
        let last = try #require(rows.last)
        try await town.tamper(
            "UPDATE entry SET case_id = \(other), sequence = 999 WHERE id = \(last.header.id)"
        )
        let report = try await town.installation.verify()
        #expect(report.fault != nil)
        _ = id
    }

    @Test func `is noticed when an author, an epoch or a time is another`() async throws {
        let other = try await DemoTown.found(with: "labour-inspectorate")
        let colleague = try await other.actor("labour-inspectorate.1").member
        _ = colleague
        for column in ["author", "time", "heads", "signature", "digest"] {
            let (town, id, rows) = try await town()
            let last = try #require(rows.last)
            let entry = last.header.id
            switch column {
            case "author":
                let colleague = try await town.actor("labour-inspectorate.1").member
                try await town.tamper(
                    "UPDATE entry SET author = \(colleague) WHERE id = \(entry)"
                )
            case "time":
                try await town.tamper(
                    "UPDATE entry SET recorded_at = recorded_at + 1 WHERE id = \(entry)"
                )
            case "heads":
                try await town.tamper("UPDATE entry SET heads = \([UInt8]()) WHERE id = \(entry)")
            case "signature":
                var signature = last.signature
                signature[0] ^= 1
                try await town.tamper(
                    "UPDATE entry SET signature = \(signature) WHERE id = \(entry)"
                )
            default:
                try await town.tamper(
                    "UPDATE entry SET work_digest = \([UInt8(0)]) WHERE id = \(entry)"
                )
            }
            try await expectNoticed(town, id)
        }
    }

    @Test func `is noticed when the last entry, or one in the middle, is missing`() async throws {
        for isLast in [true, false] {
            let (town, _, rows) = try await town()
            let row = try #require(isLast ? rows.last : rows.dropFirst().first)
            try await town.tamper("DELETE FROM entry WHERE id = \(row.header.id)")
            #expect(try await town.installation.verify().fault != nil)
        }
    }

    @Test func `is noticed when two entries change places`() async throws {
        let (town, _, rows) = try await town()
        let (one, two) = (try #require(rows.dropLast().last), try #require(rows.last))
        try await town.tamper("UPDATE entry SET sequence = 998 WHERE id = \(one.header.id)")
        try await town.tamper(
            "UPDATE entry SET sequence = \(one.sequence) WHERE id = \(two.header.id)"
        )
        try await town.tamper(
            "UPDATE entry SET sequence = \(two.sequence) WHERE id = \(one.header.id)"
        )
        #expect(try await town.installation.verify().fault != nil)
    }

    @Test func `opens no ciphertext under any other header, even with the right key`()
        async throws
    {
        let key = SecretBytes.random(count: 32)
        let header = EntryHeader(
            id: Installation.newIdentifier(),
            caseID: Installation.newIdentifier(),
            strand: Installation.newIdentifier(),
            compartment: .support,
            owner: Agency.ID("clinic"),
            epoch: 1,
            author: Installation.newIdentifier(),
            authorAgency: Agency.ID("clinic"),
            recordedAt: DemoTown.morning,
            heads: []
        )
        let need = NeedStated(kind: .food, urgency: .soon, detail: "Bread")
        let sealed = try EntrySealing.seal(.needStated(need), header: header, key: key)
        func open(_ header: EntryHeader, _ key: SecretBytes) throws -> Entry {
            try EntrySealing.open(
                EntryRow(
                    header: header,
                    sequence: 1,
                    workDigest: [],
                    sealed: sealed,
                    signature: [],
                    link: [],
                    leaf: []
                ),
                key: key
            )
        }
        #expect(try open(header, key).payload == .needStated(need))
        for other in header.neighbours {
            #expect(throws: (any Error).self, "\(other)") { try open(other, key) }
        }
        #expect(throws: (any Error).self) { try open(header, .random(count: 32)) }
    }

    @Test func `reads no payload of a version that it does not know`() throws {
        let padded = try PayloadCoding.encode("word")
        var bytes = try Padding.unpad(padded)
        #expect(bytes.first == PayloadCoding.version)
        bytes[0] = 2
        let newer = Padding.pad(bytes)
        #expect(throws: PayloadCoding.UnknownVersion.self) {
            try PayloadCoding.decode(String.self, from: newer)
        }
    }
}

extension EntryHeader {
    /// Headers that differ from this one in one field each.
    fileprivate var neighbours: [EntryHeader] {
        func with(
            id: Entry.ID? = nil,
            caseID: Case.ID? = nil,
            strand: Strand.ID? = nil,
            compartment: Compartment? = nil,
            owner: Agency.ID? = nil,
            epoch: Int? = nil,
            author: Member.ID? = nil,
            authorAgency: Agency.ID? = nil,
            recordedAt: Instant? = nil,
            heads: [Entry.ID]? = nil
        ) -> EntryHeader {
            EntryHeader(
                id: id ?? self.id,
                caseID: caseID ?? self.caseID,
                strand: strand ?? self.strand,
                compartment: compartment ?? self.compartment,
                owner: owner ?? self.owner,
                epoch: epoch ?? self.epoch,
                author: author ?? self.author,
                authorAgency: authorAgency ?? self.authorAgency,
                recordedAt: recordedAt ?? self.recordedAt,
                heads: heads ?? self.heads
            )
        }
        return [
            with(id: Installation.newIdentifier()), with(caseID: Installation.newIdentifier()),
            with(strand: Installation.newIdentifier()), with(compartment: .health),
            with(owner: Agency.ID("police-trafficking-unit")), with(epoch: 2),
            with(author: Installation.newIdentifier()),
            with(authorAgency: Agency.ID("police-trafficking-unit")),
            with(recordedAt: DemoTown.morning.adding(seconds: 1)),
            with(heads: [Installation.newIdentifier()]),
        ]
    }
}
