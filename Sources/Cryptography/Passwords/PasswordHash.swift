import CSodium
@_spi(_Unicode) import Swift

/// Argon2id over a password.
///
/// Source: RFC 9106.
package enum PasswordHash {
    /// Why there is no hash.
    package enum Failure: Error, Equatable {
        /// More than `maximumPasswordCount` bytes.
        case passwordTooLong
        /// The salt has not `saltCount` bytes.
        case wrongSaltCount(found: Int)
        /// The system would not give the memory.
        case outOfMemory
    }

    /// How many bytes a salt has.
    package static let saltCount = 16
    /// How many bytes the hash has.
    package static let count = 32
    /// The longest password, in bytes of normalised UTF-8.
    package static let maximumPasswordCount = 1_024

    /// Makes a new salt.
    package static func newSalt() -> [UInt8] { RandomBytes.generate(count: saltCount) }

    /// Hashes the password to 32 secret bytes: split them with `PasswordKeys`, never store them.
    ///
    /// The password is normalised (NFC) first, so that the same text typed on different keyboards
    /// gives the same bytes. Blocks its thread for as long as the parameters ask, about 270 ms with
    /// the standard ones: call it through `PasswordHasher`.
    ///
    /// - Throws: `Failure`.
    package static func derive(
        password: String,
        salt: [UInt8],
        parameters: Argon2Parameters = .standard
    ) throws(Failure) -> SecretBytes {
        var bytes = normalisedBytes(of: password)
        defer { bytes.erase() }
        return try derive(bytes, salt: salt, parameters: parameters, count: count)
    }

    static func derive(
        _ password: [UInt8],
        salt: [UInt8],
        parameters: Argon2Parameters,
        count: Int
    ) throws(Failure) -> SecretBytes {
        guard password.count <= maximumPasswordCount else { throw .passwordTooLong }
        guard salt.count == saltCount else { throw .wrongSaltCount(found: salt.count) }
        Sodium.start()
        return try unsafe SecretBytes(count: count) { target throws(Failure) in
            let status = unsafe password.withUnsafeBytes { text in
                // C wants an address, even for an empty password.
                let nothing: StaticString = ""
                let start =
                    unsafe text.baseAddress?.assumingMemoryBound(to: CChar.self)
                    ?? UnsafeRawPointer(nothing.utf8Start).assumingMemoryBound(to: CChar.self)
                return unsafe crypto_pwhash_argon2id(
                    target,
                    UInt64(count),
                    start,
                    UInt64(text.count),
                    salt,
                    UInt64(parameters.passes),
                    parameters.memoryKiB * 1_024,
                    crypto_pwhash_argon2id_alg_argon2id13()
                )
            }
            guard status == 0 else { throw .outOfMemory }
        }
    }

    private static func normalisedBytes(of password: String) -> [UInt8] {
        var bytes: [UInt8] = []
        // Enough for any password that is accepted: no reallocation leaves a copy behind.
        bytes.reserveCapacity(maximumPasswordCount + 4)
        for scalar in password._nfc {
            bytes.append(contentsOf: Unicode.UTF8.encode(scalar).map(Array.init) ?? [])
            if bytes.count > maximumPasswordCount { break }
        }
        return bytes
    }
}
