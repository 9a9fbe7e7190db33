extension Comparator {
    /// How the fields of many pairs agree, in the order of the pairs.
    func compare(_ pairs: [(Int, Int)], workers: Int) async -> [Evidence] {
        let comparator = self
        let parts = await inParts(pairs.count, parts: 16, workers: workers) { range in
            var memo = NameMemo()
            return range.map { comparator.compare(pairs[$0].0, pairs[$0].1, &memo) }
        }
        return Array(parts.joined())
    }
}
