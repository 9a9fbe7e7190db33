import Testing

@testable import Cryptography

@Suite struct SealedStreamTests {
    let key = SecretBytes((0..<32).map { UInt8($0) })
    let context = Array("attachment 1".utf8)

    func chunks(_ sizes: [Int]) -> [[UInt8]] {
        sizes.enumerated().map { [UInt8](repeating: UInt8($0.offset + 1), count: $0.element) }
    }

    func seal(_ chunks: [[UInt8]]) -> (header: [UInt8], boxes: [[UInt8]]) {
        var sealer = SealedStream.Sealer(key: key, associatedData: context)
        var boxes: [[UInt8]] = []
        for (index, chunk) in chunks.enumerated() {
            boxes.append(sealer.seal(chunk, isLast: index == chunks.count - 1))
        }
        return (sealer.header, boxes)
    }

    func open(
        _ header: [UInt8],
        _ boxes: [[UInt8]],
        key: SecretBytes? = nil,
        context: [UInt8]? = nil
    ) throws(SealedStream.StreamError) -> [[UInt8]] {
        var opener = try SealedStream.Opener(
            header: header,
            key: key ?? self.key,
            associatedData: context ?? self.context
        )
        var opened: [[UInt8]] = []
        for box in boxes { opened.append(try opener.open(box)) }
        try opener.finish()
        return opened
    }

    @Test(arguments: [[0], [1], [262_144], [262_144, 0], [262_144, 262_144, 17]])
    func `what was sealed opens again in the same chunks`(sizes: [Int]) throws {
        let content = chunks(sizes)
        let (header, boxes) = seal(content)
        #expect(header.count == SealedStream.headerCount)
        #expect(boxes.map(\.count) == sizes.map { $0 + SealedStream.overhead })
        #expect(try open(header, boxes) == content)
    }

    @Test func `a stream without its end is truncated`() {
        let (header, boxes) = seal(chunks([262_144, 262_144, 5]))
        for count in 0..<3 {
            #expect(throws: SealedStream.StreamError.truncated) {
                try open(header, Array(boxes.prefix(count)))
            }
        }
    }

    @Test func `boxes out of order, left out or doubled are refused`() {
        let (header, boxes) = seal(chunks([262_144, 262_144, 262_144, 5]))
        for order in [[1, 0, 2, 3], [0, 2, 1, 3], [0, 2, 3], [0, 0, 1, 2, 3], [3]] {
            #expect(throws: SealedStream.StreamError.notAuthentic) {
                try open(header, order.map { boxes[$0] })
            }
        }
    }

    @Test func `nothing may follow the end`() {
        let (header, boxes) = seal(chunks([5]))
        #expect(throws: SealedStream.StreamError.afterEnd) { try open(header, boxes + boxes) }
    }

    @Test func `a box of another stream under the same key is refused`() {
        let (header, boxes) = seal(chunks([262_144, 5]))
        let (_, others) = seal(chunks([262_144, 5]))
        #expect(throws: SealedStream.StreamError.notAuthentic) {
            try open(header, [boxes[0], others[1]])
        }
    }

    @Test func `another key, other associated data or another header is refused`() {
        let (header, boxes) = seal(chunks([5]))
        let (other, _) = seal(chunks([5]))
        let refusal = SealedStream.StreamError.notAuthentic
        #expect(throws: refusal) { try open(header, boxes, key: .random(count: 32)) }
        #expect(throws: refusal) { try open(header, boxes, context: Array("attachment 2".utf8)) }
        #expect(throws: refusal) { try open(other, boxes) }
    }

    @Test func `every changed byte is noticed`() {
        let (header, boxes) = seal([Array("invented text".utf8)])
        for index in boxes[0].indices {
            var changed = boxes[0]
            changed[index] ^= 1
            #expect(throws: SealedStream.StreamError.notAuthentic) { try open(header, [changed]) }
        }
    }

    @Test func `a header of wrong size or unknown algorithm is refused`() {
        let (header, boxes) = seal(chunks([5]))
        #expect(throws: SealedStream.StreamError.badHeader) { try open([], boxes) }
        #expect(throws: SealedStream.StreamError.badHeader) { try open(header + [0], boxes) }
        #expect(throws: SealedStream.StreamError.unknownAlgorithm(2)) {
            try open([2] + header.dropFirst(), boxes)
        }
        #expect(throws: SealedStream.StreamError.notAuthentic) { try open(header, [[1, 2]]) }
    }
}
