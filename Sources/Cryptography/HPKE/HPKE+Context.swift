extension HPKE {
    /// One direction of messages after the key schedule.
    ///
    /// Source: RFC 9180, sections 5.2 and 5.3.
    struct Context {
        let key: SecretBytes
        let baseNonce: [UInt8]
        private let secret: SecretBytes
        private let schedule: [UInt8]
        private var sequence: UInt64 = 0

        init(secret: SecretBytes, schedule: [UInt8]) {
            self.secret = secret
            self.schedule = schedule
            key = whole.labeledExpand(prk: secret, label: "key", info: schedule, count: 32)
            baseNonce = whole.labeledExpand(
                prk: secret,
                label: "base_nonce",
                info: schedule,
                count: AuthenticatedCipher.chaCha20Poly1305.nonceCount
            ).exposedBytes()
        }

        /// Derived when it is asked for: single-shot boxes never need it.
        var exporterSecret: SecretBytes {
            whole.labeledExpand(prk: secret, label: "exp", info: schedule, count: 32)
        }

        /// The base nonce XOR the sequence number.
        func nonce(at sequence: UInt64) -> [UInt8] {
            var nonce = baseNonce
            for index in 0..<8 {
                nonce[nonce.count - 1 - index] ^= UInt8(truncatingIfNeeded: sequence >> (8 * index))
            }
            return nonce
        }

        /// Seals the next message.
        mutating func seal(_ plaintext: [UInt8], associatedData: [UInt8]) -> [UInt8] {
            defer { sequence += 1 }
            return AuthenticatedCipher.chaCha20Poly1305.seal(
                plaintext,
                key: key,
                nonce: nonce(at: sequence),
                associatedData: associatedData
            )
        }

        /// Opens the next message; one that is not authentic leaves the sequence where it is.
        mutating func open(
            _ ciphertext: [UInt8],
            associatedData: [UInt8]
        ) throws(HPKEError) -> [UInt8] {
            do {
                let plaintext = try AuthenticatedCipher.chaCha20Poly1305.open(
                    ciphertext,
                    key: key,
                    nonce: nonce(at: sequence),
                    associatedData: associatedData
                )
                sequence += 1
                return plaintext
            } catch {
                throw .notAuthentic
            }
        }

        /// Derives a secret for another use of this agreement.
        func export(_ use: [UInt8], count: Int) -> SecretBytes {
            whole.labeledExpand(prk: exporterSecret, label: "sec", info: use, count: count)
        }
    }
}
