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
    private static let floor = -5.0
    /// The same where the list is so small that all of its pairs are looked at anyway.
    private static let floorOfSmall = -9.0
    /// Pairs that are learned from.
    private static let samples = 200_000

    /// Links the records of one list, or those before `boundary` with those from there on.
    package init(_ set: RecordSet, boundary: Int? = nil, workers: Int = 2) async {
        var forms: NameForms?
        if let names = set.fields.firstIndex(where: \.isName) {
            forms = await .reading(set.pools[set.poolOfField[names]], workers: workers)
        }
        let keys = BlockingKeys(set, forms)
        let index = await BlockIndex.filing(
            count: set.count,
            limit: Self.blockLimit(set.count),
            workers: workers
        ) { keys.each(of: $0, $1) }
        let comparator = Comparator(set, forms)
        let search = Search(index: index, comparator: comparator, boundary: boundary)
        let sample = await search.sample(Self.samples, workers: workers)
        var estimator = Estimator(comparator, boundary: boundary, workers: workers)
        let model = await estimator.learn(sample.evidence, share: sample.share)
        guard sample.share < 1 else {
            // All pairs were looked at already.
            compared = sample.pairs.count
            pairs = await Self.score(sample.pairs, sample.evidence, model, workers: workers)
            return
        }
        let scorer = Scorer(comparator, model, floor: Self.floor)
        let found = await inParts(set.count, workers: workers) { search.pairs($0, scorer) }
        pairs = found.flatMap(\.pairs)
        compared = found.reduce(0) { $0 + $1.compared }
    }

    /// Scores pairs by how they agree, which is known in parts.
    private static func score(
        _ pairs: [(Int, Int)],
        _ evidence: [[Evidence]],
        _ model: Model,
        workers: Int
    ) async -> [Pair] {
        var starts = [0]
        for part in evidence { starts.append((starts.last ?? 0) + part.count) }
        let places = starts
        let found = await inParts(evidence.count, workers: workers) { range in
            evidence[range.lowerBound].enumerated().compactMap { place, evidence -> Pair? in
                let odds = model.weight(evidence).total + model.prior
                guard odds > floorOfSmall else { return nil }
                let pair = pairs[places[range.lowerBound] + place]
                return Pair(one: pair.0, other: pair.1, logOdds: odds)
            }
        }
        return found.joined().sorted { ($0.one, $0.other) < ($1.one, $1.other) }
    }

    /// Large blocks say little, and their pairs grow with the square of the list.
    private static func blockLimit(_ count: Int) -> Int {
        max(24, min(400, 40_000_000_000 / max(count * count, 1)))
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
        var memo = NameMemo(pairs: records.count * 24)
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

    private static func commonDivisor(_ one: Int, _ other: Int) -> Int {
        var (one, other) = (one, other)
        while other != 0 { (one, other) = (other, one % other) }
        return one
    }

    /// How the pairs of some records agree.
    struct Sample {
        let pairs: [(Int, Int)]
        /// In the order of the pairs, in parts.
        let evidence: [[Evidence]]
        /// Which share of all records these are.
        let share: Double
    }

    /// Looks at the pairs of some records, or of all.
    func sample(_ limit: Int, workers: Int) async -> Sample {
        let count = boundary ?? comparator.set.count
        var seen = [UInt32](repeating: 0, count: comparator.set.count)
        var (pairs, looked) = ([(Int, Int)](), 0)
        // Records far from each other, until there are enough.
        var step = max(1, Int(Double(count) * 0.618_033_988_75))
        // So that every record's turn comes once.
        while Self.commonDivisor(step, count) > 1 { step += 1 }
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
        return Sample(
            pairs: pairs,
            evidence: evidence,
            share: Double(looked) / Double(max(count, 1))
        )
    }
}
