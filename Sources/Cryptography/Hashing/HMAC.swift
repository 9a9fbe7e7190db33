import CSodium

/// HMAC-SHA256.
///
/// Source: RFC 2104.
package enum HMAC {
    /// Computes the 32-byte tag; the key may have any size.
    package static func sha256(_ message: [UInt8], key: SecretBytes) -> [UInt8] {
        sha256Secret([message], key: key).exposedBytes()
    }

    /// Whether the tag is the message's, in constant time.
    package static func isValid(_ tag: [UInt8], for message: [UInt8], key: SecretBytes) -> Bool {
        ConstantTime.equal(tag, sha256(message, key: key))
    }

    /// Computes a tag that is itself a secret, over the concatenation of the parts.
    static func sha256Secret(_ parts: [[UInt8]], key: SecretBytes) -> SecretBytes {
        unsafe key.withPointer { start in
            var state = unsafe HMACState(key: start, count: key.count)
            for part in parts { state.update(part) }
            return state.finalize()
        }
    }
}

/// A running HMAC-SHA256, for messages that come in parts; `finalize` once, which erases the state.
struct HMACState: ~Copyable {
    static let tagCount = 32

    private var state = crypto_auth_hmacsha256_state()

    @unsafe
    init(key: UnsafePointer<UInt8>, count: Int) {
        Sodium.start()
        _ = unsafe crypto_auth_hmacsha256_init(&state, key, count)
    }

    init(key: [UInt8]) {
        Sodium.start()
        _ = unsafe crypto_auth_hmacsha256_init(&state, key, key.count)
    }

    mutating func update(_ part: [UInt8]) {
        _ = unsafe crypto_auth_hmacsha256_update(&state, part, UInt64(part.count))
    }

    mutating func update(_ part: SecretBytes) {
        unsafe part.withPointer {
            _ = unsafe crypto_auth_hmacsha256_update(&state, $0, UInt64(part.count))
        }
    }

    mutating func finalize() -> SecretBytes {
        unsafe SecretBytes(count: Self.tagCount) {
            _ = unsafe crypto_auth_hmacsha256_final(&state, $0)
        }
    }
}
