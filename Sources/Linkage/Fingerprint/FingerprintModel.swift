/// What agreement of segments says about whether two fingerprints are of one person.
///
/// Source: Fellegi and Sunter, "A Theory for Record Linkage" (1969); learned by expectation maximisation from pairs that
/// nobody labelled. How strangers agree is counted, not learned: see `SegmentFrequencies`.
struct FingerprintModel {
    /// For each segment and level the logarithm of its probability among fingerprints of one person.
    private(set) var same: [[Double]]
    /// The logarithm of the odds that two fingerprints, taken at random, are of one person.
    private(set) var prior: Double
    /// The logarithm of the share of persons with names exchanged in one of the two.
    private(set) var crossing = Double.log(0.01)

    /// Learns from the pairs that the scan lets through.
    ///
    /// Each piece of evidence stands for `weight` pairs, of `total` that there are at all; to begin with, `persons` of
    /// them are expected to be of one person.
    init(
        _ evidence: [FingerprintEvidence],
        weight: Double,
        total: Double,
        persons: Double,
        rounds: Int = 20
    ) {
        same = Fingerprint.Segment.allCases.map { segment in
            let count = SegmentLevels[segment].count
            // The same most often, and less and less often the less alike.
            let guesses: [Double] = (0..<count).map { level in
                if level < 2 { return Double(level) }
                return 0.5 / Double(level * level)
            }
            return guesses.map { Double.log($0 / guesses.reduce(0, +)) }
        }
        prior = Double.log(max(persons, 1) / max(total - persons, 1))
        for _ in 0..<rounds { improve(evidence, weight, total) }
    }

    private mutating func improve(
        _ evidence: [FingerprintEvidence],
        _ weight: Double,
        _ total: Double
    ) {
        var counts = same.map { $0.map { _ in 0.5 } }
        var (sum, crossed) = (0.0, 0.0)
        for pair in evidence {
            let (found, isCrossed) = self.weight(pair)
            let chance = 1 / (1 + Double.exp(-(found + prior)))
            guard chance > 1e-4 else { continue }
            sum += chance
            if isCrossed { crossed += chance }
            for segment in 0..<4 {
                if isCrossed, segment < 2 {
                    // Which of the two was exchanged nobody knows: half for either name.
                    counts[segment][Int(pair.crossed.0)] += chance / 2
                    counts[segment][Int(pair.crossed.1)] += chance / 2
                } else {
                    counts[segment][Int(pair.levels[segment])] += chance
                }
            }
        }
        for segment in 0..<4 {
            let all = counts[segment].dropFirst().reduce(0, +)
            for level in counts[segment].indices.dropFirst() {
                same[segment][level] = Double.log(counts[segment][level] / all)
            }
        }
        let share = min(0.5, max(sum * weight, 1) / max(total, 2))
        prior = Double.log(share / (1 - share))
        crossing = Double.log(min(0.2, max((crossed + 0.5) / (sum + 1), 1e-4)))
    }

    /// The logarithm of the odds that two fingerprints are of one person.
    func logOdds(_ evidence: FingerprintEvidence) -> Double { prior + weight(evidence).total }

    private func weight(_ evidence: FingerprintEvidence) -> (total: Double, isCrossed: Bool) {
        func part(_ segment: Int, _ level: UInt8, _ logShare: Float) -> Double {
            level == 0 ? 0 : same[segment][Int(level)] - Double(logShare)
        }
        let names =
            part(0, evidence.levels[0], evidence.logShares[0])
            + part(1, evidence.levels[1], evidence.logShares[1])
        let others =
            part(2, evidence.levels[2], evidence.logShares[2])
            + part(3, evidence.levels[3], evidence.logShares[3])
        guard evidence.crossed.0 != 0, evidence.crossed.1 != 0 else {
            return (names + others, false)
        }
        func acrossPart(_ level: UInt8, _ logShare: Float) -> Double {
            (same[0][Int(level)] + same[1][Int(level)]) / 2 - Double(logShare)
        }
        let across =
            crossing + acrossPart(evidence.crossed.0, evidence.crossedLogShares.0)
            + acrossPart(evidence.crossed.1, evidence.crossedLogShares.1)
        return (max(names, across) + others, across > names)
    }
}
