/// HKDF with SHA-256.
///
/// Source: RFC 5869.
package enum HKDF {
    /// The longest output of one expansion: 255 hash blocks.
    package static let maximumCount = 255 * HMACState.tagCount

    /// Concentrates key material into a 32-byte pseudorandom key; an empty salt is allowed.
    package static func extract(salt: [UInt8], ikm: SecretBytes) -> SecretBytes {
        var state = HMACState(key: salt)
        state.update(ikm)
        return state.finalize()
    }

    /// Stretches a pseudorandom key to `count` bytes, 1 to `maximumCount`.
    package static func expand(prk: SecretBytes, info: [UInt8], count: Int) -> SecretBytes {
        precondition((1...maximumCount).contains(count), "HKDF gives 1 to 8160 bytes")
        if count == HMACState.tagCount { return HMAC.sha256Secret([info, [1]], key: prk) }
        return unsafe SecretBytes(count: count) { target in
            var block = SecretBytes([])
            for (index, offset) in stride(from: 0, to: count, by: HMACState.tagCount).enumerated() {
                block = unsafe prk.withPointer { start in
                    var state = unsafe HMACState(key: start, count: prk.count)
                    state.update(block)
                    state.update(info)
                    state.update([UInt8(index + 1)])
                    return state.finalize()
                }
                let size = min(HMACState.tagCount, count - offset)
                unsafe block.withPointer { source in
                    unsafe (target + offset).update(from: source, count: size)
                }
            }
        }
    }

    /// Extracts, then expands: `count` bytes for the use that `info` names.
    package static func derive(
        ikm: SecretBytes,
        salt: [UInt8] = [],
        info: [UInt8],
        count: Int
    ) -> SecretBytes {
        expand(prk: extract(salt: salt, ikm: ikm), info: info, count: count)
    }
}
