/// Files encrypted to X25519 recipients in the age v1 format, which Debian's `age` reads and writes.
///
/// Without passphrases, armor and plugins. Source: C2SP, age-encryption.org/v1.
package enum Age {
    /// Why a file does not open.
    package enum AgeError: Error, Hashable {
        /// No header of this version, or one that breaks the format's rules.
        case malformedHeader
        /// The header is longer than `Age.headerLimit` bytes.
        case headerTooLong
        /// Encrypted with a passphrase, which is not supported.
        case passphraseUnsupported
        /// None of the identities is a recipient.
        case noMatch
        /// The header was changed.
        case headerNotAuthentic
        /// A chunk was changed, moved or left out.
        case payloadNotAuthentic
        /// The file ends before its last chunk.
        case truncated
        /// Something follows the last chunk.
        case trailingData
    }

    /// Why a recipient or an identity can't be read.
    package enum KeyTextError: Error, Hashable {
        /// Not Bech32, or its checksum is wrong.
        case notBech32
        /// Bech32 of something else.
        case wrongKind
        /// Not a key.
        case notAKey
    }

    /// How many bytes a header may have.
    package static let headerLimit = 1 << 16
    /// How many bytes of plaintext a full chunk has.
    package static let chunkCount = 1 << 16

    static let fileKeyCount = 16
    static let nonceCount = 16
    static let version = "age-encryption.org/v1"

    /// Wraps the file key for one agreement.
    static func wrappingKey(
        _ shared: SecretBytes,
        share: [UInt8],
        recipient: AgreementPublicKey
    ) -> SecretBytes {
        HKDF.derive(
            ikm: shared,
            salt: share + recipient.bytes,
            info: Array("age-encryption.org/v1/X25519".utf8),
            count: 32
        )
    }

    static func headerKey(_ fileKey: SecretBytes) -> SecretBytes {
        HKDF.derive(ikm: fileKey, info: Array("header".utf8), count: 32)
    }

    static func payloadKey(_ fileKey: SecretBytes, nonce: [UInt8]) -> SecretBytes {
        HKDF.derive(ikm: fileKey, salt: nonce, info: Array("payload".utf8), count: 32)
    }
}
