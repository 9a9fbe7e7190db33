import Foundation
import Testing

@testable import Cryptography

@Suite struct CodingTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
        ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
    ])
    func `Base64url gives the values of RFC 4648`(plain: String, coded: String) throws {
        #expect(Array(plain.utf8).base64URLString == coded)
        #expect(try [UInt8](base64URL: coded) == Array(plain.utf8))
    }

    @Test func `Base64url uses the alphabet for addresses`() throws {
        #expect([UInt8]([0xFB, 0xFF]).base64URLString == "-_8")
        #expect(throws: TextCodingError.illegalCharacter(position: 1)) {
            try [UInt8](base64URL: "+_8")
        }
    }

    @Test func `Any bytes come back from both forms and agree with Foundation`() throws {
        var generator = SeededGenerator()
        for _ in 0..<300 {
            let bytes = generator.bytes(Int.random(in: 0...40, using: &generator))
            #expect(try [UInt8](hex: bytes.hexString) == bytes)
            #expect(try [UInt8](hex: bytes.hexString.uppercased()) == bytes)
            #expect(try [UInt8](base64URL: bytes.base64URLString) == bytes)
            let other = Data(bytes).base64EncodedString()
                .replacingOccurrences(of: "+", with: "-")
                .replacingOccurrences(of: "/", with: "_")
                .replacingOccurrences(of: "=", with: "")
            #expect(bytes.base64URLString == other)
        }
    }

    @Test(arguments: [
        ("A", TextCodingError.wrongLength), ("AAAAA", .wrongLength),
        ("Zh", .notCanonical), ("Zm9", .notCanonical), ("Zg==", .illegalCharacter(position: 3)),
        ("Z g", .illegalCharacter(position: 2)), ("Zé", .illegalCharacter(position: 2)),
    ])
    func `A second spelling in base64url is refused`(text: String, error: TextCodingError) {
        #expect(throws: error) { try [UInt8](base64URL: text) }
    }

    @Test(arguments: [
        ("0", TextCodingError.wrongLength), ("0g", .illegalCharacter(position: 2)),
        ("0x10", .illegalCharacter(position: 2)), (" 00 ", .illegalCharacter(position: 1)),
        ("é", .illegalCharacter(position: 1)),
    ])
    func `Bad hexadecimal is refused`(text: String, error: TextCodingError) {
        #expect(throws: error) { try [UInt8](hex: text) }
    }
}
