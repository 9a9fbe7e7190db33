import CSodium

/// Authenticated encryption with an explicit nonce: what `Sealing` and `HPKE` are built of.
///
/// A nonce must never be used twice with one key; `Sealing` takes care of that. Source: RFC 8439,
/// draft-irtf-cfrg-xchacha-03.
package enum AuthenticatedCipher: Sendable {
    /// 24-byte nonces, large enough to be chosen at random.
    case xChaCha20Poly1305
    /// 12-byte nonces, which must be counted.
    case chaCha20Poly1305

    /// The bytes were not sealed under this key, nonce and associated data, or were changed.
    package struct AuthenticationError: Error, Equatable {}

    /// How many bytes a key has.
    package static let keyCount = 32
    /// How many bytes the tag adds.
    package static let tagCount = 16

    /// How many bytes a nonce has.
    package var nonceCount: Int {
        switch self {
        case .xChaCha20Poly1305: 24
        case .chaCha20Poly1305: 12
        }
    }

    /// Encrypts, giving ciphertext and tag: 16 bytes more than the plaintext.
    package func seal(
        _ plaintext: [UInt8],
        key: SecretBytes,
        nonce: [UInt8],
        associatedData: [UInt8]
    ) -> [UInt8] {
        seal(plaintext, key: key, nonce: nonce, associatedData: associatedData, prefix: [])
    }

    /// Checks and decrypts.
    ///
    /// - Throws: `AuthenticationError`, without telling what differs.
    package func open(
        _ ciphertext: [UInt8],
        key: SecretBytes,
        nonce: [UInt8],
        associatedData: [UInt8]
    ) throws(AuthenticationError) -> [UInt8] {
        try open(ciphertext[...], key: key, nonce: nonce, associatedData: associatedData)
    }
}

extension AuthenticatedCipher {
    /// Encrypts behind `prefix`, in one allocation.
    func seal(
        _ plaintext: [UInt8],
        key: SecretBytes,
        nonce: [UInt8],
        associatedData: [UInt8],
        prefix: [UInt8]
    ) -> [UInt8] {
        unsafe plaintext.withUnsafeBufferPointer {
            unsafe seal($0, key: key, nonce: nonce, associatedData: associatedData, prefix: prefix)
        }
    }

    /// Encrypts a secret behind `prefix`, without copying it.
    func seal(
        _ plaintext: SecretBytes,
        key: SecretBytes,
        nonce: [UInt8],
        associatedData: [UInt8],
        prefix: [UInt8]
    ) -> [UInt8] {
        unsafe plaintext.withPointer {
            let bytes = unsafe UnsafeBufferPointer(start: $0, count: plaintext.count)
            return unsafe seal(
                bytes,
                key: key,
                nonce: nonce,
                associatedData: associatedData,
                prefix: prefix
            )
        }
    }

    /// Checks and decrypts a slice.
    func open(
        _ ciphertext: ArraySlice<UInt8>,
        key: SecretBytes,
        nonce: [UInt8],
        associatedData: [UInt8]
    ) throws(AuthenticationError) -> [UInt8] {
        let count = ciphertext.count - Self.tagCount
        guard count >= 0 else { throw AuthenticationError() }
        var isAuthentic = false
        let plaintext = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            isAuthentic = unsafe decrypt(ciphertext, key, nonce, associatedData, buffer.baseAddress)
            filled = isAuthentic ? count : 0
        }
        guard isAuthentic else { throw AuthenticationError() }
        return plaintext
    }

    /// Checks and decrypts a secret, which never lies in an array.
    func openSecret(
        _ ciphertext: ArraySlice<UInt8>,
        key: SecretBytes,
        nonce: [UInt8],
        associatedData: [UInt8]
    ) throws(AuthenticationError) -> SecretBytes {
        let count = ciphertext.count - Self.tagCount
        guard count >= 0 else { throw AuthenticationError() }
        return try unsafe SecretBytes(count: count) { target throws(AuthenticationError) in
            let isAuthentic = unsafe decrypt(ciphertext, key, nonce, associatedData, target)
            guard isAuthentic else { throw AuthenticationError() }
        }
    }

    @unsafe
    private func seal(
        _ plaintext: UnsafeBufferPointer<UInt8>,
        key: SecretBytes,
        nonce: [UInt8],
        associatedData: [UInt8],
        prefix: [UInt8]
    ) -> [UInt8] {
        precondition(key.count == Self.keyCount && nonce.count == nonceCount, "wrong key or nonce")
        Sodium.start()
        let count = prefix.count + plaintext.count + Self.tagCount
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            _ = unsafe buffer.initialize(fromContentsOf: prefix)
            guard let start = buffer.baseAddress else { return }
            unsafe key.withPointer { keyStart in
                let encrypt =
                    switch self {
                    case .xChaCha20Poly1305: unsafe crypto_aead_xchacha20poly1305_ietf_encrypt
                    case .chaCha20Poly1305: unsafe crypto_aead_chacha20poly1305_ietf_encrypt
                    }
                _ = unsafe encrypt(
                    start + prefix.count,
                    nil,
                    plaintext.baseAddress,
                    UInt64(plaintext.count),
                    associatedData,
                    UInt64(associatedData.count),
                    nil,
                    nonce,
                    keyStart
                )
            }
            filled = count
        }
    }

    /// Writes the plaintext and tells whether it is authentic; writes nothing usable otherwise.
    @unsafe
    private func decrypt(
        _ ciphertext: ArraySlice<UInt8>,
        _ key: SecretBytes,
        _ nonce: [UInt8],
        _ associatedData: [UInt8],
        _ target: UnsafeMutablePointer<UInt8>?
    ) -> Bool {
        precondition(key.count == Self.keyCount && nonce.count == nonceCount, "wrong key or nonce")
        Sodium.start()
        return unsafe ciphertext.withUnsafeBufferPointer { source in
            guard let start = source.baseAddress else { return false }
            return unsafe key.withPointer { keyStart in
                let decrypt =
                    switch self {
                    case .xChaCha20Poly1305: unsafe crypto_aead_xchacha20poly1305_ietf_decrypt
                    case .chaCha20Poly1305: unsafe crypto_aead_chacha20poly1305_ietf_decrypt
                    }
                return unsafe decrypt(
                    target,
                    nil,
                    nil,
                    start,
                    UInt64(source.count),
                    associatedData,
                    UInt64(associatedData.count),
                    nonce,
                    keyStart
                ) == 0
            }
        }
    }
}
