import Testing

@testable import Cryptography

@Suite(.enabled(if: Vectors.isPresent("ed25519"), "\(Vectors.absence)"))
struct SigningVectorTests {
    // Skipped where ../shared is absent; the literals of SigningTests stand in.

    private struct Group: Decodable {
        struct Key: Decodable { let pk: String }

        struct Case: Decodable {
            let tcId: Int
            let msg: String
            let sig: String
            let result: String
        }

        let publicKey: Key
        let tests: [Case]
    }

    private struct EdgeCase: Decodable {
        let number: Int
        let key: String
        let sig: String
        let msg: String
        let flags: [String]?
    }

    @Test func `Ed25519 passes Wycheproof`() throws {
        let file = try Vectors.json("wycheproof/ed25519_test.json", as: Wycheproof<Group>.self)
        var count = 0
        for group in file.testGroups {
            let key = try SigningPublicKey(bytes: hex(group.publicKey.pk))
            for test in group.tests {
                count += 1
                let bytes = try hex(test.sig)
                guard bytes.count == Signature.count else {
                    #expect(test.result == "invalid")
                    #expect(throws: ByteCountError.self) { try Signature(bytes: bytes) }
                    continue
                }
                let isValid = key.verifiesRaw(try Signature(bytes: bytes), for: try hex(test.msg))
                #expect(isValid == (test.result == "valid"), "case \(test.tcId)")
            }
        }
        #expect(count == file.numberOfTests)
    }

    /// What libsodium 1.0.18 does with the edge cases of C2SP, flag by flag.
    ///
    /// It rejects `low_order_A` and `low_order_R` by a list of the points, `non_canonical_A` by a
    /// check and `non_canonical_R` because it compares R as bytes, and `low_order_residue` because
    /// its equation has no cofactor. It accepts `low_order_component_A` and `_R`, which no list can
    /// tell: keys with one are refused when they are enrolled.
    @Test func `Edge cases of Ed25519 are rejected for their flags`() throws {
        let rejected: Set = [
            "low_order_A", "low_order_R", "non_canonical_A", "non_canonical_R",
            "low_order_residue",
        ]
        let cases = try Vectors.json("ed25519/ed25519vectors.json", as: [EdgeCase].self)
        #expect(cases.count == 914)
        var accepted = 0
        for test in cases {
            let flags = Set(test.flags ?? [])
            let key = try SigningPublicKey(bytes: hex(test.key))
            let signature = try Signature(bytes: hex(test.sig))
            let isValid = key.verifiesRaw(signature, for: Array(test.msg.utf8))
            #expect(isValid == flags.isDisjoint(with: rejected), "case \(test.number)")
            if isValid { accepted += 1 }

            let isUnsound = !flags.isDisjoint(with: [
                "low_order_A", "low_order_component_A", "non_canonical_A",
            ])
            if isUnsound {
                #expect(throws: KeyError.invalidPoint, "case \(test.number)") {
                    try SigningPublicKey(enrolling: key.bytes)
                }
            } else {
                #expect(try SigningPublicKey(enrolling: key.bytes) == key, "case \(test.number)")
            }
        }
        #expect(accepted == 43)
    }
}
