/// Which records of one list, or of two, are of one person.
package struct Matching: Sendable {
    /// Two records and how likely they are of one person.
    package struct Pair: Hashable, Sendable {
        /// The number of the record that was added first.
        package let one: Int
        /// The number of the other record.
        package let other: Int
        /// The logarithm of the odds.
        package let logOdds: Double

        /// How likely, from 0 to 1.
        package var probability: Double { 1 / (1 + Double.exp(-logOdds)) }
    }

    /// Pairs that may be of one person, those of the first records first.
    package let pairs: [Pair]
    /// How many pairs were compared.
    package let compared: Int

    /// Odds below which a pair is not worth keeping.
    private static let floor = -7.0
    /// Pairs that are learned from.
    private static let samples = 150_000

    /// Links the records of one list, or those before `boundary` with those from there on.
    package init(_ set: RecordSet, boundary: Int? = nil, workers: Int = 2) async {
        var forms: NameForms?
        if let names = set.fields.firstIndex(where: \.isName) {
            forms = await .reading(set.pools[set.poolOfField[names]], workers: workers)
        }
        let keys = BlockingKeys(set, forms)
        let index = BlockIndex(count: set.count, limit: Self.blockLimit(set.count)) {
            keys.each(of: $0, $1)
        }
        let comparator = Comparator(set, forms)
        let search = Search(index: index, comparator: comparator, boundary: boundary)
        let sample = await search.sample(Self.samples, workers: workers)
        var estimator = Estimator(comparator, boundary: boundary, workers: workers)
        let scorer = Scorer(
            comparator,
            await estimator.learn(sample.evidence, share: sample.share),
            floor: Self.floor
        )
        let found = await inParts(set.count, workers: workers) { search.pairs($0, scorer) }
        pairs = found.flatMap(\.pairs)
        compared = found.reduce(0) { $0 + $1.compared }
    }

    /// Large blocks say little, and their pairs grow with the square of the list.
    private static func blockLimit(_ count: Int) -> Int {
        max(24, min(400, 4_000_000 / max(count, 1)))
    }
}

/// Pairs of a set that share a key.
private struct Search: Sendable {
    let index: BlockIndex
    let comparator: Comparator
    let boundary: Int?

    /// Scores the pairs whose first record is in a range.
    func pairs(_ records: Range<Int>, _ scorer: Scorer) -> (pairs: [Matching.Pair], compared: Int) {
        var seen = [UInt32](repeating: 0, count: comparator.set.count)
        var memo = NameMemo()
        var (pairs, compared) = ([Matching.Pair](), 0)
        for one in records where boundary.map({ one < $0 }) ?? true {
            index.each(after: one, seen: &seen) { other in
                if let boundary, other < boundary { return }
                compared += 1
                guard let odds = scorer.logOdds(one, other, &memo) else { return }
                pairs.append(.init(one: one, other: other, logOdds: odds))
            }
        }
        return (pairs, compared)
    }

    /// How the pairs of some records agree, and which share of all records these are.
    func sample(_ limit: Int, workers: Int) async -> (evidence: [Evidence], share: Double) {
        let count = boundary ?? comparator.set.count
        var seen = [UInt32](repeating: 0, count: comparator.set.count)
        var (pairs, looked) = ([(Int, Int)](), 0)
        // Records far from each other, until there are enough.
        let step = max(1, Int(Double(count) * 0.618_033_988_75)) | 1
        var record = 0
        for _ in 0..<count {
            index.each(after: record, seen: &seen) { other in
                if let boundary, other < boundary { return }
                pairs.append((record, other))
            }
            looked += 1
            if pairs.count >= limit { break }
            record = (record + step) % count
        }
        let evidence = await comparator.compare(pairs, workers: workers)
        return (evidence, Double(looked) / Double(max(count, 1)))
    }
}
