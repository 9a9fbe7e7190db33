extension HPKE {
    /// The labelled key derivation of one suite id.
    ///
    /// Source: RFC 9180, section 4.
    struct Suite {
        private let id: [UInt8]

        init(_ name: String, _ numbers: UInt16...) {
            var bytes = Array(name.utf8)
            for number in numbers { bytes.append(bigEndian: number) }
            id = bytes
        }

        private static let version = Array("HPKE-v1".utf8)

        /// `LabeledExtract`, over public parts and then a secret one.
        func labeledExtract(
            salt: [UInt8],
            label: String,
            parts: [[UInt8]] = [],
            secret: SecretBytes? = nil
        ) -> SecretBytes {
            var state = HMACState(key: salt)
            extract(&state, label: label, parts: parts, secret: secret)
            return state.finalize()
        }

        /// `LabeledExtract` with a secret as salt.
        func labeledExtract(
            salt: SecretBytes,
            label: String,
            secret: SecretBytes
        ) -> SecretBytes {
            unsafe salt.withPointer { start in
                var state = unsafe HMACState(key: start, count: salt.count)
                extract(&state, label: label, parts: [], secret: secret)
                return state.finalize()
            }
        }

        /// `LabeledExpand`.
        func labeledExpand(
            prk: SecretBytes,
            label: String,
            info: [UInt8],
            count: Int
        ) -> SecretBytes {
            var labeled: [UInt8] = []
            labeled.append(bigEndian: UInt16(count))
            labeled += Self.version + id + Array(label.utf8) + info
            return HKDF.expand(prk: prk, info: labeled, count: count)
        }

        /// `LabeledExtract` over several secrets in a row, which need no copy.
        func labeledExtract(label: String, secrets: [SecretBytes]) -> SecretBytes {
            var state = HMACState(key: [])
            extract(&state, label: label, parts: [], secret: nil)
            for secret in secrets { state.update(secret) }
            return state.finalize()
        }

        private func extract(
            _ state: inout HMACState,
            label: String,
            parts: [[UInt8]],
            secret: SecretBytes?
        ) {
            state.update(Self.version)
            state.update(id)
            state.update(Array(label.utf8))
            for part in parts { state.update(part) }
            if let secret { state.update(secret) }
        }
    }

    /// DHKEM(X25519, HKDF-SHA256) = 0x0020.
    static let kem = Suite("KEM", 0x0020)
    /// The whole suite: KEM 0x0020, KDF 0x0001, AEAD 0x0003.
    static let whole = Suite("HPKE", 0x0020, 0x0001, 0x0003)
}
