import Testing

@testable import Cryptography

@Suite struct HumanCodeTests {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    @Test func `A recovery code carries at least 128 bits`() {
        #expect(HumanCode.Shape.recovery.entropyBits == 130)
        #expect(HumanCode.Shape.invitation.entropyBits == 50)
    }

    @Test func `A code is groups of unambiguous symbols`() {
        let text = RandomBytes.code(groups: 7, length: 4).exposedText()
        let groups = text.split(separator: "-")
        #expect(groups.count == 7)
        #expect(groups.allSatisfy { $0.count == 4 && $0.allSatisfy(Self.alphabet.contains) })
    }

    @Test func `Codes come back from their text`() throws {
        for shape in [HumanCode.Shape.recovery, .invitation, .init(groups: 1, length: 3)] {
            for _ in 0..<50 {
                let code = RandomBytes.code(shape)
                let read = try HumanCode(parsing: code.exposedText(), shape: shape)
                #expect(read == code)
                #expect(read.secret.count == shape.dataCount)
            }
        }
    }

    @Test func `Case, spaces, hyphens and look-alikes are forgiven`() throws {
        let shape = HumanCode.Shape(groups: 2, length: 4)
        let code = HumanCode(shape: shape, data: [0, 1, 0, 1, 10, 31])
        let text = code.exposedText()
        let check = String(text.suffix(2))
        #expect(text == "0101-AZ" + check)
        for typed in [
            "oIoL-az\(check.lowercased())", " 0 1 0 1 a z \(check) ", "OLOI\u{2013}AZ\(check)",
            "0101AZ\(check)\n",
        ] {
            #expect(try HumanCode(parsing: typed, shape: shape) == code)
        }
    }

    @Test func `Every single wrong symbol is a typing error`() {
        let shape = HumanCode.Shape.recovery
        let symbols = RandomBytes.code(shape).exposedText().filter { $0 != "-" }
        for position in symbols.indices {
            for other in Self.alphabet where other != symbols[position] {
                var typed = symbols
                typed.replaceSubrange(position...position, with: [other])
                #expect(throws: HumanCode.ParsingError.mistyped) {
                    try HumanCode(parsing: typed, shape: shape)
                }
            }
        }
    }

    @Test func `Every swap of two symbols is a typing error`() {
        let shape = HumanCode.Shape.recovery
        let symbols = Array(RandomBytes.code(shape).exposedText().filter { $0 != "-" })
        for first in symbols.indices {
            for second in symbols.indices
            where second > first && symbols[first] != symbols[second] {
                var typed = symbols
                typed.swapAt(first, second)
                #expect(throws: HumanCode.ParsingError.mistyped) {
                    try HumanCode(parsing: String(typed), shape: shape)
                }
            }
        }
    }

    @Test func `Every two wrong symbols are a typing error`() {
        var generator = SeededGenerator()
        let shape = HumanCode.Shape.recovery
        let symbols = Array(RandomBytes.code(shape).exposedText().filter { $0 != "-" })
        for _ in 0..<2_000 {
            var typed = symbols
            for position in symbols.indices.shuffled(using: &generator).prefix(2) {
                typed[position] =
                    Self.alphabet.filter { $0 != symbols[position] }
                    .randomElement(using: &generator) ?? "0"
            }
            #expect(throws: HumanCode.ParsingError.mistyped) {
                try HumanCode(parsing: String(typed), shape: shape)
            }
        }
    }

    @Test func `Other characters and other sizes are named`() {
        let shape = HumanCode.Shape.recovery
        for (typed, position) in [("U000", 1), ("00é0", 3), ("00!", 3), ("\u{0}", 1), ("٣", 1)] {
            #expect(throws: HumanCode.ParsingError.illegalCharacter(position: position)) {
                try HumanCode(parsing: typed, shape: shape)
            }
        }
        for count in [0, 27, 29] {
            #expect(throws: HumanCode.ParsingError.wrongLength(expected: 28, found: count)) {
                try HumanCode(parsing: String(repeating: "0", count: count), shape: shape)
            }
        }
        #expect(throws: HumanCode.ParsingError.self) {
            try HumanCode(parsing: String(repeating: "0", count: 1_000_000), shape: shape)
        }
    }

    @Test func `Symbols are uniform`() {
        var counts: [Character: Int] = [:]
        for _ in 0..<1_000 {
            let code = RandomBytes.code(groups: 2, length: 8)
            for byte in code.secret.exposedBytes() {
                counts[Character(Unicode.Scalar(byte)), default: 0] += 1
            }
        }
        // 14,000 symbols over 32: 437 each, standard deviation 21; the bounds are ten deviations.
        #expect(counts.count == 32)
        #expect(counts.values.allSatisfy { (230...650).contains($0) })
    }
}
