import Testing

@testable import Cryptography

@Suite struct KeyDerivationTests {
    private struct Group: Decodable {
        struct Case: Decodable {
            let tcId: Int
            let ikm: String
            let salt: String
            let info: String
            let size: Int
            let okm: String
            let result: String
        }

        let tests: [Case]
    }

    @Test func `HKDF gives the values of RFC 5869 case 1`() throws {
        let prk = HKDF.extract(
            salt: try hex("000102030405060708090a0b0c"),
            ikm: SecretBytes([UInt8](repeating: 0x0B, count: 22))
        )
        #expect(
            prk.exposedBytes().hexString
                == "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"
        )
        let okm = HKDF.expand(prk: prk, info: try hex("f0f1f2f3f4f5f6f7f8f9"), count: 42)
        #expect(
            okm.exposedBytes().hexString
                == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56"
                + "ecc4c5bf34007208d5b887185865"
        )
    }

    // Skipped where ../shared is absent; the literal above stands in.
    @Test(.enabled(if: Vectors.isPresent("kdf/rfc-5869-HKDF-SHA256.txt"), "\(Vectors.absence)"))
    func `HKDF reproduces every case of RFC 5869`() throws {
        let records = try Vectors.records("kdf/rfc-5869-HKDF-SHA256.txt")
        #expect(records.count == 3)
        for record in records {
            let salt = try hex(try #require(record["salt"]))
            let prk = HKDF.extract(salt: salt, ikm: try secret(try #require(record["IKM"])))
            #expect(prk.exposedBytes().hexString == record["PRK"])
            let count = try #require(record["L"].flatMap(Int.init))
            let okm = HKDF.expand(
                prk: prk,
                info: try hex(try #require(record["info"])),
                count: count
            )
            #expect(okm.exposedBytes().hexString == record["OKM"])
        }
    }

    // Skipped where ../shared is absent; the literal above stands in.
    @Test(.enabled(if: Vectors.isPresent("wycheproof/hkdf_sha256_test.json"), "\(Vectors.absence)"))
    func `HKDF passes Wycheproof`() throws {
        let file = try Vectors.json(
            "wycheproof/hkdf_sha256_test.json",
            as: Wycheproof<Group>.self
        )
        let cases = file.testGroups.flatMap(\.tests)
        #expect(cases.count == file.numberOfTests)
        for test in cases {
            guard test.result == "valid" else {
                // The invalid ones ask for more than HKDF can give, which is a precondition here.
                #expect(test.size > HKDF.maximumCount, "case \(test.tcId)")
                continue
            }
            let okm = HKDF.derive(
                ikm: try secret(test.ikm),
                salt: try hex(test.salt),
                info: try hex(test.info),
                count: test.size
            )
            #expect(okm.exposedBytes().hexString == test.okm, "case \(test.tcId)")
        }
    }

    @Test func `Combining needs both halves, their order and the context`() {
        let (first, second) = (SecretBytes.random(count: 32), SecretBytes.random(count: 32))
        let key = KeyDerivation.combine(first, second, context: [1])
        #expect(key.count == 32)
        #expect(key == KeyDerivation.combine(first, second, context: [1]))
        let others = [
            KeyDerivation.combine(second, first, context: [1]),
            KeyDerivation.combine(first, second, context: [2]),
            KeyDerivation.combine(first, second, context: []),
            KeyDerivation.combine(first, .random(count: 32), context: [1]),
            KeyDerivation.combine(.random(count: 32), second, context: [1]),
            KeyDerivation.combine(first, first, context: [1]),
        ]
        #expect(!others.contains(key))
    }

    @Test func `The border between the halves matters`() {
        let bytes = SecretBytes.random(count: 64).exposedBytes()
        func combined(at cut: Int) -> SecretBytes {
            KeyDerivation.combine(
                SecretBytes(Array(bytes[..<cut])),
                SecretBytes(Array(bytes[cut...])),
                context: []
            )
        }
        #expect(combined(at: 32) != combined(at: 31))
    }

    @Test func `Derivation stays what it was`() {
        // Computed with Python's hmac and hashlib. Stored data depends on these values for ever.
        let (first, second) = (SecretBytes(Array(0..<32)), SecretBytes(Array(32..<64)))
        let combined = KeyDerivation.combine(first, second, context: Array("context".utf8))
        let subkey = KeyDerivation.subkey(of: combined, info: Array("info".utf8))
        let commitment = KeyCommitment(to: subkey, context: Array("context".utf8))
        #expect(
            combined.exposedBytes().hexString
                == "1e15fa8eab8b24aa0df099a50cae994fb8a80fcedaea8c11a16a6b3e4d330389"
        )
        #expect(
            subkey.exposedBytes().hexString
                == "bec531733b828d402734f3e2b54e900e7002d904d7ee8d911e7e1b576b59479b"
        )
        #expect(
            commitment.bytes.hexString
                == "e96b90914c2c8c557b6085018ec015802d7a732dd20d1e9c097e52de0a893d4f"
        )
    }

    @Test func `Subkeys differ by use and by key`() {
        let key = SecretBytes.random(count: 32)
        let subkey = KeyDerivation.subkey(of: key, info: [1])
        #expect(subkey == KeyDerivation.subkey(of: key, info: [1]))
        #expect(subkey != KeyDerivation.subkey(of: key, info: [2]))
        #expect(subkey != KeyDerivation.subkey(of: .random(count: 32), info: [1]))
        #expect(subkey != key)
    }

    @Test func `A commitment opens to its key in its context only`() throws {
        let key = SecretBytes.random(count: 32)
        let commitment = KeyCommitment(to: key, context: [1, 2])
        #expect(commitment.opens(to: key, context: [1, 2]))
        #expect(!commitment.opens(to: key, context: [1]))
        #expect(!commitment.opens(to: key, context: []))
        #expect(!commitment.opens(to: .random(count: 32), context: [1, 2]))
        #expect(!commitment.opens(to: SecretBytes([1]), context: [1, 2]))
        #expect(try KeyCommitment(bytes: commitment.bytes) == commitment)
        #expect(throws: ByteCountError(expected: 32, found: 31)) {
            try KeyCommitment(bytes: Array(commitment.bytes.dropLast()))
        }
        for index in commitment.bytes.indices {
            var changed = commitment.bytes
            changed[index] ^= 1
            #expect(try !KeyCommitment(bytes: changed).opens(to: key, context: [1, 2]))
        }
    }
}
