import Foundation

extension Attacks {
    /// Finds bits that are always set together, takes them for the tokens that are as frequent, and names for their tokens.
    ///
    /// Source: Christen, Vidanage, Ranbaduge and Schnell, "Pattern-mining based cryptanalysis of Bloom filters for
    /// privacy-preserving record linkage" (2018).
    func mining() {
        let dictionary = dictionary()
        let sets = mined()
        // How often each token is in public names.
        var shares: [Int: Double] = [:]
        for name in dictionary {
            for token in name.entry.nameTokens { shares[token, default: 0] += name.share }
        }
        var left = shares.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        var meanings: [(token: Int, bits: [Int])] = []
        for set in sets {
            guard
                let place = left.indices.min(by: {
                    abs(left[$0].value - set.share) < abs(left[$1].value - set.share)
                }), abs(left[place].value - set.share) < 0.02
            else { continue }
            meanings.append((left[place].key, set.bits))
            left.remove(at: place)
        }
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
