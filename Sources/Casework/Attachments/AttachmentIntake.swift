import Casefile
import Cryptography
import Media

/// A file's content on its way in: told by its first bytes, counted, freed of metadata, and cut into chunks.
struct AttachmentIntake {
    let type: ContentType
    private var stripper: MetadataStripper
    /// What waits for its chunk to be full.
    private var waiting: [UInt8] = []
    private var takenBytes = 0
    /// Bytes that are kept, once the last chunk was given.
    private(set) var keptBytes = 0
    private var hasEnded = false

    /// Reads as much as tells the type, and gives it on.
    ///
    /// - Throws: `AttachingRefusal.empty` or `.typeNotTaken`, and what `next` throws.
    static func begin(_ next: () async throws -> [UInt8]?) async throws -> AttachmentIntake {
        var start: [UInt8] = []
        var hasEnded = false
        while start.count < SealedStream.chunkCount, !hasEnded {
            guard let piece = try await next() else {
                hasEnded = true
                continue
            }
            start += piece
        }
        guard !start.isEmpty else { throw AttachingRefusal.empty }
        guard let type = ContentType(sniffing: start),
            AttachedFile.contentTypes.contains(type.rawValue)
        else { throw AttachingRefusal.typeNotTaken }
        var intake = AttachmentIntake(type: type, stripper: MetadataStripper(for: type))
        intake.hasEnded = hasEnded
        try intake.take(start)
        return intake
    }

    private init(type: ContentType, stripper: MetadataStripper) {
        self.type = type
        self.stripper = stripper
    }

    /// The next whole chunk, or the last one of any size.
    ///
    /// - Throws: `AttachingRefusal.tooLarge` or `.damaged`, and what `next` throws.
    mutating func nextChunk(
        _ next: () async throws -> [UInt8]?
    ) async throws -> (chunk: [UInt8], isLast: Bool) {
        // One byte more than a chunk tells that it is not the last.
        while waiting.count <= SealedStream.chunkCount, !hasEnded {
            if let piece = try await next() { try take(piece) } else { hasEnded = true }
        }
        let chunk = Array(waiting.prefix(SealedStream.chunkCount))
        waiting.removeFirst(chunk.count)
        let isLast = hasEnded && waiting.isEmpty
        keptBytes += chunk.count
        if isLast { try finish() }
        return (chunk, isLast)
    }

    private mutating func take(_ piece: [UInt8]) throws(AttachingRefusal) {
        takenBytes += piece.count
        guard takenBytes <= AttachedFile.byteLimit else { throw .tooLarge }
        do {
            waiting += try stripper.take(piece)
        } catch {
            throw .damaged
        }
    }

    private func finish() throws(AttachingRefusal) {
        do {
            try stripper.finish()
        } catch {
            throw .damaged
        }
        guard keptBytes > 0 else { throw .damaged }
    }
}
