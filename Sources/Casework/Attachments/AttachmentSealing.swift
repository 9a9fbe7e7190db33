import Casefile
import Cryptography

/// How a file is sealed: a stream of its own under a key of its own, cut into chunks.
///
/// Chunk 0 is the stream's header, the others are its boxes.
enum AttachmentSealing {
    /// Binds a stream to its case and file, so that none can stand for another.
    static func associatedData(_ id: AttachedFile.ID, in caseID: Case.ID) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "attachment/1")
        bytes.append(caseID.bytes)
        bytes.append(id.bytes)
        return bytes.bytes
    }

    /// How many boxes a content of so many bytes has; at least one.
    static func boxCount(of bytes: Int) -> Int {
        max(1, (bytes + SealedStream.chunkCount - 1) / SealedStream.chunkCount)
    }

    /// A hash over all chunks in order, for the signature of the entry that records the file.
    static func hasher(of id: AttachedFile.ID, in caseID: Case.ID) -> BLAKE2bHasher {
        var hasher = BLAKE2bHasher()
        hasher.update(associatedData(id, in: caseID))
        return hasher
    }

    /// The digest that an entry's signature covers of the file that it records.
    ///
    /// - Throws: `JournalError.fileChanged` where the entry brought no file, or several.
    static func digest(in accompaniment: [UInt8]) throws -> [UInt8] {
        let items = try Accompaniment.decode(accompaniment) ?? []
        let files = items.filter { $0.kind == .attachment }
        guard files.count == 1 else { throw JournalError.fileChanged }
        return files[0].digest
    }
}

/// An upload whose chunks are all stored, and what they hash to.
struct StoredFile: Sendable {
    let id: AttachedFile.ID
    let digest: [UInt8]
    let byteCount: Int
}
