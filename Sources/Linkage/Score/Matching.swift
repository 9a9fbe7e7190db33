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
        let forms = set.fields.firstIndex { $0.kind == .givenName || $0.kind == .surname }
            .map { NameForms(set.pools[set.poolOfField[$0]]) }
        let keys = BlockingKeys(set, forms)
        let index = BlockIndex(count: set.count, limit: Self.blockLimit(set.count)) {
            keys.each(of: $0, $1)
        }
        let comparator = Comparator(set, forms)
        let search = Search(index: index, comparator: comparator, boundary: boundary)
        let sample = search.sample(Self.samples)
        var estimator = Estimator(comparator, boundary: boundary)
        let scorer = Scorer(
            comparator,
            estimator.learn(sample.evidence, share: sample.share),
            floor: Self.floor
        )
        let part = max(1, (set.count + workers * 16 - 1) / (workers * 16))
        let found = await withTaskGroup(of: (Int, [Pair], Int).self) { group in
            var parts: [(Int, [Pair], Int)] = []
            var starts = stride(from: 0, to: set.count, by: part).makeIterator()
            func next() {
                guard let start = starts.next() else { return }
                group.addTask {
                    let end = min(start + part, set.count)
                    let (pairs, compared) = search.pairs(start..<end, scorer)
                    return (start, pairs, compared)
                }
            }
            for _ in 0..<workers { next() }
            for await done in group {
                parts.append(done)
                next()
            }
            return parts.sorted { $0.0 < $1.0 }
        }
        pairs = found.flatMap(\.1)
        compared = found.reduce(0) { $0 + $1.2 }
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
        var (pairs, compared) = ([Matching.Pair](), 0)
        for one in records where boundary.map({ one < $0 }) ?? true {
            index.each(after: one, seen: &seen) { other in
                if let boundary, other < boundary { return }
                compared += 1
                guard let odds = scorer.logOdds(one, other) else { return }
                pairs.append(.init(one: one, other: other, logOdds: odds))
            }
        }
        return (pairs, compared)
    }

    /// How the pairs of some records agree, and which share of all records these are.
    func sample(_ limit: Int) -> (evidence: [Evidence], share: Double) {
        let count = boundary ?? comparator.set.count
        var seen = [UInt32](repeating: 0, count: comparator.set.count)
        var (evidence, looked) = ([Evidence](), 0)
        // Records far from each other, until there are enough.
        let step = max(1, Int(Double(count) * 0.618_033_988_75)) | 1
        var record = 0
        for _ in 0..<count {
            index.each(after: record, seen: &seen) { other in
                if let boundary, other < boundary { return }
                evidence.append(comparator.compare(record, other))
            }
            looked += 1
            if evidence.count >= limit { break }
            record = (record + step) % count
        }
        return (evidence, Double(looked) / Double(max(count, 1)))
    }
}
