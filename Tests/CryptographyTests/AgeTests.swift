import Foundation
import Testing

@testable import Cryptography

/// Files in the age format.
struct AgeTests {
    private func encrypt(_ plaintext: [UInt8], to recipients: [AgeRecipient], part: Int) -> [UInt8]
    {
        var encryptor = AgeEncryptor(to: recipients)
        var file: [UInt8] = []
        for start in stride(from: 0, to: plaintext.count, by: part) {
            file += encryptor.update(Array(plaintext[start..<min(start + part, plaintext.count)]))
        }
        return file + encryptor.finish()
    }

    private func decrypt(_ file: [UInt8], _ identity: AgeIdentity, part: Int) throws -> [UInt8] {
        var decryptor = AgeDecryptor(identities: [identity])
        var plaintext: [UInt8] = []
        for start in stride(from: 0, to: file.count, by: part) {
            plaintext += try decryptor.update(Array(file[start..<min(start + part, file.count)]))
        }
        return plaintext + (try decryptor.finish())
    }

    private static let counts = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000]

    @Test(arguments: counts)
    func `opens for each recipient and nobody else`(count: Int) throws {
        var generator = SeededGenerator()
        let plaintext = generator.bytes(count)
        let identities = [AgeIdentity.generate(), .generate()]
        let file = encrypt(plaintext, to: identities.map(\.recipient), part: 50_000)
        for identity in identities {
            #expect(try decrypt(file, identity, part: 70_000) == plaintext)
        }
        #expect(throws: Age.AgeError.noMatch) { try decrypt(file, .generate(), part: 70_000) }
    }

    @Test func `a file that was cut anywhere does not open`() throws {
        let identity = AgeIdentity.generate()
        let file = encrypt(
            [UInt8](repeating: 7, count: 66_000),
            to: [identity.recipient],
            part: 999
        )
        var ends = Array(stride(from: 0, to: 300, by: 7)) + [file.count - 1, file.count - 464]
        ends.append(file.count - (66_000 - 65_536) - 16)
        for end in ends {
            #expect(throws: Age.AgeError.self) {
                try decrypt(Array(file[..<end]), identity, part: 4_096)
            }
        }
        #expect(throws: Age.AgeError.self) { try decrypt(file + [0], identity, part: 4_096) }
    }

    @Test func `a file with any changed bit does not open`() throws {
        var generator = SeededGenerator()
        let identity = AgeIdentity.generate()
        let file = encrypt(Array("Invented.".utf8), to: [identity.recipient], part: 100)
        for position in file.indices {
            var changed = file
            changed[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            #expect(throws: Age.AgeError.self) { try decrypt(changed, identity, part: 4_096) }
        }
    }

    @Test func `keys have the text that age gives them`() throws {
        let text = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"
        let identity = try AgeIdentity(text: text)
        #expect(identity.exposedText() == text)
        #expect(try AgeRecipient(text: identity.recipient.text) == identity.recipient)
        #expect(identity.recipient.text.hasPrefix("age1"))
        let file = "# created: today\n\n\(text)\n"
        #expect(try AgeIdentity.all(in: file).map { $0.exposedText() } == [text])
        #expect("\(identity)".contains("age1") && !"\(identity)".contains("SECRET"))
    }

    @Test func `keys that were mistyped, mixed up or are none are refused`() throws {
        let identity = AgeIdentity.generate()
        let text = identity.recipient.text
        #expect(throws: Age.KeyTextError.wrongKind) { try AgeIdentity(text: text) }
        #expect(throws: Age.KeyTextError.wrongKind) {
            try AgeRecipient(text: identity.exposedText())
        }
        let last: Character = text.last == "q" ? "p" : "q"
        for wrong in ["", "age1", "age", text.dropLast() + String(last), "A" + text.dropFirst()] {
            #expect(throws: Age.KeyTextError.notBech32) { try AgeRecipient(text: String(wrong)) }
        }
        let zero = Bech32.encode([UInt8](repeating: 0, count: 32), prefix: "age")
        #expect(throws: Age.KeyTextError.notAKey) { try AgeRecipient(text: zero) }
        let short = Bech32.encode([1, 2, 3], prefix: "age")
        #expect(throws: Age.KeyTextError.notAKey) { try AgeRecipient(text: short) }
    }

    @Test func `a file that begins with no header is refused before it fills memory`() throws {
        var decryptor = AgeDecryptor(identities: [.generate()])
        #expect(throws: Age.AgeError.headerTooLong) {
            for _ in 0..<100 { _ = try decryptor.update([UInt8](repeating: 65, count: 4_096)) }
        }
    }
}
