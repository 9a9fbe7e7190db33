import Casefile
import Cryptography
import Database
import Mechanism
import Store
import TestEngines
import TestTown
import Testing

@testable import Casework

/// Files of a case, from the first byte to whoever may have them.
@Suite(.bothEngines)
struct `A file` {
    private let inspector = "labour-inspectorate.3"

    /// A town with a case and the entry of a need in it.
    private func town(_ agencies: String...) async throws -> (DemoTown, Case.ID, Entry.ID) {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        for agency in agencies { try await town.staff(agency) }
        let id = try await town.openCase(by: inspector)
        return (town, id, try await town.entry("need-stated", in: id, by: inspector))
    }

    /// An invented letter of so many bytes, no two parts alike.
    static func letter(_ count: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: 1)
        let page = (0..<9_973).map { _ in UInt8.random(in: 0x61...0x7A, using: &generator) }
        let pages = repeatElement(page, count: count / page.count + 1)
        return Array(pages.joined().prefix(count))
    }

    @Test(arguments: [2, 262_143, 262_144, 262_145, 1_000_000], [1_000, 65_536, 2_000_000])
    func `comes back byte for byte, however it was sent`(
        count: Int,
        pieceBytes: Int
    ) async throws {
        let (town, id, entry) = try await town()
        let content = Self.letter(count)
        let file = try await town.attach(content, to: entry, in: id, by: inspector, pieceBytes)
        let model = try await town.open(file, in: id, by: inspector)
        #expect(model.contentType == "text/plain" && model.byteCount == count)
        #expect(try await model.content.whole() == content)
        #expect(try await model.content.next() == nil)
        #expect(try await town.installation.verify().fault == nil)
    }

    @Test func `belongs to its entry, and its name and key are sealed`() async throws {
        let (town, id, entry) = try await town()
        let file = try await town.attach(Self.letter(10), to: entry, in: id, by: inspector)
        let state = try await town.installation.readCase(id, by: town.actor(inspector)).state
        let added = try #require(state.attachments(of: entry).first).value
        #expect(added.id == file && added.name == "Brief der Firma.txt")
        #expect(added.compartment == .support)
        #expect(try await town.count("SELECT COUNT(*) AS n FROM attachment_chunk") == 2)
        let leaves = try await town.leaves().map(\.detail)
        #expect(leaves.filter { $0 == "attachment-added" }.count == 1)
        #expect(!leaves.joined().contains("Brief"))
    }

    @Test func `is read as a leaf that commits before its first byte`() async throws {
        let (town, id, entry) = try await town()
        let file = try await town.attach(Self.letter(10), to: entry, in: id, by: inspector)
        _ = try await town.open(file, in: id, by: inspector)
        let leaves = try await town.leaves().filter { $0.action == .download }
        #expect(leaves.map(\.detail) == ["attachment \(file)"])
        #expect(leaves.map(\.caseID) == [id])
    }

    @Test func `of a picture loses what the picture says beside itself`() async throws {
        let (town, id, entry) = try await town()
        let secret = Array("GPS 42.1N 24.7E".utf8)
        let picture = Self.jpeg(saying: secret)
        for pieceBytes in [1, 50_000] {
            let file = try await town.attach(picture, to: entry, in: id, by: inspector, pieceBytes)
            let model = try await town.open(file, in: id, by: inspector)
            let kept = try await model.content.whole()
            #expect(model.contentType == "image/jpeg" && model.byteCount == kept.count)
            #expect(kept.firstRange(of: secret) == nil)
            #expect(kept.count == picture.count - secret.count - 4)
        }
    }

    @Test func `of another kind, broken, empty or too large is refused and leaves nothing`()
        async throws
    {
        let (town, id, entry) = try await town()
        let program = [0x7F] + Array("ELF".utf8) + [2, 1, 1] + [UInt8](repeating: 0, count: 200)
        let refused: [([UInt8], AttachingRefusal)] = [
            ([], .empty), (program, .typeNotTaken),
            (Array("<!DOCTYPE html><html><script>alert(1)</script>".utf8), .typeNotTaken),
            (Array(Self.jpeg(saying: [1]).dropLast(4)), .damaged),
            (Self.letter(1) + [UInt8](repeating: 0x61, count: AttachedFile.byteLimit), .tooLarge),
        ]
        for (content, refusal) in refused {
            await #expect(throws: refusal) {
                try await town.attach(content, to: entry, in: id, by: inspector, 1_000_000)
            }
        }
        #expect(try await town.count("SELECT COUNT(*) AS n FROM attachment") == 0)
        #expect(try await town.count("SELECT COUNT(*) AS n FROM attachment_chunk") == 0)
        let largest = [UInt8](repeating: 0x61, count: AttachedFile.byteLimit)
        let file = try await town.attach(largest, to: entry, in: id, by: inspector, 1_000_000)
        let model = try await town.open(file, in: id, by: inspector)
        #expect(try await model.content.whole() == largest)
    }

    @Test func `that stops half way leaves nothing, and what a crash leaves is swept after a day`()
        async throws
    {
        struct Gone: Error {}
        let (town, id, entry) = try await town()
        let actor = try await town.actor(inspector)
        var left = 3
        await #expect(throws: Gone.self) {
            try await town.installation.addAttachment(
                named: "a",
                to: entry,
                in: id,
                by: actor,
                content: {
                    left -= 1
                    guard left >= 0 else { throw Gone() }
                    return Self.letter(300_000)
                }
            )
        }
        #expect(try await town.count("SELECT COUNT(*) AS n FROM attachment") == 0)
        // As after a crash between two chunks.
        let file = try await town.attach(Self.letter(10), to: entry, in: id, by: inspector)
        try await town.tamper("UPDATE attachment SET entry = NULL WHERE id = \(file)")
        await #expect(throws: AccessRefusal.hidden) {
            try await town.open(file, in: id, by: inspector)
        }
        try await town.installation.sweep()
        #expect(try await town.count("SELECT COUNT(*) AS n FROM attachment") == 1)
        town.clock.advance(seconds: 86_401)
        try await town.installation.sweep()
        #expect(try await town.count("SELECT COUNT(*) AS n FROM attachment") == 0)
        #expect(try await town.count("SELECT COUNT(*) AS n FROM attachment_chunk") == 0)
    }

    @Test func `is refused where its entry is out of sight, another agency's, struck or a file`()
        async throws
    {
        let (town, id, entry) = try await town("shelter-women")
        try await town.share(id, with: "shelter-women", [.support], by: inspector)
        let shelter = "shelter-women.1"
        let account = try await town.entry("contact-made", in: id, by: inspector)
        let file = try await town.attach(Self.letter(5), to: entry, in: id, by: inspector)
        let added = try await town.entry("attachment-added", in: id, by: inspector)
        let refusals: [(Entry.ID, String, AttachingRefusal)] = [
            (account, shelter, .noSuchEntry), (entry, shelter, .notYours),
            (Installation.newIdentifier(), inspector, .noSuchEntry),
            (added, inspector, .notAttachable),
        ]
        for (entry, login, refusal) in refusals {
            await #expect(throws: refusal) {
                try await town.attach(Self.letter(5), to: entry, in: id, by: login)
            }
        }
        await #expect(throws: AccessRefusal.hidden) {
            try await town.attach(
                Self.letter(5),
                to: entry,
                in: Installation.newIdentifier(),
                by: inspector
            )
        }
        // Nothing of the content is asked for then.
        let actor = try await town.actor(shelter)
        await #expect(throws: AttachingRefusal.notYours) {
            try await town.installation.addAttachment(
                named: "a",
                to: entry,
                in: id,
                by: actor,
                content: {
                    Issue.record("the content was asked for")
                    return nil
                }
            )
        }
        #expect(try await town.open(file, in: id, by: shelter).byteCount == 5)
    }

    @Test func `stays hidden from whoever can't open its strand, as if it weren't there`()
        async throws
    {
        let (town, id, entry) = try await town("shelter-women", "legal-aid")
        let account = try await town.entry("contact-made", in: id, by: inspector)
        let shared = try await town.share(id, with: "shelter-women", [.support], by: inspector)
        let need = try await town.attach(Self.letter(5), to: entry, in: id, by: inspector)
        let story = try await town.attach(Self.letter(6), to: account, in: id, by: inspector)
        let other = try await town.openCase(by: inspector)
        let shelter = "shelter-women.1"
        #expect(try await town.open(need, in: id, by: shelter).byteCount == 5)
        try await town.expectHidden(story, in: id, by: shelter)
        try await town.expectHidden(need, in: id, by: "legal-aid.1")
        try await town.expectHidden(need, in: other, by: inspector)
        try await town.expectHidden(Installation.newIdentifier(), in: id, by: inspector)
        // In the agency, but not assigned.
        try await town.expectHidden(need, in: id, by: "shelter-women.3")
        // Access that ends in the middle ends the file too.
        let content = try await town.open(need, in: id, by: shelter).content
        try await town.installation.withdrawConsent(
            shared.consent,
            in: id,
            by: town.actor(inspector)
        )
        await #expect(throws: AccessRefusal.hidden) { try await content.whole() }
        try await town.expectHidden(need, in: id, by: shelter)
        #expect(try await town.open(need, in: id, by: inspector).byteCount == 5)
    }

    @Test func `that was struck is given to nobody`() async throws {
        let (town, id, entry) = try await town()
        let file = try await town.attach(Self.letter(5), to: entry, in: id, by: inspector)
        let added = try await town.entry("attachment-added", in: id, by: inspector)
        try await town.installation.correct(
            added,
            with: nil,
            reason: "Another person's",
            in: id,
            by: town.actor(inspector)
        )
        await #expect(throws: AccessRefusal.hidden) {
            try await town.open(file, in: id, by: inspector)
        }
    }

    @Test func `that was changed never comes whole, and verification says so`() async throws {
        for damage in ["box", "order", "missing", "other"] {
            let (town, id, entry) = try await town()
            let content = Self.letter(600_000)
            let file = try await town.attach(content, to: entry, in: id, by: inspector)
            let second = try await town.attach(content, to: entry, in: id, by: inspector)
            #expect(try await town.installation.verify().fault == nil)
            switch damage {
            case "box":
                let box = try await town.database.read {
                    try AttachmentTable($0).chunk(3, of: file)
                }
                var changed = try #require(box)
                changed[changed.count / 2] ^= 1
                try await town.tamper(
                    "UPDATE attachment_chunk SET sealed = \(changed) WHERE attachment = \(file) AND number = 3"
                )
            case "order":
                for (from, to) in [(1, 9), (2, 1), (9, 2)] {
                    try await town.tamper(
                        "UPDATE attachment_chunk SET number = \(to) WHERE attachment = \(file) AND number = \(from)"
                    )
                }
            case "missing":
                try await town.tamper(
                    "DELETE FROM attachment_chunk WHERE attachment = \(file) AND number = 3"
                )
            default:
                try await town.tamper("DELETE FROM attachment_chunk WHERE attachment = \(file)")
                try await town.tamper(
                    "UPDATE attachment_chunk SET attachment = \(file) WHERE attachment = \(second)"
                )
            }
            #expect(try await town.installation.verify().fault != nil, "\(damage)")
            let model = try await town.open(file, in: id, by: inspector)
            await #expect(throws: (any Error).self, "\(damage)") {
                try await model.content.whole()
            }
        }
    }

    @Test func `sealed anew by somebody who has its key is not what its author signed`()
        async throws
    {
        let (town, id, entry) = try await town()
        let file = try await town.attach(Self.letter(600_000), to: entry, in: id, by: inspector)
        let state = try await town.installation.readCase(id, by: town.actor(inspector)).state
        let key = try #require(state.attachments.first).value.key
        var sealer = SealedStream.Sealer(
            key: SecretBytes(key.bytes),
            associatedData: AttachmentSealing.associatedData(file, in: id)
        )
        var chunks = [sealer.header]
        let forged = [UInt8](repeating: 0x62, count: 600_000)
        for start in stride(from: 0, to: forged.count, by: SealedStream.chunkCount) {
            let end = min(start + SealedStream.chunkCount, forged.count)
            chunks.append(sealer.seal(Array(forged[start..<end]), isLast: end == forged.count))
        }
        try await town.tamper("DELETE FROM attachment_chunk WHERE attachment = \(file)")
        // As a program with the row key would, so that only the signature is left to tell.
        try await town.database.write { [chunks] session in
            for (number, chunk) in chunks.enumerated() {
                try AttachmentTable(session).insertChunk(chunk, number: number, of: file)
            }
        }
        #expect(try await town.installation.verify().fault != nil)
        let content = try await town.open(file, in: id, by: inspector).content
        await #expect(throws: JournalError.fileChanged) { try await content.whole() }
    }

    @Test func `is carried along by a backup, whole`() async throws {
        let (town, id, entry) = try await town()
        _ = try await town.attach(Self.letter(600_000), to: entry, in: id, by: inspector)
        let counts = try await town.database.read { session in
            try Catalogue(of: session.main).tables.map(\.name)
        }
        let entryAt = try #require(counts.firstIndex(of: "entry"))
        let fileAt = try #require(counts.firstIndex(of: "attachment"))
        let chunkAt = try #require(counts.firstIndex(of: "attachment_chunk"))
        #expect(entryAt < fileAt && fileAt < chunkAt)
    }

    /// A picture with a comment in it.
    static func jpeg(saying comment: [UInt8]) -> [UInt8] {
        func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
            [0xFF, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 255)]
                + content
        }
        let start =
            [0xFF, 0xD8]
            + segment(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 0, 0])
        let table = segment(0xDB, [UInt8](repeating: 3, count: 65))
        let scan = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4]
        return start + segment(0xFE, comment) + table + scan + [0xFF, 0xD9]
    }
}
