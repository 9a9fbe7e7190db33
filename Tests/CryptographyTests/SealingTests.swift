import Testing

@testable import Cryptography

@Suite struct SealingTests {
    private let key = SecretBytes.random(count: 32)
    private let header: [UInt8] = Array("case 7, health".utf8)
    private let plaintext: [UInt8] = Array("what she said".utf8)

    @Test func `A box opens with its key and header`() throws {
        let box = Sealing.seal(plaintext, key: key, associatedData: header)
        #expect(box[0] == 1)
        #expect(box.count == plaintext.count + Sealing.overhead)
        #expect(Sealing.overhead == 41)
        #expect(try Sealing.open(box, key: key, associatedData: header) == plaintext)
    }

    @Test func `Anything of any size comes back`() throws {
        var generator = SeededGenerator()
        for size in Array(0...70) + [255, 256, 257, 4_096, 100_000] {
            let content = generator.bytes(size)
            let header = generator.bytes(Int.random(in: 0...80, using: &generator))
            let box = Sealing.seal(content, key: key, associatedData: header)
            #expect(try Sealing.open(box, key: key, associatedData: header) == content)
        }
    }

    @Test func `A secret comes back as a secret, and both forms are the same`() throws {
        let secret = SecretBytes.random(count: 32)
        let box = Sealing.seal(secret, key: key, associatedData: header)
        #expect(try Sealing.openSecret(box, key: key, associatedData: header) == secret)
        let bytes = try Sealing.open(box, key: key, associatedData: header)
        #expect(bytes == secret.exposedBytes())
        let nothing = Sealing.seal(SecretBytes([]), key: key, associatedData: header)
        #expect(try Sealing.openSecret(nothing, key: key, associatedData: header).count == 0)
    }

    @Test func `Two boxes of the same thing differ`() {
        let boxes = (0..<100).map { _ in
            Sealing.seal(plaintext, key: key, associatedData: header)
        }
        #expect(Set(boxes.map { Array($0[1..<25]) }).count == 100)
        #expect(Set(boxes.map { Array($0[25...]) }).count == 100)
    }

    @Test func `A box from elsewhere is one that is built by hand`() throws {
        let nonce = [UInt8](0x40...0x57)
        let sealed = AuthenticatedCipher.xChaCha20Poly1305.seal(
            plaintext,
            key: key,
            nonce: nonce,
            associatedData: [1] + header
        )
        #expect(
            try Sealing.open([1] + nonce + sealed, key: key, associatedData: header) == plaintext
        )
    }

    @Test func `A box moved to another header or key does not open`() {
        let box = Sealing.seal(plaintext, key: key, associatedData: header)
        for other in [[], header + [0], Array(header.dropLast()), Array("case 8, health".utf8)] {
            #expect(throws: Sealing.SealingError.notAuthentic) {
                try Sealing.open(box, key: key, associatedData: other)
            }
        }
        #expect(throws: Sealing.SealingError.notAuthentic) {
            try Sealing.open(box, key: .random(count: 32), associatedData: header)
        }
        #expect(throws: Sealing.SealingError.notAuthentic) {
            try Sealing.openSecret(box, key: .random(count: 32), associatedData: header)
        }
    }

    @Test func `The algorithm id is authenticated, not only read`() {
        let nonce = [UInt8](repeating: 9, count: 24)
        let sealed = AuthenticatedCipher.xChaCha20Poly1305.seal(
            plaintext,
            key: key,
            nonce: nonce,
            associatedData: [2] + header
        )
        #expect(throws: Sealing.SealingError.notAuthentic) {
            try Sealing.open([1] + nonce + sealed, key: key, associatedData: header)
        }
    }

    @Test func `Every other algorithm id is refused`() {
        var box = Sealing.seal(plaintext, key: key, associatedData: header)
        for id in UInt8.min...UInt8.max where id != 1 {
            box[0] = id
            #expect(throws: Sealing.SealingError.unknownAlgorithm(id)) {
                try Sealing.open(box, key: key, associatedData: header)
            }
        }
    }

    @Test func `A box truncated anywhere does not open`() {
        let box = Sealing.seal(plaintext, key: key, associatedData: header)
        for size in 0..<box.count {
            let error: Sealing.SealingError = size < Sealing.overhead ? .truncated : .notAuthentic
            #expect(throws: error) {
                try Sealing.open(Array(box[..<size]), key: key, associatedData: header)
            }
            #expect(throws: error) {
                try Sealing.openSecret(Array(box[..<size]), key: key, associatedData: header)
            }
        }
        #expect(throws: Sealing.SealingError.notAuthentic) {
            try Sealing.open(box + [0], key: key, associatedData: header)
        }
    }

    @Test func `A flipped bit anywhere does not open`() {
        let box = Sealing.seal(plaintext, key: key, associatedData: header)
        for index in box.indices {
            for bit in 0..<8 {
                var changed = box
                changed[index] ^= 1 << bit
                #expect(throws: Sealing.SealingError.self) {
                    try Sealing.open(changed, key: key, associatedData: header)
                }
            }
        }
    }
}
