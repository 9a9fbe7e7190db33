import Testing

@testable import Cryptography

@Suite struct CanonicalBytesTests {
    /// Any structure that can be encoded.
    private indirect enum Item: Hashable {
        case bytes([UInt8])
        case string(String)
        case integer(Int64)
        case absent
        case list([[Item]])

        func encode(into target: inout CanonicalBytes) {
            switch self {
            case .bytes(let content): target.append(content)
            case .string(let text): target.append(text)
            case .integer(let number): target.append(number)
            case .absent: target.append(optional: [UInt8]?.none)
            case .list(let elements):
                target.append(list: elements) { items, inner in
                    for item in items { item.encode(into: &inner) }
                }
            }
        }

        /// Small and poor in values, so that different structures come close to each other.
        static func random(depth: Int, using generator: inout SeededGenerator) -> Item {
            switch Int.random(in: 0...(depth > 0 ? 5 : 3), using: &generator) {
            case 0: .bytes(generator.bytes(Int.random(in: 0...2, using: &generator)).map { $0 & 1 })
            case 1: .string(["", "a", "aa", "\u{1}"].randomElement(using: &generator) ?? "")
            case 2: .integer(Int64.random(in: -1...1, using: &generator))
            case 3: .absent
            default:
                .list(
                    (0..<Int.random(in: 0...2, using: &generator)).map { _ in
                        sequence(depth: depth - 1, using: &generator)
                    }
                )
            }
        }

        static func sequence(depth: Int, using generator: inout SeededGenerator) -> [Item] {
            (0..<Int.random(in: 0...2, using: &generator)).map { _ in
                random(depth: depth, using: &generator)
            }
        }
    }

    private func encoded(_ items: [Item]) -> [UInt8] {
        var target = CanonicalBytes()
        for item in items { item.encode(into: &target) }
        return target.bytes
    }

    @Test func `The encoding is what its documentation says`() {
        var target = CanonicalBytes(domain: "d")
        target.append([7, 8])
        target.append(-2)
        target.append(optional: String?.none)
        target.append(list: ["x"])
        #expect(
            target.bytes.hexString == "02000000000000000164" + "0100000000000000020708"
                + "03fffffffffffffffe" + "04"
                + "050000000000000001" + "01000000000000000a" + "02000000000000000178"
        )
    }

    @Test func `No two different structures give the same bytes`() {
        var generator = SeededGenerator()
        var seen: [[UInt8]: [Item]] = [:]
        for _ in 0..<20_000 {
            let items = Item.sequence(depth: 2, using: &generator)
            let bytes = encoded(items)
            if let other = seen[bytes] { #expect(other == items) }
            seen[bytes] = items
        }
        #expect(seen.count > 500)
    }

    @Test func `No structure's bytes begin another's last item`() {
        #expect(encoded([.string("ab")]) != encoded([.string("a"), .string("b")]))
        #expect(encoded([.bytes([])]) != encoded([.absent]))
        #expect(encoded([.string("a")]) != encoded([.bytes([97])]))
        let (a, b, c) = (Item.string("a"), Item.string("b"), Item.string("c"))
        #expect(encoded([.list([[a, b], [c]])]) != encoded([.list([[a], [b, c]])]))
        #expect(encoded([.list([]), a]) != encoded([.list([[a]])]))
        #expect(encoded([.list([[.list([[a]])]])]) != encoded([.list([[a]])]))
    }

    @Test func `Texts that look alike stay different`() {
        #expect(encoded([.string("\u{E9}")]) != encoded([.string("e\u{301}")]))
    }

    @Test func `Present optionals are like the value`() {
        var (plain, optional) = (CanonicalBytes(), CanonicalBytes())
        plain.append("a")
        plain.append([1])
        plain.append(5)
        optional.append(optional: "a")
        optional.append(optional: [1])
        optional.append(optional: 5)
        #expect(plain.bytes == optional.bytes)
    }
}
