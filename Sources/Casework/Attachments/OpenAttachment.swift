package import Casefile
import Cryptography
import Database
import Mechanism
import Store
import Synchronization

/// A file that a member may have: what it is, and its content as it is asked for.
package struct AttachmentModel: Sendable {
    /// The media type, as its bytes told it.
    package let contentType: String
    package let byteCount: Int
    package let content: AttachmentContent
}

extension Installation {
    /// Opens a file of a case; the download is a leaf that commits before the first byte is given.
    ///
    /// - Throws: `AccessRefusal.hidden` for a file that the member may not know of: of a case that is out of sight, in a
    ///   strand that is closed, struck, or none.
    package func openAttachment(
        _ id: AttachedFile.ID,
        in caseID: Case.ID,
        by actor: Actor
    ) async throws -> AttachmentModel {
        let now = now()
        let model = try await database.read { session in
            let access = try actor.authorise(.download(id, caseID), in: session)
            guard let file = access.caseFile, let row = access.attachment else {
                throw AccessRefusal.hidden
            }
            let open = try self.openCase(file, for: actor, in: session, now: now)
            guard
                let added = open.state.attachments.first(where: {
                    $0.value.id == id && $0.header.id == row.entry
                })
            else { throw AccessRefusal.hidden }
            let items = try EntryTable(session).workDigest(of: added.header.id) ?? []
            let digest = try AttachmentSealing.digest(in: items)
            return AttachmentModel(
                contentType: added.value.contentType,
                byteCount: added.value.byteCount,
                content: AttachmentContent(
                    of: added.value,
                    in: caseID,
                    digest: digest,
                    for: actor,
                    of: self
                )
            )
        }
        let leaf = LogLeaf(
            .download,
            by: actor,
            in: caseID,
            detail: "attachment \(id)",
            at: now.instant
        )
        return try await logged(leaf, model)
    }
}

/// The content of a file, chunk by chunk.
///
/// Each chunk is read while the strand still stands open to the agency. The last one is given only when all of them are
/// what the entry's author signed: a changed file never comes whole.
package final class AttachmentContent: Sendable {
    private struct State: ~Copyable {
        var number = 0
        var opener: SealedStream.Opener?
        var hasher: BLAKE2bHasher?
    }

    private let installation: Installation
    private let actor: Actor
    private let file: AttachmentAdded
    private let caseID: Case.ID
    private let digest: [UInt8]
    private let boxCount: Int
    private let state: Mutex<State>

    fileprivate init(
        of file: AttachmentAdded,
        in caseID: Case.ID,
        digest: [UInt8],
        for actor: Actor,
        of installation: Installation
    ) {
        self.file = file
        self.caseID = caseID
        self.digest = digest
        self.actor = actor
        self.installation = installation
        boxCount = AttachmentSealing.boxCount(of: file.byteCount)
        state = Mutex(State(hasher: AttachmentSealing.hasher(of: file.id, in: caseID)))
    }

    /// The next chunk, one call at a time; `nil` after the last.
    ///
    /// - Throws: `AccessRefusal.hidden` when access ended meanwhile, `JournalError.fileChanged`.
    package func next() async throws -> [UInt8]? {
        let number = state.withLock { $0.number }
        guard number <= boxCount else { return nil }
        if number == 0 { try begin(try await chunk(0)) }
        let box = try await chunk(max(1, number))
        return try state.withLock { state in
            state.number = max(1, number) + 1
            return try open(box, isLast: max(1, number) == boxCount, &state)
        }
    }

    private func begin(_ header: [UInt8]) throws {
        try state.withLock { state in
            state.hasher?.update(header)
            do {
                state.opener = try SealedStream.Opener(
                    header: header,
                    key: SecretBytes(file.key.bytes),
                    associatedData: AttachmentSealing.associatedData(file.id, in: caseID)
                )
            } catch {
                throw JournalError.fileChanged
            }
        }
    }

    private func open(
        _ box: [UInt8],
        isLast: Bool,
        _ state: inout State
    ) throws(JournalError) -> [UInt8] {
        guard var opener = state.opener.take() else { throw .fileChanged }
        state.hasher?.update(box)
        let chunk: [UInt8]
        do {
            chunk = try opener.open(box)
            if isLast { try opener.finish() }
        } catch {
            throw .fileChanged
        }
        if isLast {
            guard let hasher = state.hasher.take(), hasher.finalize().bytes == digest else {
                throw .fileChanged
            }
        }
        state.opener = consume opener
        return chunk
    }

    private func chunk(_ number: Int) async throws -> [UInt8] {
        let today = installation.now().today
        return try await installation.database.read { [file, actor] session in
            guard
                let chunk = try AttachmentTable(session).chunk(
                    number,
                    of: file.id,
                    visibleTo: actor.agency.id,
                    on: today
                )
            else { throw AccessRefusal.hidden }
            try session.main.releaseMemory()
            return chunk
        }
    }
}
