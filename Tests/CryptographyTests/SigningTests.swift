import Testing

@testable import Cryptography

@Suite struct SigningTests {
    private let key = SigningPrivateKey.generate()
    private let message: [UInt8] = Array("entry 7".utf8)

    @Test(arguments: [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ])
    func `Ed25519 gives the values of RFC 8032`(
        seed: String,
        publicKey: String,
        message: String,
        signature: String
    ) throws {
        let key = try SigningPrivateKey(seed: secret(seed))
        #expect(key.publicKey.description == publicKey)
        let signed = key.signRaw(try hex(message))
        #expect(signed.bytes.hexString == signature)
        #expect(key.publicKey.verifiesRaw(signed, for: try hex(message)))
    }

    @Test func `A signature is for its message, key and domain`() {
        let signature = key.sign(message, domain: "entry")
        #expect(key.publicKey.verifies(signature, for: message, domain: "entry"))
        #expect(!key.publicKey.verifies(signature, for: message, domain: "grant"))
        #expect(!key.publicKey.verifies(signature, for: message, domain: "entr"))
        #expect(!key.publicKey.verifies(signature, for: message + [0], domain: "entry"))
        #expect(!key.publicKey.verifiesRaw(signature, for: message))
        let other = SigningPrivateKey.generate().publicKey
        #expect(!other.verifies(signature, for: message, domain: "entry"))
    }

    @Test func `The signed bytes are the documented ones`() {
        let signature = key.sign(message, domain: "entry")
        let bytes = Array("tandem/v1/entry".utf8) + [0] + message
        #expect(key.publicKey.verifiesRaw(signature, for: bytes))
        #expect(key.signRaw(bytes) == signature)
    }

    @Test func `The border between domain and message matters`() {
        let signature = key.sign(Array("ry".utf8), domain: "ent")
        #expect(!key.publicKey.verifies(signature, for: [], domain: "entry"))
        #expect(!key.publicKey.verifies(signature, for: Array("y".utf8), domain: "entr"))
    }

    @Test func `A flipped bit anywhere does not verify`() throws {
        let signature = key.sign(message, domain: "entry")
        for index in signature.bytes.indices {
            for bit in 0..<8 {
                var changed = signature.bytes
                changed[index] ^= 1 << bit
                let other = try Signature(bytes: changed)
                #expect(!key.publicKey.verifies(other, for: message, domain: "entry"))
            }
        }
        for index in key.publicKey.bytes.indices {
            var changed = key.publicKey.bytes
            changed[index] ^= 1
            let other = try SigningPublicKey(bytes: changed)
            #expect(!other.verifies(signature, for: message, domain: "entry"))
        }
    }

    @Test func `Keys and signatures have their size`() {
        for count in [0, 31, 33, 63, 65] {
            #expect(throws: KeyError.wrongCount(expected: 32, found: count)) {
                try SigningPublicKey(bytes: [UInt8](repeating: 9, count: count))
            }
            #expect(throws: KeyError.wrongCount(expected: 32, found: count)) {
                try SigningPrivateKey(seed: .random(count: count))
            }
            #expect(throws: ByteCountError(expected: 64, found: count)) {
                try Signature(bytes: [UInt8](repeating: 9, count: count))
            }
        }
    }

    @Test(arguments: [
        // Order 1, 2, 4 and 8; then the identity with the sign bit, and p + 1: second encodings.
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ])
    func `Unsound points are not enrolled`(point: String) throws {
        let bytes = try hex(point)
        #expect(throws: KeyError.invalidPoint) { try SigningPublicKey(enrolling: bytes) }
    }

    @Test func `Sound points are enrolled`() throws {
        for _ in 0..<20 {
            let bytes = SigningPrivateKey.generate().publicKey.bytes
            #expect(try SigningPublicKey(enrolling: bytes).bytes == bytes)
        }
    }
}
