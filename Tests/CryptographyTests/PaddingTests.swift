import Testing

@testable import Cryptography

@Suite struct PaddingTests {
    @Test func `Content of every size comes back`() throws {
        var generator = SeededGenerator()
        for size in Array(0...600) + [1_023, 1_024, 1_025, 65_535, 65_536, 1_000_000] {
            let content = generator.bytes(size)
            let padded = Padding.pad(content)
            #expect(padded.count == Padding.paddedCount(for: size))
            #expect(try Padding.unpad(padded) == content)
        }
    }

    @Test func `Content that looks like padding comes back`() throws {
        for content in [[0x80], [0x80, 0], [0, 0], [UInt8](repeating: 0x80, count: 300)] {
            #expect(try Padding.unpad(Padding.pad(content)) == content)
        }
    }

    @Test func `Buckets are few, ordered and cost little`() {
        var sizes: Set<Int> = []
        var last = 0
        for size in 0...100_000 {
            let padded = Padding.paddedCount(for: size)
            #expect(padded > size)
            #expect(padded >= last)
            if size >= 256 { #expect(Double(padded) < Double(size + 1) * 1.12) }
            last = padded
            sizes.insert(padded)
        }
        #expect(Padding.paddedCount(for: 0) == 256)
        #expect(Padding.paddedCount(for: 255) == 256)
        // 272 = 256 + 256/16; Padmé keeps four bits after the first at this size.
        #expect(Padding.paddedCount(for: 256) == 272)
        #expect(sizes.count < 200)
    }

    @Test func `What was not padded is refused`() {
        var wrongBucket = Padding.pad([1, 2, 3])
        wrongBucket.append(0)
        var wrongMarker = Padding.pad([1, 2, 3])
        wrongMarker[3] = 0x81
        for bytes in [
            [], [0x80], [UInt8](repeating: 0, count: 256), [UInt8](repeating: 1, count: 256),
            wrongBucket, wrongMarker, Array(Padding.pad([1, 2, 3]).dropLast()),
        ] {
            #expect(throws: Padding.PaddingError()) { try Padding.unpad(bytes) }
        }
    }
}
