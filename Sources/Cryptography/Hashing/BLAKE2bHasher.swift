import CSodium

/// BLAKE2b-256 over a message that comes in parts.
///
/// Source: RFC 7693.
@safe
package struct BLAKE2bHasher: ~Copyable {
    // Swift cannot hold C's over-aligned struct by value.
    private let state: OpaquePointer
    private static let stateCount = crypto_generichash_blake2b_statebytes()

    /// Starts a hash, keyed when a key of 16 to 64 bytes is given.
    package init(key: SecretBytes? = nil) {
        Sodium.start()
        unsafe state = OpaquePointer(
            UnsafeMutableRawPointer.allocate(byteCount: Self.stateCount, alignment: 64)
        )
        guard let key else {
            _ = unsafe crypto_generichash_blake2b_init(state, nil, 0, Digest.count)
            return
        }
        precondition((16...64).contains(key.count), "a BLAKE2b key has 16 to 64 bytes")
        let state = unsafe self.state
        unsafe key.withPointer {
            _ = unsafe crypto_generichash_blake2b_init(state, $0, key.count, Digest.count)
        }
    }

    /// Adds bytes; several calls hash like one call with all the bytes.
    package mutating func update(_ part: [UInt8]) {
        _ = unsafe crypto_generichash_blake2b_update(state, part, UInt64(part.count))
    }

    /// Adds secret bytes without copying them.
    package mutating func update(_ part: SecretBytes) {
        let state = unsafe self.state
        unsafe part.withPointer {
            _ = unsafe crypto_generichash_blake2b_update(state, $0, UInt64(part.count))
        }
    }

    /// Ends the hash.
    package consuming func finalize() -> Digest {
        var result = [UInt8](repeating: 0, count: Digest.count)
        _ = unsafe crypto_generichash_blake2b_final(state, &result, Digest.count)
        return Digest(trusted: result)
    }

    deinit {
        // The state of a keyed hash holds key material.
        let memory = unsafe UnsafeMutableRawPointer(state)
        unsafe sodium_memzero(memory, Self.stateCount)
        unsafe memory.deallocate()
    }
}
