import Testing

@testable import Cryptography

@Suite struct AgreementTests {
    private struct Group: Decodable {
        struct Case: Decodable {
            let tcId: Int
            let `public`: String
            let `private`: String
            let shared: String
            let flags: [String]
        }

        let tests: [Case]
    }

    @Test func `X25519 gives the values of RFC 7748, section 6_1`() throws {
        let alice = try AgreementPrivateKey(
            secret: secret("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
        )
        let bob = try AgreementPrivateKey(
            secret: secret("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
        )
        #expect(
            alice.publicKey.description
                == "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
        )
        #expect(
            bob.publicKey.description
                == "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
        )
        let shared = try alice.agree(with: bob.publicKey)
        #expect(
            shared.exposedBytes().hexString
                == "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"
        )
        #expect(try bob.agree(with: alice.publicKey) == shared)
    }

    // Skipped where ../shared is absent; the literals above and below stand in.
    @Test(.enabled(if: Vectors.isPresent("wycheproof/x25519_test.json"), "\(Vectors.absence)"))
    func `X25519 passes Wycheproof`() throws {
        let file = try Vectors.json("wycheproof/x25519_test.json", as: Wycheproof<Group>.self)
        let cases = file.testGroups.flatMap(\.tests)
        #expect(cases.count == file.numberOfTests)
        var refused = 0
        for test in cases {
            let own = try AgreementPrivateKey(secret: secret(test.private))
            let bytes = try hex(test.public)
            // A zero result is refused, and refused before anybody agrees: so says `seal`.
            if test.flags.contains("ZeroSharedSecret") {
                #expect(throws: KeyError.smallOrder, "case \(test.tcId)") {
                    try AgreementPublicKey(bytes: bytes)
                }
                #expect(throws: KeyError.smallOrder, "case \(test.tcId)") {
                    try own.agree(with: AgreementPublicKey(trusted: bytes))
                }
                refused += 1
            } else {
                let shared = try own.agree(with: AgreementPublicKey(bytes: bytes))
                #expect(shared.exposedBytes().hexString == test.shared, "case \(test.tcId)")
            }
        }
        #expect(refused == 31)
    }

    @Test(arguments: [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ])
    func `Points of small order are refused, with the top bit set too`(point: String) throws {
        var bytes = try hex(point)
        for _ in 0..<2 {
            #expect(throws: KeyError.smallOrder) { try AgreementPublicKey(bytes: bytes) }
            let forced = AgreementPublicKey(trusted: bytes)
            #expect(throws: KeyError.smallOrder) {
                try AgreementPrivateKey.generate().agree(with: forced)
            }
            bytes[31] ^= 0x80
        }
    }

    @Test func `Keys have 32 bytes`() {
        for count in [0, 31, 33, 64] {
            let error = KeyError.wrongCount(expected: 32, found: count)
            #expect(throws: error) {
                try AgreementPublicKey(bytes: [UInt8](repeating: 9, count: count))
            }
            #expect(throws: error) { try AgreementPrivateKey(secret: .random(count: count)) }
        }
    }

    @Test func `Both sides agree, and a third does not`() throws {
        for _ in 0..<20 {
            let (one, two) = (AgreementPrivateKey.generate(), AgreementPrivateKey.generate())
            let shared = try one.agree(with: two.publicKey)
            #expect(try two.agree(with: one.publicKey) == shared)
            #expect(try AgreementPrivateKey.generate().agree(with: one.publicKey) != shared)
            #expect(try AgreementPublicKey(bytes: one.publicKey.bytes) == one.publicKey)
        }
    }

    @Test func `A key derived from a code is the same each time`() throws {
        let code = RandomBytes.code(.recovery)
        let key = AgreementPrivateKey(derivedFrom: code.secret)
        let again = try HumanCode(parsing: code.exposedText().lowercased(), shape: .recovery)
        #expect(AgreementPrivateKey(derivedFrom: again.secret).publicKey == key.publicKey)
        let other = AgreementPrivateKey(derivedFrom: RandomBytes.code(.recovery).secret)
        #expect(other.publicKey != key.publicKey)
    }
}
