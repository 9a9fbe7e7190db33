/// How often pairs agree on each level, and how rare their values are.
struct Tally: Sendable {
    /// For each field and level.
    private(set) var counts: [[Double]]
    /// The sum of the logarithms of the rarer values' shares, for each field and level.
    private(set) var shares: [[Double]]

    /// Compares pairs, and counts some fields.
    init(_ pairs: ArraySlice<(Int, Int)>, _ fields: [Int], _ comparator: Comparator) {
        counts = comparator.set.fields.map { _ in
            [Double](repeating: 0, count: Comparator.levelCount)
        }
        shares = counts
        guard !pairs.isEmpty else { return }
        var memo = NameMemo(pairs: pairs.count)
        for (one, other) in pairs {
            var evidence = Evidence()
            for field in comparator.order {
                comparator.compare(field, one, other, &evidence, &memo)
            }
            for field in fields where evidence.levels[field] != 0 {
                counts[field][Int(evidence.levels[field])] += 1
                shares[field][Int(evidence.levels[field])] += Double(evidence.shares[field])
            }
        }
    }

    static func += (one: inout Tally, other: Tally) {
        for field in one.counts.indices {
            for level in one.counts[field].indices {
                one.counts[field][level] += other.counts[field][level]
                one.shares[field][level] += other.shares[field][level]
            }
        }
    }
}
