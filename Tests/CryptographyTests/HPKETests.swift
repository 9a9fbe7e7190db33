import Testing

@testable import Cryptography

@Suite struct HPKETests {
    private let key = AgreementPrivateKey.generate()
    private let info: [UInt8] = Array("case 7, health, clinic, epoch 1".utf8)
    private let header: [UInt8] = Array("wrap".utf8)
    private let plaintext: [UInt8] = Array("a strand's key".utf8)

    private func sealed() -> [UInt8] {
        HPKE.seal(plaintext, to: key.publicKey, info: info, associatedData: header)
    }

    @Test func `The single-shot box opens a message of RFC 9180, A_2_1`() throws {
        let recipient = try AgreementPrivateKey(
            secret: secret("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb")
        )
        let encapsulated = try hex(
            "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"
        )
        let ciphertext = try hex(
            "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28"
        )
        let opened = try HPKE.open(
            [1] + encapsulated + ciphertext,
            with: recipient,
            info: hex("4f6465206f6e2061204772656369616e2055726e"),
            associatedData: Array("Count-0".utf8)
        )
        #expect(opened == Array("Beauty is truth, truth beauty".utf8))
    }

    @Test func `The sender's side gives the values of RFC 9180, A_2_1`() throws {
        let ephemeral = AgreementPrivateKey(
            derivedFrom: try secret(
                "909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b"
            )
        )
        let (encapsulated, context) = HPKE.Schedule.sender(
            to: try AgreementPublicKey(
                bytes: hex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a")
            ),
            info: try hex("4f6465206f6e2061204772656369616e2055726e"),
            ephemeral: ephemeral
        )
        #expect(
            encapsulated.description
                == "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"
        )
        #expect(
            context.key.exposedBytes().hexString
                == "ad2744de8e17f4ebba575b3f5f5a8fa1f69c2a07f6e7500bc60ca6e3e3ec1c91"
        )
        #expect(context.baseNonce.hexString == "5c4d98150661b848853b547f")
        #expect(
            context.export(Array("TestContext".utf8), count: 32).exposedBytes().hexString
                == "5acb09211139c43b3090489a9da433e8a30ee7188ba8b0a9a1ccf0c229283e53"
        )
    }

    @Test func `A box opens with its key, info and header`() throws {
        let box = sealed()
        #expect(box[0] == 1)
        #expect(box.count == plaintext.count + 49)
        #expect(HPKE.overhead == 49)
        #expect(try HPKE.open(box, with: key, info: info, associatedData: header) == plaintext)
    }

    @Test func `A secret comes back as a secret`() throws {
        let secret = SecretBytes.random(count: 32)
        let box = HPKE.seal(secret, to: key.publicKey, info: info, associatedData: header)
        #expect(try HPKE.openSecret(box, with: key, info: info, associatedData: header) == secret)
        #expect(
            try HPKE.open(box, with: key, info: info, associatedData: header)
                == secret.exposedBytes()
        )
        #expect(throws: HPKE.HPKEError.notAuthentic) {
            try HPKE.openSecret(box, with: key, info: header, associatedData: header)
        }
    }

    @Test func `Anything of any size comes back`() throws {
        var generator = SeededGenerator()
        for size in Array(0...40) + [255, 1_000, 65_536] {
            let (content, info, header) = (
                generator.bytes(size), generator.bytes(size % 37), generator.bytes(size % 11)
            )
            let box = HPKE.seal(content, to: key.publicKey, info: info, associatedData: header)
            #expect(try HPKE.open(box, with: key, info: info, associatedData: header) == content)
        }
    }

    @Test func `Two boxes of the same thing have nothing in common`() {
        let (one, two) = (sealed(), sealed())
        #expect(one[1..<33] != two[1..<33])
        #expect(one[33...] != two[33...])
    }

    @Test func `A box moved to another info, header or key does not open`() {
        let box = sealed()
        for other in [[], info + [0], Array(info.dropLast()), header] {
            #expect(throws: HPKE.HPKEError.notAuthentic) {
                try HPKE.open(box, with: key, info: other, associatedData: header)
            }
        }
        for other in [[], header + [0], Array(header.dropLast()), info] {
            #expect(throws: HPKE.HPKEError.notAuthentic) {
                try HPKE.open(box, with: key, info: info, associatedData: other)
            }
        }
        #expect(throws: HPKE.HPKEError.notAuthentic) {
            try HPKE.open(box, with: .generate(), info: info, associatedData: header)
        }
        #expect(throws: HPKE.HPKEError.notAuthentic) {
            try HPKE.open(box, with: key, info: info + header, associatedData: [])
        }
    }

    @Test func `A box truncated anywhere does not open`() {
        let box = sealed()
        for size in 0..<box.count {
            #expect(throws: size < HPKE.overhead ? HPKE.HPKEError.truncated : .notAuthentic) {
                try HPKE.open(Array(box[..<size]), with: key, info: info, associatedData: header)
            }
        }
    }

    @Test func `A flipped bit anywhere does not open`() {
        let box = sealed()
        for index in box.indices {
            for bit in 0..<8 {
                var changed = box
                changed[index] ^= 1 << bit
                #expect(throws: HPKE.HPKEError.self) {
                    try HPKE.open(changed, with: key, info: info, associatedData: header)
                }
            }
        }
    }

    @Test func `Every other algorithm id is refused`() {
        var box = sealed()
        for id in UInt8.min...UInt8.max where id != 1 {
            box[0] = id
            #expect(throws: HPKE.HPKEError.unknownAlgorithm(id)) {
                try HPKE.open(box, with: key, info: info, associatedData: header)
            }
        }
    }

    @Test func `An encapsulated key of small order is refused`() {
        var box = sealed()
        box.replaceSubrange(1..<33, with: [UInt8](repeating: 0, count: 32))
        #expect(throws: HPKE.HPKEError.invalidEncapsulation) {
            try HPKE.open(box, with: key, info: info, associatedData: header)
        }
    }
}
