/// Which records of one list, or of two, are of one person.
package struct Matching {
    /// Two records and how likely they are of one person.
    package struct Pair: Hashable, Sendable {
        package let one: Int
        package let other: Int
        /// The logarithm of the odds.
        package let logOdds: Double

        package var probability: Double { 1 / (1 + Double.exp(-logOdds)) }
    }

    /// Pairs that were compared, in order of their numbers.
    package let pairs: [Pair]

    /// - Parameter boundary: where two lists are linked, the number of the first record of the second one.
    package init(_ set: RecordSet, boundary: Int? = nil) {
        let candidates = CandidatePairs(set, boundary: boundary, limit: set.count < 50_000 ? 400 : 100)
        let comparator = Comparator(set)
        var estimator = Estimator(comparator, boundary: boundary)
        let model = estimator.learn(candidates.pairs)
        var scratch = Evidence(fields: set.fields.count)
        pairs = candidates.pairs.map { pair in
            let (one, other) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
            comparator.compare(one, other, into: &scratch)
            return Pair(one: one, other: other, logOdds: model.logOdds(scratch))
        }
    }
}
