internal import CLinkage

/// Which fingerprints of one list, or of two, are of one person, found without knowing any particulars.
///
/// Compares every fingerprint with every other one, some 10⁹ pairs a second and thread; those that are alike are then
/// weighed segment by segment.
package struct FingerprintMatcher: Sendable {
    /// Pairs whose odds are not hopeless, with the logarithm of the odds; in no order that means anything.
    package let pairs: [Matching.Pair]
    /// How alike whole fingerprints had to be to be weighed.
    package let leastSimilarity: Double
    /// How many pairs were weighed.
    package let comparedCount: Int

    /// Below this logarithm of the odds, one in 160,000, nobody wants to see a pair.
    private static let leastLogOdds = -12.0

    /// Finds within one list; of each pair the lower number is first.
    ///
    /// Pairs whose whole fingerprints are less alike than the least similarity are not weighed; where none is given,
    /// it is chosen so that there are not too many to hold. The scan alone uses more threads than one.
    package init(_ list: [Fingerprint], leastSimilarity: Double? = nil, threads: Int = 1) {
        let count = Double(list.count)
        let total = count * (count - 1) / 2
        let least = leastSimilarity ?? Self.leastSimilarity(list, list, total: total)
        let hits = FingerprintIndex(list)
            .pairs(with: list, isSame: true, leastSimilarity: least, threads: threads)
        self.init(list, offset: 0, hits, least, total: total, persons: count / 4)
    }

    /// Links two lists; the numbers of each begin with 0.
    package init(
        _ ones: [Fingerprint],
        _ others: [Fingerprint],
        leastSimilarity: Double? = nil,
        threads: Int = 1
    ) {
        let total = Double(ones.count) * Double(others.count)
        let least = leastSimilarity ?? Self.leastSimilarity(ones, others, total: total)
        let hits = FingerprintIndex(others)
            .pairs(with: ones, leastSimilarity: least, threads: threads)
        let persons = Double(min(ones.count, others.count)) / 2
        self.init(ones + others, offset: ones.count, hits, least, total: total, persons: persons)
    }

    private init(
        _ all: [Fingerprint],
        offset: Int,
        _ hits: [FingerprintIndex.Hit],
        _ leastSimilarity: Double,
        total: Double,
        persons: Double
    ) {
        let comparator = FingerprintComparator(all)
        let overlaps = all.overlaps(of: hits, offset: offset)
        func evidence(_ index: Int) -> FingerprintEvidence {
            comparator.evidence(hits[index].one, hits[index].other + offset, overlaps[index])
        }
        let step = max(1, hits.count / 400_000)
        let model = FingerprintModel(
            stride(from: 0, to: hits.count, by: step).map(evidence),
            weight: Double(step),
            total: total,
            persons: persons
        )
        pairs = hits.indices.compactMap { index in
            let logOdds = model.logOdds(evidence(index))
            guard logOdds > Self.leastLogOdds else { return nil }
            return Matching.Pair(one: hits[index].one, other: hits[index].other, logOdds: logOdds)
        }
        self.leastSimilarity = leastSimilarity
        comparedCount = hits.count
    }

    /// The least similarity at which, as a sample says, some hundred pairs a fingerprint are left.
    ///
    /// At 0.4 hardly a pair of one person is lost, and a tenth of all strangers stay: too many for long lists.
    private static func leastSimilarity(
        _ ones: [Fingerprint],
        _ others: [Fingerprint],
        total: Double,
        samples: Int = 20_000
    ) -> Double {
        guard !ones.isEmpty, !others.isEmpty else { return 0.4 }
        let allowed = 4_000_000 + 100 * Double(max(ones.count, others.count))
        var similarities: [Double] = []
        for sample in 0..<samples {
            // Steps that are prime to each other and to most counts: no pair is met often.
            let (one, other) = (sample &* 7_919 % ones.count, sample &* 104_729 % others.count)
            similarities.append(ones[one].similarity(to: others[other]))
        }
        similarities.sort(by: >)
        let kept = Int(Double(samples) * min(1, allowed / max(total, 1)))
        return kept < samples ? min(max(similarities[kept], 0.4), 0.7) : 0.4
    }
}

extension [Fingerprint] {
    /// The bits in common of each pair, the other one's number counting from the offset.
    fileprivate func overlaps(of hits: [FingerprintIndex.Hit], offset: Int) -> [linkage_overlap] {
        let hits = hits.map {
            linkage_hit(
                one: UInt32($0.one),
                other: UInt32($0.other + offset),
                common: UInt32($0.common)
            )
        }
        return unsafe withWords { words in
            unsafe [linkage_overlap](unsafeUninitializedCapacity: hits.count) { target, count in
                guard let start = target.baseAddress else { return }
                unsafe linkage_overlaps(words, words, hits, hits.count, start)
                count = hits.count
            }
        }
    }
}
