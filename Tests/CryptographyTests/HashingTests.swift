import Testing

@testable import Cryptography

@Suite struct HashingTests {
    @Test func `BLAKE2b-256 gives the known values`() throws {
        // The function of RFC 7693 at 32 bytes; the values of the reference implementation.
        let known = [
            ("", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"),
            ("abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"),
        ]
        for (message, digest) in known {
            #expect(Digest.blake2b(Array(message.utf8)).bytes.hexString == digest)
        }
    }

    @Test func `Keyed BLAKE2b-256 gives the known value`() {
        let key = SecretBytes(Array(0..<32))
        #expect(
            Digest.blake2b(Array(0...255), key: key).description
                == "b42be36ea26392f67d1d3706ffa72b6c61c2ff38e1fabd9a49e154d54b967d83"
        )
    }

    @Test func `Parts hash like the whole`() {
        var generator = SeededGenerator()
        for _ in 0..<100 {
            let message = generator.bytes(Int.random(in: 0...600, using: &generator))
            let cut = Int.random(in: 0...message.count, using: &generator)
            var hasher = BLAKE2bHasher()
            hasher.update(Array(message[..<cut]))
            hasher.update(SecretBytes(Array(message[cut...])))
            #expect(hasher.finalize() == Digest.blake2b(message))
        }
    }

    @Test func `SHA-256 gives the values of FIPS 180-4`() {
        #expect(
            Digest.sha256(Array("abc".utf8)).description
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(
            Digest.sha256([]).description
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
    }

    @Test func `HMAC-SHA256 gives the value of RFC 4231 case 2`() throws {
        let message = Array("what do ya want for nothing?".utf8)
        let key = SecretBytes(Array("Jefe".utf8))
        let tag = HMAC.sha256(message, key: key)
        #expect(
            tag.hexString == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        )
        #expect(HMAC.isValid(tag, for: message, key: key))
        #expect(!HMAC.isValid(tag, for: message + [0], key: key))
        #expect(!HMAC.isValid(Array(tag.dropLast()), for: message, key: key))
        #expect(!HMAC.isValid(tag, for: message, key: SecretBytes(Array("jefe".utf8))))
    }

    @Test func `A digest has 32 bytes`() throws {
        let digest = Digest.blake2b([1])
        #expect(try Digest(bytes: digest.bytes) == digest)
        #expect(digest.matches(try Digest(bytes: digest.bytes)))
        #expect(!digest.matches(Digest.blake2b([2])))
        for count in [0, 31, 33] {
            #expect(throws: ByteCountError(expected: 32, found: count)) {
                try Digest(bytes: [UInt8](repeating: 0, count: count))
            }
        }
    }
}
