extension HPKE {
    /// A secret that both sides know beforehand, and its name.
    struct PresharedKey {
        let key: SecretBytes
        let id: [UInt8]
    }

    /// Encapsulation and key schedule.
    ///
    /// Source: RFC 9180, sections 4.1 and 5.1.
    enum Schedule {
        /// What is the same in every base-mode schedule.
        private static let emptyPSKHash =
            whole.labeledExtract(salt: [], label: "psk_id_hash").exposedBytes()
        private static let noSecret = SecretBytes([])

        /// Encapsulates a fresh secret to a recipient; a fixed `ephemeral` is for vectors only.
        static func sender(
            to recipient: AgreementPublicKey,
            info: [UInt8],
            psk: PresharedKey? = nil,
            author: AgreementPrivateKey? = nil,
            ephemeral: AgreementPrivateKey = .generate()
        ) -> (encapsulated: AgreementPublicKey, context: Context) {
            do {
                var secrets = [try ephemeral.agree(with: recipient)]
                if let author { secrets.append(try author.agree(with: recipient)) }
                let shared = sharedSecret(
                    secrets,
                    [ephemeral.publicKey, recipient] + (author.map { [$0.publicKey] } ?? [])
                )
                return (
                    ephemeral.publicKey,
                    context(shared, info: info, psk: psk, isAuthenticated: author != nil)
                )
            } catch {
                preconditionFailure("a validated public key has no small order")
            }
        }

        /// Finds the secret that was encapsulated to this key.
        static func recipient(
            _ recipient: AgreementPrivateKey,
            encapsulated: AgreementPublicKey,
            info: [UInt8],
            psk: PresharedKey? = nil,
            author: AgreementPublicKey? = nil
        ) throws(KeyError) -> Context {
            var secrets = [try recipient.agree(with: encapsulated)]
            if let author { secrets.append(try recipient.agree(with: author)) }
            let shared = sharedSecret(
                secrets,
                [encapsulated, recipient.publicKey] + (author.map { [$0] } ?? [])
            )
            return context(shared, info: info, psk: psk, isAuthenticated: author != nil)
        }

        /// `ExtractAndExpand` over the agreements and the KEM context.
        static func sharedSecret(
            _ agreements: [SecretBytes],
            _ keys: [AgreementPublicKey]
        ) -> SecretBytes {
            let prk = kem.labeledExtract(label: "eae_prk", secrets: agreements)
            return kem.labeledExpand(
                prk: prk,
                label: "shared_secret",
                info: keys.flatMap(\.bytes),
                count: 32
            )
        }

        private static func context(
            _ shared: SecretBytes,
            info: [UInt8],
            psk: PresharedKey?,
            isAuthenticated: Bool
        ) -> Context {
            let mode: UInt8 = (psk == nil ? 0 : 1) + (isAuthenticated ? 2 : 0)
            let idHash =
                psk.map {
                    whole.labeledExtract(salt: [], label: "psk_id_hash", parts: [$0.id])
                        .exposedBytes()
                } ?? emptyPSKHash
            let infoHash = whole.labeledExtract(salt: [], label: "info_hash", parts: [info])
            let secret = whole.labeledExtract(
                salt: shared,
                label: "secret",
                secret: psk?.key ?? noSecret
            )
            return Context(
                secret: secret,
                schedule: [mode] + idHash + infoHash.exposedBytes()
            )
        }
    }
}
