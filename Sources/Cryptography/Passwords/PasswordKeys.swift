/// The two independent keys that a password gives.
package struct PasswordKeys: Sendable {
    /// Proves the password to the server, which stores only `verifier`.
    package let auth: SecretBytes
    /// Seals the member's private keys; no stored value is computed from it.
    package let wrap: SecretBytes

    /// Splits a password's hash by HKDF into two keys of 32 bytes; neither tells the other.
    package init(splitting hash: SecretBytes) {
        auth = HKDF.expand(prk: hash, info: Array("tandem/v1/password/auth".utf8), count: 32)
        wrap = HKDF.expand(prk: hash, info: Array("tandem/v1/password/wrap".utf8), count: 32)
    }

    /// What is stored to check `auth` later: its BLAKE2b-256.
    package var verifier: Digest {
        var hasher = BLAKE2bHasher()
        hasher.update(Array("tandem/v1/password/verifier".utf8) + [0])
        hasher.update(auth)
        return hasher.finalize()
    }

    /// Whether the password was right; compares in constant time.
    package func isVerified(by stored: Digest) -> Bool { verifier.matches(stored) }
}
