/// Boxes under a shared key: XChaCha20-Poly1305 with a random nonce and associated data.
///
/// A box is one byte algorithm id (1) ‖ 24 bytes nonce ‖ ciphertext ‖ 16 bytes tag, 41 bytes more
/// than the plaintext. The algorithm id is the first byte of the associated data, so it cannot be
/// changed. Boxes do not hide the plaintext's size (see `Padding`) and do not commit to their key
/// (see `KeyCommitment`).
package enum Sealing {
    /// Why a box does not open.
    package enum SealingError: Error, Equatable {
        /// Too short to be a box.
        case truncated
        /// The first byte names no algorithm that is known here.
        case unknownAlgorithm(UInt8)
        /// Another key or other associated data, or a changed box: these look the same.
        case notAuthentic
    }

    /// XChaCha20-Poly1305, the only algorithm so far.
    package static let algorithm: UInt8 = 1
    /// How many bytes a box is longer than its plaintext.
    package static let overhead = headerCount + AuthenticatedCipher.tagCount

    private static let cipher = AuthenticatedCipher.xChaCha20Poly1305
    private static let headerCount = 1 + 24

    /// Seals bytes under a 32-byte key.
    package static func seal(
        _ plaintext: [UInt8],
        key: SecretBytes,
        associatedData: [UInt8]
    ) -> [UInt8] {
        let nonce = RandomBytes.generate(count: cipher.nonceCount)
        return cipher.seal(
            plaintext,
            key: key,
            nonce: nonce,
            associatedData: [algorithm] + associatedData,
            prefix: [algorithm] + nonce
        )
    }

    /// Seals a secret under a 32-byte key, without copying it.
    package static func seal(
        _ secret: SecretBytes,
        key: SecretBytes,
        associatedData: [UInt8]
    ) -> [UInt8] {
        let nonce = RandomBytes.generate(count: cipher.nonceCount)
        return cipher.seal(
            secret,
            key: key,
            nonce: nonce,
            associatedData: [algorithm] + associatedData,
            prefix: [algorithm] + nonce
        )
    }

    /// Opens a box.
    ///
    /// - Throws: `SealingError`.
    package static func open(
        _ box: [UInt8],
        key: SecretBytes,
        associatedData: [UInt8]
    ) throws(SealingError) -> [UInt8] {
        let nonce = try nonce(of: box)
        do {
            return try cipher.open(
                box[headerCount...],
                key: key,
                nonce: nonce,
                associatedData: [algorithm] + associatedData
            )
        } catch {
            throw .notAuthentic
        }
    }

    /// Opens a box that holds a secret, which then never lies in an array.
    ///
    /// - Throws: `SealingError`.
    package static func openSecret(
        _ box: [UInt8],
        key: SecretBytes,
        associatedData: [UInt8]
    ) throws(SealingError) -> SecretBytes {
        let nonce = try nonce(of: box)
        do {
            return try cipher.openSecret(
                box[headerCount...],
                key: key,
                nonce: nonce,
                associatedData: [algorithm] + associatedData
            )
        } catch {
            throw .notAuthentic
        }
    }

    private static func nonce(of box: [UInt8]) throws(SealingError) -> [UInt8] {
        guard let first = box.first else { throw .truncated }
        guard first == algorithm else { throw .unknownAlgorithm(first) }
        guard box.count >= overhead else { throw .truncated }
        return Array(box[1..<headerCount])
    }
}
