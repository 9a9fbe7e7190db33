import Testing

@testable import Cryptography

@Suite struct SecretBytesTests {
    @Test func `Bytes come out as they went in`() {
        let bytes: [UInt8] = [1, 2, 3, 255]
        let secret = SecretBytes(bytes)
        #expect(secret.count == 4)
        #expect(secret.exposedBytes() == bytes)
        #expect(secret.withBytes { span in span.indices.map { span[$0] } } == bytes)
        #expect(SecretBytes([]).exposedBytes().isEmpty)
    }

    @Test func `Taking an array erases it`() {
        var bytes: [UInt8] = [9, 8, 7]
        let secret = SecretBytes(erasing: &bytes)
        #expect(bytes == [0, 0, 0])
        #expect(secret.exposedBytes() == [9, 8, 7])
    }

    @Test func `Equality is that of the bytes`() {
        #expect(SecretBytes([1, 2]) == SecretBytes([1, 2]))
        #expect(SecretBytes([1, 2]) != SecretBytes([1, 3]))
        #expect(SecretBytes([1, 2]) != SecretBytes([1, 2, 0]))
        #expect(SecretBytes([]) == SecretBytes([]))
    }

    @Test func `Random secrets differ`() {
        let secrets = (0..<100).map { _ in SecretBytes.random(count: 32).exposedBytes() }
        #expect(Set(secrets).count == 100)
        #expect(secrets.allSatisfy { $0.count == 32 })
    }

    @Test func `No way of printing shows the bytes`() {
        let secret = SecretBytes([171, 205, 239])
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), dumped, "\([secret])"] {
            #expect(text.contains("SecretBytes(3 bytes)"))
            for form in ["171", "205", "239", "ab", "cd", "ef"] {
                #expect(!text.lowercased().contains(form))
            }
        }
    }

    @Test func `No key type prints its secret`() throws {
        let material = SecretBytes([UInt8](repeating: 171, count: 32))
        let agreement = try AgreementPrivateKey(secret: material)
        let signing = try SigningPrivateKey(seed: material)
        let code = RandomBytes.code(.recovery)
        let keys = PasswordKeys(splitting: material)
        var text = "\(agreement) \(signing) \(code) \(keys)"
        dump(agreement, to: &text)
        dump(signing, to: &text)
        dump(code, to: &text)
        dump(keys, to: &text)
        #expect(!text.contains("171, 171"))
        #expect(!text.lowercased().contains("abababab"))
        #expect(!text.contains(code.exposedText()))
        #expect(!text.contains(code.exposedText().filter { $0 != "-" }))
        for secret in [keys.auth, keys.wrap] {
            #expect(!text.contains(secret.exposedBytes().hexString))
        }
    }

    @Test func `A failure while filling gives no secret`() {
        struct Refusal: Error {}
        #expect(throws: Refusal.self) {
            try unsafe SecretBytes(count: 8) { _ throws(Refusal) in throw Refusal() }
        }
    }

    @Test func `Constant-time equality agrees with equality`() {
        var generator = SeededGenerator()
        for _ in 0..<500 {
            let left = generator.bytes(Int.random(in: 0...3, using: &generator)).map { $0 & 1 }
            let right = generator.bytes(Int.random(in: 0...3, using: &generator)).map { $0 & 1 }
            #expect(ConstantTime.equal(left, right) == (left == right))
        }
    }
}
