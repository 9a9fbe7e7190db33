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

    /// A digest in an entry's list of what it brought along: a byte for its kind, then 32.
    static func item(_ digest: [UInt8]) -> [UInt8] { [2] + digest }

    /// The file's digest in such a list; `nil` where there is none.
    static func digest(in items: [UInt8]) -> [UInt8]? {
        guard items.count == 33, items[0] == 2 else { return nil }
        return Array(items.dropFirst())
    }
}

/// An upload whose chunks are all stored, and what they hash to.
struct StoredFile: Sendable {
    let id: AttachedFile.ID
    let digest: [UInt8]
    let byteCount: Int
}
