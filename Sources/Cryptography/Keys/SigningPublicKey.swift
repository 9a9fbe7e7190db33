import CSodium

/// The public half of an Ed25519 key, which verifies signatures.
///
/// Source: RFC 8032.
///
/// Equality and hash are those of the 32 bytes.
package struct SigningPublicKey: Hashable, Sendable {
    /// How many bytes a key has.
    package static let count = 32

    /// The 32 bytes.
    package let bytes: [UInt8]

    /// Takes a key that was checked when it was enrolled.
    ///
    /// Checks the size only; a key of small order or in a second encoding verifies nothing anyway.
    ///
    /// - Throws: `KeyError.wrongCount`.
    package init(bytes: [UInt8]) throws(KeyError) {
        guard bytes.count == Self.count else {
            throw .wrongCount(expected: Self.count, found: bytes.count)
        }
        self.bytes = bytes
    }

    /// Takes a key from somebody else for the first time, and checks that it is a sound point.
    ///
    /// Costs one scalar multiplication, about 40 µs.
    ///
    /// - Throws: `KeyError.wrongCount`; `KeyError.invalidPoint` unless the bytes are the canonical
    ///   encoding of a point of the prime-order group.
    package init(enrolling bytes: [UInt8]) throws(KeyError) {
        try self.init(bytes: bytes)
        Sodium.start()
        guard unsafe crypto_core_ed25519_is_valid_point(bytes) == 1 else { throw .invalidPoint }
    }

    init(trusted bytes: [UInt8]) { self.bytes = bytes }

    /// Whether the signature is this key's for the message in the domain.
    package func verifies(_ signature: Signature, for message: [UInt8], domain: String) -> Bool {
        verifiesRaw(signature, for: SigningDomain.separated(message, domain: domain))
    }

    /// Whether the signature is this key's for the bare bytes: formats of others, test vectors.
    ///
    /// Rejects, as libsodium does, an S that is not below the group order, a key or an R of small
    /// order, a key or an R that is not canonical, and whatever holds only up to the cofactor.
    package func verifiesRaw(_ signature: Signature, for message: [UInt8]) -> Bool {
        Sodium.start()
        let status = unsafe crypto_sign_ed25519_verify_detached(
            signature.bytes,
            message,
            UInt64(message.count),
            bytes
        )
        return status == 0
    }
}

extension SigningPublicKey: CustomStringConvertible {
    /// The 64 hexadecimal digits.
    package var description: String { bytes.hexString }
}
