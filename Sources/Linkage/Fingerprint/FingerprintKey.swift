package import Cryptography

/// The secret without which no fingerprint can be made, or tried against a guess.
///
/// Whoever holds it can test any name against a fingerprint: it stays where fingerprints are made.
package struct FingerprintKey: Sendable {
    /// How many bytes one has.
    package static let byteCount = 32

    /// A key of the hash for names, one for dates, one for codes and one for hardening.
    ///
    /// Independent of each other, so that the same text in two fields has nothing in common; names share one, so that
    /// exchanged names have.
    private let parts: SecretBytes

    /// Takes 32 bytes that are uniformly random.
    package init(_ secret: SecretBytes) {
        precondition(secret.count == Self.byteCount, "a fingerprint key has 32 bytes")
        parts = HKDF.derive(ikm: secret, info: Array("tandem/v1/fingerprint".utf8), count: 64)
    }

    /// The keys for one fingerprint, to be dropped after it.
    func hashes() -> (name: KeyedHash, date: KeyedHash, code: KeyedHash, hardening: KeyedHash) {
        parts.withBytes { bytes in
            func word(_ index: Int) -> UInt64 {
                var word: UInt64 = 0
                for byte in 0..<8 { word |= UInt64(bytes[index * 8 + byte]) << UInt64(byte * 8) }
                return word
            }
            return (
                KeyedHash(first: word(0), second: word(1)),
                KeyedHash(first: word(2), second: word(3)),
                KeyedHash(first: word(4), second: word(5)),
                KeyedHash(first: word(6), second: word(7))
            )
        }
    }
}
