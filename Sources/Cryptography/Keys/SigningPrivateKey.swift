import CSodium

/// An Ed25519 key pair, which signs.
///
/// Source: RFC 8032.
package struct SigningPrivateKey: Sendable {
    /// How many bytes the seed has.
    package static let count = 32

    /// The 32-byte seed, for sealing it into a wrap.
    package let seed: SecretBytes
    /// The public half, computed once.
    package let publicKey: SigningPublicKey
    // libsodium's form: seed ‖ public key.
    private let expanded: SecretBytes

    /// Makes a new random key pair.
    package static func generate() -> SigningPrivateKey {
        SigningPrivateKey(trusted: .random(count: count))
    }

    /// Takes a stored seed.
    ///
    /// Costs one scalar multiplication, about 20 µs.
    ///
    /// - Throws: `KeyError.wrongCount`.
    package init(seed: SecretBytes) throws(KeyError) {
        guard seed.count == Self.count else {
            throw .wrongCount(expected: Self.count, found: seed.count)
        }
        self.init(trusted: seed)
    }

    private init(trusted seed: SecretBytes) {
        Sodium.start()
        var point = [UInt8](repeating: 0, count: SigningPublicKey.count)
        self.seed = seed
        expanded = unsafe SecretBytes(count: 64) { target in
            unsafe seed.withPointer {
                _ = unsafe crypto_sign_ed25519_seed_keypair(&point, target, $0)
            }
        }
        publicKey = SigningPublicKey(trusted: point)
    }

    /// Signs `"tandem/v1/<domain>"` ‖ 0x00 ‖ message; the domain is a non-empty name without NUL.
    package func sign(_ message: [UInt8], domain: String) -> Signature {
        signRaw(SigningDomain.separated(message, domain: domain))
    }

    /// Signs the bare bytes: formats of others, test vectors; never bytes that somebody else chose.
    package func signRaw(_ message: [UInt8]) -> Signature {
        var bytes = [UInt8](repeating: 0, count: Signature.count)
        unsafe expanded.withPointer { key in
            _ = unsafe crypto_sign_ed25519_detached(
                &bytes,
                nil,
                message,
                UInt64(message.count),
                key
            )
        }
        return Signature(trusted: bytes)
    }
}

extension SigningPrivateKey: CustomStringConvertible, CustomReflectable {
    /// The public half only.
    package var description: String { "SigningPrivateKey(public: \(publicKey))" }

    /// The public half only.
    package var customMirror: Mirror { Mirror(self, children: ["publicKey": publicKey]) }
}
