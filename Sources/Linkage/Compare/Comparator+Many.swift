extension Comparator {
    /// How the fields of many pairs agree: in parts, in the order of the pairs.
    func compare(_ pairs: [(Int, Int)], workers: Int) async -> [[Evidence]] {
        let comparator = self
        return await inParts(pairs.count, parts: 16, workers: workers) { range in
            var memo = NameMemo(pairs: range.count)
            var evidence: [Evidence] = []
            evidence.reserveCapacity(range.count)
            for place in range {
                evidence.append(comparator.compare(pairs[place].0, pairs[place].1, &memo))
            }
            return evidence
        }
    }
}
