import CSodium

/// A 256-bit hash; not secret.
package struct Digest: Hashable, Sendable {
    /// How many bytes a digest has.
    package static let count = 32

    /// The 32 bytes.
    package let bytes: [UInt8]

    /// Takes a stored digest.
    ///
    /// - Throws: `ByteCountError` unless there are 32 bytes.
    package init(bytes: [UInt8]) throws(ByteCountError) {
        try ByteCountError.check(bytes.count, expected: Self.count)
        self.bytes = bytes
    }

    init(trusted bytes: [UInt8]) { self.bytes = bytes }

    /// Computes BLAKE2b-256, keyed (a MAC) when a key of 16 to 64 bytes is given.
    ///
    /// Source: RFC 7693.
    package static func blake2b(_ message: [UInt8], key: SecretBytes? = nil) -> Digest {
        var hasher = BLAKE2bHasher(key: key)
        hasher.update(message)
        return hasher.finalize()
    }

    /// Computes SHA-256.
    ///
    /// Source: FIPS 180-4.
    package static func sha256(_ message: [UInt8]) -> Digest {
        Sodium.start()
        var result = [UInt8](repeating: 0, count: count)
        _ = unsafe crypto_hash_sha256(&result, message, UInt64(message.count))
        return Digest(trusted: result)
    }

    /// Whether both are the same, in constant time: for digests that work as a secret's verifier.
    package func matches(_ other: Digest) -> Bool {
        ConstantTime.equal(bytes, other.bytes)
    }
}

extension Digest: CustomStringConvertible {
    /// The 64 hexadecimal digits.
    package var description: String { bytes.hexString }
}
