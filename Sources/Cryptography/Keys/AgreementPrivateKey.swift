import CSodium

/// An X25519 key pair, which opens what was sealed to its public half.
///
/// Source: RFC 7748.
package struct AgreementPrivateKey: Sendable {
    /// How many bytes the secret has.
    package static let count = 32

    /// The 32 secret bytes, for sealing them into a wrap.
    package let secret: SecretBytes
    /// The public half, computed once.
    package let publicKey: AgreementPublicKey

    /// Makes a new random key pair.
    package static func generate() -> AgreementPrivateKey {
        AgreementPrivateKey(trusted: .random(count: count))
    }

    /// Takes a stored key.
    ///
    /// Costs one scalar multiplication, about 30 µs.
    ///
    /// - Throws: `KeyError.wrongCount`.
    package init(secret: SecretBytes) throws(KeyError) {
        guard secret.count == Self.count else {
            throw .wrongCount(expected: Self.count, found: secret.count)
        }
        self.init(trusted: secret)
    }

    /// Derives a key pair from key material of at least 32 bytes, or a recovery code's 26 symbols.
    ///
    /// The material must carry at least 128 bits of entropy. Source: RFC 9180, section 7.1.3.
    package init(derivedFrom material: SecretBytes) {
        precondition(material.count >= 26, "key material is too short")
        let prk = HPKE.kem.labeledExtract(salt: [], label: "dkp_prk", secret: material)
        self.init(trusted: HPKE.kem.labeledExpand(prk: prk, label: "sk", info: [], count: 32))
    }

    private init(trusted secret: SecretBytes) {
        Sodium.start()
        var point = [UInt8](repeating: 0, count: AgreementPublicKey.count)
        unsafe secret.withPointer { _ = unsafe crypto_scalarmult_curve25519_base(&point, $0) }
        self.secret = secret
        publicKey = AgreementPublicKey(trusted: point)
    }

    /// Computes the shared point with another key; derive keys from it, never use it as one.
    ///
    /// - Throws: `KeyError.smallOrder` when the result is zero, which no validated key gives.
    package func agree(with other: AgreementPublicKey) throws(KeyError) -> SecretBytes {
        try unsafe SecretBytes(count: 32) { target throws(KeyError) in
            let status = unsafe secret.withPointer { scalar in
                unsafe crypto_scalarmult_curve25519(target, scalar, other.bytes)
            }
            guard status == 0 else { throw .smallOrder }
        }
    }
}

extension AgreementPrivateKey: CustomStringConvertible, CustomReflectable {
    /// The public half only.
    package var description: String { "AgreementPrivateKey(public: \(publicKey))" }

    /// The public half only.
    package var customMirror: Mirror { Mirror(self, children: ["publicKey": publicKey]) }
}
