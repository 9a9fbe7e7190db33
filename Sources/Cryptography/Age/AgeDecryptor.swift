/// Decrypts a file of any length, a chunk of 64 KiB at a time.
///
/// Each chunk that comes out is authentic, but only `finish` tells that the file is whole.
package struct AgeDecryptor {
    private enum Stage {
        case header
        case salt(fileKey: SecretBytes)
        case payload(key: SecretBytes)
        case ended
    }

    private let identities: [AgeIdentity]
    private var stage = Stage.header
    private var nonce = AgeNonce()
    private var pending: [UInt8] = []

    private static let sealedCount = Age.chunkCount + AuthenticatedCipher.tagCount

    /// Starts with the identities that may open the file; one that can is enough.
    package init(identities: [AgeIdentity]) { self.identities = identities }

    /// Takes a part of the file and gives the plaintext that is ready, which may be nothing.
    ///
    /// - Throws: `Age.AgeError`; plaintext of the same part is then lost, of earlier parts it stands.
    package mutating func update(_ part: [UInt8]) throws(Age.AgeError) -> [UInt8] {
        pending += part
        if case .header = stage { try readHeader() }
        if case .salt(let fileKey) = stage, pending.count >= Age.nonceCount {
            let salt = Array(pending[..<Age.nonceCount])
            stage = .payload(key: Age.payloadKey(fileKey, nonce: salt))
            pending.removeFirst(Age.nonceCount)
        }
        var plaintext: [UInt8] = []
        var start = 0
        while case .payload(let key) = stage, pending.count - start >= Self.sealedCount {
            plaintext += try open(pending[start..<start + Self.sealedCount], key)
            start += Self.sealedCount
        }
        pending.removeFirst(start)
        if case .ended = stage, !pending.isEmpty, plaintext.isEmpty { throw .trailingData }
        return plaintext
    }

    /// Ends the file and gives the rest of its plaintext.
    ///
    /// - Throws: `Age.AgeError` where the file is not whole.
    package mutating func finish() throws(Age.AgeError) -> [UInt8] {
        switch stage {
        case .header, .salt: throw .malformedHeader
        case .ended:
            guard pending.isEmpty else { throw .trailingData }
            return []
        case .payload(let key):
            guard !pending.isEmpty else { throw .truncated }
            // Only the first chunk may be empty.
            guard nonce.number == 0 || pending.count > AuthenticatedCipher.tagCount,
                let last = decrypt(pending[...], key, isLast: true)
            else { throw .payloadNotAuthentic }
            stage = .ended
            pending = []
            return last
        }
    }

    private mutating func readHeader() throws(Age.AgeError) {
        guard let end = AgeHeader.end(in: pending) else {
            guard pending.count <= Age.headerLimit else { throw .headerTooLong }
            return
        }
        guard end <= Age.headerLimit else { throw .headerTooLong }
        let header = try AgeHeader(parsing: Array(pending[..<end]))
        stage = .salt(fileKey: try header.fileKey(with: identities))
        pending.removeFirst(end)
    }

    /// Opens a full chunk, which may be the last.
    private mutating func open(
        _ chunk: ArraySlice<UInt8>,
        _ key: SecretBytes
    ) throws(Age.AgeError) -> [UInt8] {
        if let plaintext = decrypt(chunk, key, isLast: false) {
            _ = nonce.next(isLast: false)
            return plaintext
        }
        guard let plaintext = decrypt(chunk, key, isLast: true) else {
            throw .payloadNotAuthentic
        }
        stage = .ended
        return plaintext
    }

    private func decrypt(_ chunk: ArraySlice<UInt8>, _ key: SecretBytes, isLast: Bool) -> [UInt8]? {
        do {
            return try AuthenticatedCipher.chaCha20Poly1305.open(
                chunk,
                key: key,
                nonce: nonce.bytes(isLast: isLast),
                associatedData: []
            )
        } catch {
            return nil
        }
    }
}
