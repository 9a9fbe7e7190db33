import Foundation

extension Attacks {
    /// Finds bits that are always set together, takes them for tokens, and names for their tokens.
    ///
    /// Source: Christen, Vidanage, Ranbaduge and Schnell, "Pattern-mining based cryptanalysis of Bloom filters for
    /// privacy-preserving record linkage" (2018).
    func mining() {
        let dictionary = dictionary()
        let sets = mined()
        let meanings = meanings(of: sets, dictionary)
        let names = dictionary.prefix(2_500)
        let start = sample(3_000, 9).compactMap { number -> (number: Int, name: Int)? in
            let bits = town.prints[number]
            let present = Set(
                meanings.filter { meaning in
                    meaning.bits.allSatisfy { bits[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
                }.map(\.token)
            )
            guard present.count > 2 else { return nil }
            let best = names.max { one, other in
                func score(_ name: (entry: AttackTown.Entry, share: Double)) -> Double {
                    let common = name.entry.nameTokens.count { present.contains($0) }
                    let foreseen = meanings.count { name.entry.nameTokens.contains($0.token) }
                    return Double(2 * common - foreseen - present.count) + 0.1 * log(name.share)
                }
                return score(one) < score(other)
            }
            return best.map { (number, $0.entry.name) }
        }
        let right = start.count { town.targets[$0.number].name == $0.name }
        report(
            "pattern mining",
            "\(sets.count) sets, \(start.count) of 3000 guessed",
            right: right,
            of: 3_000,
            chance: chanceOfNames(dictionary)
        )
        bootstrap("pattern mining, then learned", start, dictionary)
    }

    /// Which token each set of bits is of: they are to be as frequent, each alone and each two together.
    ///
    /// A matching of two graphs, by exchanging two at a time as long as that makes it better.
    private func meanings(
        of sets: [(bits: [Int], share: Double)],
        _ dictionary: [(entry: AttackTown.Entry, share: Double)]
    ) -> [(token: Int, bits: [Int])] {
        var shares: [Int: Double] = [:]
        for name in dictionary {
            for token in name.entry.nameTokens { shares[token, default: 0] += name.share }
        }
        let tokens = shares.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(150)
            .map(\.key)
        let places = Dictionary(uniqueKeysWithValues: zip(tokens, tokens.indices))
        var together = tokens.map { _ in [Double](repeating: 0, count: tokens.count) }
        for name in dictionary {
            let present = name.entry.nameTokens.compactMap { places[$0] }
            for one in present { for other in present { together[one][other] += name.share } }
        }
        let rows = town.prints.prefix(2_048)
        var seen = sets.map { _ in [Double](repeating: 0, count: sets.count) }
        for words in rows {
            let present = sets.indices.filter { set in
                sets[set].bits.allSatisfy { words[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
            }
            for one in present {
                for other in present { seen[one][other] += 1 / Double(rows.count) }
            }
        }
        let count = min(sets.count, tokens.count)
        func apart(_ set: Int, _ meaning: [Int]) -> Double {
            (0..<count).reduce(0) { sum, other in
                sum + (other == set ? 3 : 1)
                    * abs(seen[set][other] - together[meaning[set]][meaning[other]])
            }
        }
        var numbers = AttackNumbers(state: 12)
        var best: (apart: Double, meaning: [Int]) = (.infinity, [])
        for _ in 0..<4 where count > 1 {
            // Meanings beyond the sets' count are of no set.
            var meaning = Array(tokens.indices)
            for _ in 0..<60_000 {
                let one = Int.random(in: 0..<count, using: &numbers)
                let other = Int.random(in: 0..<tokens.count, using: &numbers)
                func sum() -> Double {
                    apart(one, meaning) + (other < count ? apart(other, meaning) : 0)
                }
                let before = sum()
                meaning.swapAt(one, other)
                if sum() > before { meaning.swapAt(one, other) }
            }
            let whole = (0..<count).reduce(0) { $0 + apart($1, meaning) }
            if whole < best.apart { best = (whole, meaning) }
        }
        return zip(best.meaning, sets).map { (tokens[$0], $1.bits) }
    }

    /// Sets of bits that are set together, with the share of fingerprints that have them; the most frequent first.
    private func mined() -> [(bits: [Int], share: Double)] {
        let rows = Array(town.prints.prefix(2_048))
        let places = town.nameBits.flatMap { Array($0) }
        let columns = places.map { bit in
            var column = [UInt64](repeating: 0, count: rows.count / 64 + 1)
            for (row, words) in rows.enumerated()
            where words[bit >> 6] >> UInt64(bit & 63) & 1 == 1 {
                column[row >> 6] |= 1 << UInt64(row & 63)
            }
            return column
        }
        func count(_ column: [UInt64]) -> Int { column.reduce(0) { $0 + $1.nonzeroBitCount } }
        let counts = columns.map(count)
        var found: [Set<Int>: Int] = [:]
        for first in columns.indices where counts[first] > rows.count / 50 {
            // The ten that go with it most beyond chance are begun with.
            let partners = columns.indices.filter { $0 != first }.map { other in
                (other, lift(columns[first], columns[other], counts[other]))
            }.sorted { $0.1 > $1.1 }.prefix(10).map(\.0)
            for second in partners {
                if let set = grown([first, second], columns, counts) {
                    found[set.bits] = set.count
                }
            }
        }
        return found.sorted { ($1.value, $0.key.count) < ($0.value, $1.key.count) }.prefix(120)
            .map { set in
                (set.key.map { places[$0] }, Double(set.value) / Double(rows.count))
            }
    }

    private func lift(_ one: [UInt64], _ other: [UInt64], _ count: Int) -> Double {
        var common = 0
        for word in one.indices { common += (one[word] & other[word]).nonzeroBitCount }
        return Double(common) / Double(max(count, 1)).squareRoot()
    }

    /// Adds the bits that go with those there are, until one more would lose fingerprints.
    private func grown(
        _ start: [Int],
        _ columns: [[UInt64]],
        _ counts: [Int]
    ) -> (bits: Set<Int>, count: Int)? {
        var bits = Set(start)
        var rows = columns[start[0]]
        for word in rows.indices { rows[word] &= columns[start[1]][word] }
        let least = 1 - 2.5 * Double(error)
        for step in 0..<14 {
            let count = rows.reduce(0) { $0 + $1.nonzeroBitCount }
            guard count > 20 else { return nil }
            var best = (column: -1, share: 0.0)
            for column in columns.indices where !bits.contains(column) {
                var common = 0
                for word in rows.indices {
                    common += (rows[word] & columns[column][word]).nonzeroBitCount
                }
                let share = Double(common) / Double(count)
                if share > best.share { best = (column, share) }
            }
            // The first steps leave those out that have the first bits by accident.
            guard best.share >= (step < 3 ? 0.5 : least) else {
                return bits.count >= 6 ? (bits, count) : nil
            }
            bits.insert(best.column)
            for word in rows.indices { rows[word] &= columns[best.column][word] }
        }
        return (bits, rows.reduce(0) { $0 + $1.nonzeroBitCount })
    }
}
