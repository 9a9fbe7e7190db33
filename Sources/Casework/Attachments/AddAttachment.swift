package import Casefile
import Cryptography
import Database
import Mechanism
import Media
import Store

extension AttachedFile {
    /// The kinds of file that are taken, by their content and never by their name.
    package static let contentTypes: Set<String> = Set(
        ([.pdf, .jpeg, .png, .webp, .plainText, .docx, .xlsx, .odt] as [ContentType]).map(
            \.rawValue
        )
    )
}

extension Installation {
    /// Adds a file to an entry of the member's own agency.
    ///
    /// Nobody ever holds the whole: the content is told by its first bytes, freed of what pictures say beside
    /// themselves, sealed, and stored chunk by chunk, each in a transaction of its own. The last transaction records the
    /// entry; until then nobody sees anything of the file, and what is left without an entry is swept after a day.
    ///
    /// `next`: the content in pieces of any size; `nil` at its end.
    /// - Throws: `AccessRefusal`, `AttachingRefusal`, and what `next` throws.
    @discardableResult
    package func addAttachment(
        named name: String,
        to entry: Entry.ID,
        in id: Case.ID,
        by actor: Actor,
        content next: () async throws -> [UInt8]?
    ) async throws -> AttachedFile.ID {
        let place = try await placeOfAttachment(to: entry, in: id, by: actor)
        var intake = try await AttachmentIntake.begin(next)
        let file: AttachedFile.ID = Self.newIdentifier()
        let key = SecretBytes.random(count: AuthenticatedCipher.keyCount)
        do {
            let stored = try await store(&intake, as: file, under: key, in: place, next)
            guard let key = AttachedFile.Key(bytes: key.exposedBytes()) else {
                preconditionFailure("a key has 32 bytes")
            }
            let added = AttachmentAdded(
                id: file,
                entry: entry,
                compartment: place.compartment,
                name: String(name.prefix(AttachedFile.nameLimit)),
                contentType: intake.type.rawValue,
                byteCount: stored.byteCount,
                key: key
            )
            try await change(id, requiring: .record, by: actor, storing: stored) { open, _ in
                (try open.state.attach(added, by: actor.author), ())
            }
        } catch {
            await discard(file)
            throw error
        }
        return file
    }

    /// Where the file would go, decided before any of it is read.
    private func placeOfAttachment(
        to entry: Entry.ID,
        in id: Case.ID,
        by actor: Actor
    ) async throws -> EntryHeader {
        let now = now()
        return try await database.read { session in
            let access = try actor.authorise(.act(.record, id), in: session)
            guard let file = access.caseFile else { throw AccessRefusal.hidden }
            let open = try self.openCase(file, for: actor, in: session, now: now)
            return try open.state.entryToAttach(to: entry, by: actor.author).header
        }
    }

    private func store(
        _ intake: inout AttachmentIntake,
        as id: AttachedFile.ID,
        under key: SecretBytes,
        in place: EntryHeader,
        _ next: () async throws -> [UInt8]?
    ) async throws -> StoredFile {
        let row = AttachmentRow(
            id: id,
            caseID: place.caseID,
            strand: place.strand,
            entry: nil,
            bytes: 0,
            createdAt: currentTime()
        )
        var sealer = SealedStream.Sealer(
            key: key,
            associatedData: AttachmentSealing.associatedData(id, in: place.caseID)
        )
        var hasher = AttachmentSealing.hasher(of: id, in: place.caseID)
        let header = sealer.header
        hasher.update(header)
        try await database.write { session in
            try AttachmentTable(session).insert(row)
            try AttachmentTable(session).insertChunk(header, number: 0, of: id)
        }
        var number = 0
        var isLast = false
        while !isLast {
            let chunk: [UInt8]
            (chunk, isLast) = try await intake.nextChunk(next)
            number += 1
            let (box, place) = (sealer.seal(chunk, isLast: isLast), number)
            hasher.update(box)
            try await database.write { session in
                try AttachmentTable(session).insertChunk(box, number: place, of: id)
                try session.main.releaseMemory()
            }
        }
        return StoredFile(
            id: id,
            digest: hasher.finalize().bytes,
            byteCount: intake.keptBytes
        )
    }

    /// Removes what was stored of an upload that failed, at once where that can be; else it is swept.
    private func discard(_ id: AttachedFile.ID) async {
        do {
            try await database.write { try AttachmentTable($0).discard(id) }
        } catch {
            // The upload's own error is the one to tell.
        }
    }
}
