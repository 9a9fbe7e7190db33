/// A public commitment to one key in one context.
///
/// XChaCha20-Poly1305 does not commit to its key: one box may open under two keys. A grant therefore
/// carries this: BLAKE2b-256 over a domain, the context and the key. It hides a uniformly random
/// 32-byte key, and nobody can find a second key for it.
package struct KeyCommitment: Hashable, Sendable {
    /// The 32 bytes.
    package let bytes: [UInt8]

    /// Commits to a 32-byte key; the context says which key it is and where it belongs.
    package init(to key: SecretBytes, context: [UInt8]) {
        precondition(key.count == 32, "only a 32-byte key can be committed to")
        var header = CanonicalBytes(domain: "tandem/v1/key-commitment")
        header.append(context)
        var hasher = BLAKE2bHasher()
        // The header is framed and the key's size fixed: the concatenation is unambiguous.
        hasher.update(header.bytes)
        hasher.update(key)
        bytes = hasher.finalize().bytes
    }

    /// Takes a stored commitment.
    ///
    /// - Throws: `ByteCountError` unless there are 32 bytes.
    package init(bytes: [UInt8]) throws(ByteCountError) {
        try ByteCountError.check(bytes.count, expected: Digest.count)
        self.bytes = bytes
    }

    /// Whether this commits to the key in the context; compares in constant time.
    package func opens(to key: SecretBytes, context: [UInt8]) -> Bool {
        guard key.count == 32 else { return false }
        return ConstantTime.equal(bytes, KeyCommitment(to: key, context: context).bytes)
    }
}
