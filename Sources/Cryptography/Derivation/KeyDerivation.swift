/// Keys made from keys.
package enum KeyDerivation {
    /// Makes a 32-byte key that needs both halves and the context.
    ///
    /// Whoever lacks one half (uniformly random, at least 16 bytes) learns nothing, even with the
    /// other. The order of the halves matters. HKDF-SHA256 over both, each framed by its size.
    package static func combine(
        _ first: SecretBytes,
        _ second: SecretBytes,
        context: [UInt8]
    ) -> SecretBytes {
        var state = HMACState(key: Array("tandem/v1/combine".utf8))
        for half in [first, second] {
            var size: [UInt8] = []
            size.append(bigEndian: UInt64(half.count))
            state.update(size)
            state.update(half)
        }
        return HKDF.expand(prk: state.finalize(), info: context, count: 32)
    }

    /// Makes the 32-byte key for one use of a key that is itself uniformly random.
    ///
    /// Different `info` gives independent keys; none of them tells anything about `key`.
    package static func subkey(of key: SecretBytes, info: [UInt8]) -> SecretBytes {
        HKDF.derive(ikm: key, salt: Array("tandem/v1/subkey".utf8), info: info, count: 32)
    }
}
