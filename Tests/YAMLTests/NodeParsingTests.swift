import Testing
import YAML

@Suite struct NodeParsingTests {
    @Test func `scalars keep text and style, and every value knows its place`() throws {
        let node = try Node(
            parsing: """
                # a comment
                one: plain
                two: 'quoted: yes'
                three: |
                  block
                four: [a, "b"]
                five:
                  - x: 1
                """
        )
        let entries = try #require(node.entries)
        #expect(entries.map(\.key.text) == ["one", "two", "three", "four", "five"])
        #expect(entries.map(\.key.mark.line) == [2, 3, 4, 6, 7])
        #expect(entries.map(\.value.mark.line) == [2, 3, 4, 6, 8])
        #expect(entries[0].value.mark == Mark(line: 2, column: 6))
        #expect(entries[0].value.scalar == .init(text: "plain", style: .plain))
        #expect(entries[1].value.scalar == .init(text: "quoted: yes", style: .quoted))
        #expect(entries[2].value.scalar == .init(text: "block\n", style: .block))
        #expect(node["four"]?.items?.map(\.mark.column) == [8, 11])
        #expect(node["five"]?.items?.first?["x"]?.scalar?.text == "1")
        #expect(node["six"] == nil)
    }

    @Test func `columns count characters, not bytes`() throws {
        let node = try Node(parsing: "имя: [да, не]")
        #expect(node["имя"]?.items?.map(\.mark.column) == [7, 11])
    }

    @Test(arguments: [
        ("a:", true), ("a: ~", true), ("a: null", true), ("a: ''", false), ("a: x", false),
    ])
    func `null is empty, a tilde or the word, and never quoted`(text: String, isNull: Bool) throws {
        #expect(try Node(parsing: text)["a"]?.isNull == isNull)
    }

    @Test(arguments: [
        ("", 1, "empty"), ("# only a comment", 1, "empty"),
        ("a: 1\nb: 2\na: 3", 3, "already on line 1"),
        ("a: {b: 1,\n  b: 2}", 2, "already on line 1"),
        ("a: &x 1", 1, "Anchors"), ("a: 1\nb: *x", 2, "Aliases"), ("a:\n  !!str b", 2, "Tags"),
        ("a: !local [1]", 1, "Tags"), ("a: 1\n---\nb: 2", 2, "second document"),
        ("%YAML 1.1\n---\na: 1", 1, "Directives"), ("? [a]\n: b", 1, "must be a word"),
        ("? {a: b}\n: c", 1, "must be a word"), ("a: b: c", 1, "no valid YAML"),
        ("a: 1\n\tb: 2", 2, "no valid YAML"), ("a: [1, 2", 1, "no valid YAML"),
        ("a: 1\nb: \"open", 2, "no valid YAML"), ("a: \"\\0\"", 1, "control character"),
        ("a: \"\\e[31m\"", 1, "control character"), ("a: 1\nb: x\u{7}", 2, "no valid YAML"),
    ])
    func `what is refused is refused with its line and a remedy`(
        text: String,
        line: Int,
        part: String
    ) throws {
        let error = try #require(throws: YAMLError.self) { try Node(parsing: text) }
        #expect(error.mark.line == line)
        #expect(error.message.contains(part))
        #expect(error.message.hasSuffix(".") && error.remedy.hasSuffix("."))
    }

    @Test func `bytes that are no UTF-8 are refused with their line`() throws {
        let error = try #require(throws: YAMLError.self) {
            try Node(parsing: Array("a: 1\nb: ".utf8) + [0xC3, 0x28])
        }
        #expect(error.mark == Mark(line: 2, column: 5))
        #expect(error.remedy == "Save the file as UTF-8.")
    }

    @Test func `depth, nodes and bytes are limited, and the limits themselves are allowed`() throws
    {
        let limits = Node.Limits(bytes: 40, depth: 4, nodes: 6)
        _ = try Node(parsing: "[[[[]]]]", limits: limits)
        _ = try Node(parsing: "[1,2,3,4,5]", limits: limits)
        _ = try Node(parsing: String(repeating: "x", count: 40), limits: limits)
        for text in ["[[[[[]]]]]", "[1,2,3,4,5,6]", String(repeating: "x", count: 41)] {
            #expect(throws: YAMLError.self) { try Node(parsing: text, limits: limits) }
        }
        #expect(throws: YAMLError.self) {
            try Node(parsing: String(repeating: "[", count: 100_000))
        }
        #expect(throws: YAMLError.self) {
            try Node(parsing: String(repeating: "{a: ", count: 9_999))
        }
    }

    /// The seed is fixed and printed with a failure.
    @Test(arguments: [UInt64(1), 2, 3, 4])
    func `no mutation of a text crashes the parser`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let original = Array("a: [1, 'two', {b: |\n  c}]\n? d\n: - e\n  - &f \"g\"\nh: *f\n".utf8)
        let signs = Array("[]{}:,-?&*!|>'\"%@`#\n\t \\\u{0}\u{7F}".utf8) + [0xC3, 0xFF, 0xEF, 0xBB]
        for _ in 0..<2_000 {
            var text = original
            for _ in 0...(random.next() % 6) {
                let place = Int(random.next() % UInt64(text.count))
                let sign = signs[Int(random.next() % UInt64(signs.count))]
                if random.next().isMultiple(of: 2) {
                    text[place] = sign
                } else {
                    text.insert(sign, at: place)
                }
            }
            do {
                _ = try Node(parsing: text)
            } catch {
                #expect(error.mark.line >= 1 && error.mark.column >= 1, "seed \(seed): \(text)")
            }
        }
    }
}

/// A seeded generator.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
