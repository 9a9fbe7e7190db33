import Testing

@testable import Linkage

/// Texts compared letter by letter.
struct DistanceTests {
    private static let seed: UInt64 = 2_005

    private func distance(_ one: String, _ other: String) -> Int {
        distance(Array(one.utf8), Array(other.utf8))
    }

    private func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
        EditDistance.optimalAlignment(one.span, other.span)
    }

    private func similarity(_ one: String, _ other: String) -> Double {
        similarity(Array(one.utf8), Array(other.utf8))
    }

    private func similarity(_ one: [UInt8], _ other: [UInt8]) -> Double {
        JaroWinkler.similarity(one.span, other.span)
    }

    /// The textbook's table, of the whole texts.
    private func slow(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var table = Array(
            repeating: Array(repeating: 0, count: other.count + 1),
            count: one.count + 1
        )
        for row in 0...one.count { table[row][0] = row }
        for column in 0...other.count { table[0][column] = column }
        for row in 1..<(one.count + 1) {
            for column in 1..<(other.count + 1) {
                let isEqual = one[row - 1] == other[column - 1]
                var best = min(
                    table[row - 1][column] + 1,
                    table[row][column - 1] + 1,
                    table[row - 1][column - 1] + (isEqual ? 0 : 1)
                )
                if row > 1, column > 1, one[row - 1] == other[column - 2],
                    one[row - 2] == other[column - 1]
                {
                    best = min(best, table[row - 2][column - 2] + 1)
                }
                table[row][column] = best
            }
        }
        return table[one.count][other.count]
    }

    @Test func `edits are counted, an exchange of neighbours as one`() {
        #expect(distance("", "") == 0)
        #expect(distance("", "abc") == 3)
        #expect(distance("kitten", "sitting") == 3)
        #expect(distance("maria", "mairia") == 1)
        #expect(distance("martha", "marhta") == 1)
        // No part is edited twice: not 2, as the unrestricted distance has it.
        #expect(distance("ca", "abc") == 3)
    }

    @Test func `the fast count is the slow one, whatever the texts and their order`() {
        print("seed \(Self.seed)")
        var random = SeededNumbers(state: Self.seed)
        for _ in 0..<3_000 {
            let texts = (0..<2).map { _ in
                (0..<Int.random(in: 0...64, using: &random)).map { _ in
                    UInt8.random(in: 97...100, using: &random)
                }
            }
            let expected =
                texts.contains(where: \.isEmpty)
                ? max(texts[0].count, texts[1].count) : slow(texts[0], texts[1])
            #expect(distance(texts[0], texts[1]) == expected)
            #expect(distance(texts[1], texts[0]) == expected)
        }
    }

    /// Source: the table of examples in Winkler (1990) and in "Overview of Record Linkage" (2006).
    @Test func `similar names are as similar as was published`() {
        let published = [
            ("martha", "marhta", 0.961), ("dixon", "dicksonx", 0.813), ("dwayne", "duane", 0.840),
            ("jones", "johnson", 0.832), ("abroms", "abrams", 0.922), ("massey", "massie", 0.933),
        ]
        for (one, other, expected) in published {
            #expect(abs(similarity(one, other) - expected) < 0.001, "\(one) \(other)")
            #expect(similarity(one, other) == similarity(other, one))
        }
        #expect(similarity("", "") == 1 && similarity("a", "") == 0 && similarity("ab", "cd") == 0)
    }

    @Test func `a similarity lies between nothing and the same`() {
        print("seed \(Self.seed)")
        var random = SeededNumbers(state: Self.seed)
        for _ in 0..<3_000 {
            let texts = (0..<2).map { _ in
                (0..<Int.random(in: 1...70, using: &random)).map { _ in
                    UInt8.random(in: 97...101, using: &random)
                }
            }
            let found = similarity(texts[0], texts[1])
            #expect(found >= 0 && found <= 1)
            #expect(similarity(texts[0], texts[0]) == 1)
        }
    }
}
