import Testing

@testable import Cryptography

@Suite struct AuthenticatedCipherTests {
    private struct Group: Decodable {
        struct Case: Decodable {
            let tcId: Int
            let key: String
            let iv: String
            let aad: String
            let msg: String
            let ct: String
            let tag: String
            let result: String
        }

        let tests: [Case]
    }

    private static let sunscreen = Array(
        ("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
            + "future, sunscreen would be it.").utf8
    )
    private static let key = SecretBytes(Array(0x80...0x9F))

    @Test func `ChaCha20-Poly1305 gives the value of RFC 8439`() throws {
        let cipher = AuthenticatedCipher.chaCha20Poly1305
        let (nonce, header) = (
            try hex("070000004041424344454647"), try hex("50515253c0c1c2c3c4c5c6c7")
        )
        let sealed = cipher.seal(
            Self.sunscreen,
            key: Self.key,
            nonce: nonce,
            associatedData: header
        )
        #expect(
            sealed.hexString
                == "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69"
                + "da92728b1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad6"
                + "75945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b6116"
                + "1ae10b594f09e26a7e902ecbd0600691"
        )
        #expect(
            try cipher.open(sealed, key: Self.key, nonce: nonce, associatedData: header)
                == Self.sunscreen
        )
    }

    @Test func `XChaCha20-Poly1305 gives the value of its draft`() throws {
        let cipher = AuthenticatedCipher.xChaCha20Poly1305
        let (nonce, header) = ([UInt8](0x40...0x57), try hex("50515253c0c1c2c3c4c5c6c7"))
        let sealed = cipher.seal(
            Self.sunscreen,
            key: Self.key,
            nonce: nonce,
            associatedData: header
        )
        #expect(
            sealed.hexString
                == "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f"
                + "4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369"
                + "488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e"
                + "c0875924c1c7987947deafd8780acf49"
        )
        #expect(
            try cipher.open(sealed, key: Self.key, nonce: nonce, associatedData: header)
                == Self.sunscreen
        )
    }

    // Skipped where ../shared is absent; the literals above stand in.
    @Test(
        .enabled(if: Vectors.isPresent("wycheproof"), "\(Vectors.absence)"),
        arguments: [
            ("chacha20_poly1305", AuthenticatedCipher.chaCha20Poly1305, 9),
            ("xchacha20_poly1305", .xChaCha20Poly1305, 9),
        ]
    )
    func `Both ciphers pass Wycheproof`(
        name: String,
        cipher: AuthenticatedCipher,
        wrongNonces: Int
    ) throws {
        let file = try Vectors.json("wycheproof/\(name)_test.json", as: Wycheproof<Group>.self)
        let cases = file.testGroups.flatMap(\.tests)
        #expect(cases.count == file.numberOfTests)
        var skipped = 0
        for test in cases {
            let nonce = try hex(test.iv)
            guard nonce.count == cipher.nonceCount else {
                // A nonce of another size cannot be written in a box; it is a precondition here.
                #expect(test.result == "invalid", "case \(test.tcId)")
                skipped += 1
                continue
            }
            let (key, header) = (try secret(test.key), try hex(test.aad))
            let (message, sealed) = (try hex(test.msg), try hex(test.ct) + hex(test.tag))
            if test.result == "valid" {
                #expect(
                    cipher.seal(message, key: key, nonce: nonce, associatedData: header) == sealed,
                    "case \(test.tcId)"
                )
                #expect(
                    try cipher.open(sealed, key: key, nonce: nonce, associatedData: header)
                        == message,
                    "case \(test.tcId)"
                )
            } else {
                #expect(throws: AuthenticatedCipher.AuthenticationError(), "case \(test.tcId)") {
                    try cipher.open(sealed, key: key, nonce: nonce, associatedData: header)
                }
            }
        }
        #expect(skipped == wrongNonces)
    }
}
