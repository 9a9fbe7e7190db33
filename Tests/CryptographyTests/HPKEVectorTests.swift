import Testing

@testable import Cryptography

@Suite(.enabled(if: Vectors.isPresent("hpke"), "\(Vectors.absence)"))
struct HPKEVectorTests {
    // Skipped where ../shared is absent; the literals of HPKETests stand in.

    private struct Vector: Decodable {
        struct Encryption: Decodable {
            let aad: String
            let ct: String
            let nonce: String
            let pt: String
        }

        struct Export: Decodable {
            let exporter_context: String
            let L: Int
            let exported_value: String
        }

        let mode: Int
        let info: String
        let ikmE: String
        let ikmR: String
        let ikmS: String?
        let skEm: String
        let skRm: String
        let skSm: String?
        let pkEm: String
        let pkRm: String
        let pkSm: String?
        let enc: String
        let psk: String?
        let psk_id: String?
        let key: String
        let base_nonce: String
        let exporter_secret: String
        let encryptions: [Encryption]
        let exports: [Export]
    }

    private static let path = "hpke/rfc9180-x25519-sha256-chacha20poly1305.json"

    private func vectors() throws -> [Vector] {
        let vectors = try Vectors.json(Self.path, as: [Vector].self)
        #expect(vectors.map(\.mode) == [0, 1, 2, 3])
        return vectors
    }

    private func preshared(_ vector: Vector) throws -> HPKE.PresharedKey? {
        guard let key = vector.psk, let id = vector.psk_id else { return nil }
        return HPKE.PresharedKey(key: try secret(key), id: try hex(id))
    }

    private func contexts(
        _ vector: Vector
    ) throws -> (sender: HPKE.Context, recipient: HPKE.Context) {
        let recipientKey = AgreementPrivateKey(derivedFrom: try secret(vector.ikmR))
        let author = try vector.ikmS.map { AgreementPrivateKey(derivedFrom: try secret($0)) }
        let (info, psk) = (try hex(vector.info), try preshared(vector))
        let (encapsulated, sender) = HPKE.Schedule.sender(
            to: recipientKey.publicKey,
            info: info,
            psk: psk,
            author: author,
            ephemeral: AgreementPrivateKey(derivedFrom: try secret(vector.ikmE))
        )
        #expect(encapsulated.description == vector.enc)
        let recipient = try HPKE.Schedule.recipient(
            recipientKey,
            encapsulated: encapsulated,
            info: info,
            psk: psk,
            author: author?.publicKey
        )
        return (sender, recipient)
    }

    @Test func `Key pairs are derived as in RFC 9180`() throws {
        for vector in try vectors() {
            let pairs = [
                (vector.ikmE, vector.skEm, vector.pkEm), (vector.ikmR, vector.skRm, vector.pkRm),
                (vector.ikmS, vector.skSm, vector.pkSm),
            ]
            for (material, secretKey, publicKey) in pairs {
                guard let material else { continue }
                let key = AgreementPrivateKey(derivedFrom: try secret(material))
                #expect(key.secret.exposedBytes().hexString == secretKey)
                #expect(key.publicKey.description == publicKey)
            }
        }
    }

    @Test func `Schedules of all four modes are those of RFC 9180`() throws {
        for vector in try vectors() {
            let (sender, recipient) = try contexts(vector)
            for context in [sender, recipient] {
                #expect(context.key.exposedBytes().hexString == vector.key)
                #expect(context.baseNonce.hexString == vector.base_nonce)
                #expect(context.exporterSecret.exposedBytes().hexString == vector.exporter_secret)
                for export in vector.exports {
                    let value = context.export(try hex(export.exporter_context), count: export.L)
                    #expect(value.exposedBytes().hexString == export.exported_value)
                }
            }
        }
    }

    @Test func `Messages of every sequence number are those of RFC 9180`() throws {
        for vector in try vectors() {
            #expect(vector.encryptions.count == 12)
            var (sender, recipient) = try contexts(vector)
            for (number, message) in vector.encryptions.enumerated() {
                #expect(sender.nonce(at: UInt64(number)).hexString == message.nonce)
                let (plaintext, header) = (try hex(message.pt), try hex(message.aad))
                let sealed = sender.seal(plaintext, associatedData: header)
                #expect(sealed.hexString == message.ct)
                #expect(throws: HPKE.HPKEError.notAuthentic) {
                    try recipient.open(sealed, associatedData: header + [0])
                }
                #expect(try recipient.open(sealed, associatedData: header) == plaintext)
            }
        }
    }

    @Test func `A message out of turn does not open`() throws {
        let vector = try #require(try vectors().first)
        var recipient = try contexts(vector).recipient
        let second = vector.encryptions[1]
        #expect(throws: HPKE.HPKEError.notAuthentic) {
            try recipient.open(hex(second.ct), associatedData: hex(second.aad))
        }
    }
}
