internal import CLinkage

/// Which fingerprints of one list, or of two, are of one person, found without knowing any particulars.
package struct FingerprintMatcher: Sendable {
    /// Pairs that were compared, with the logarithm of the odds.
    package let pairs: [Matching.Pair]

    /// Finds within one list.
    ///
    /// - Parameters:
    ///   - leastSimilarity: of the whole fingerprints, below which a pair is not looked at.
    ///   - threads: how many the scan may use.
    package init(_ list: [Fingerprint], leastSimilarity: Double = 0.5, threads: Int = 1) {
        let count = Double(list.count)
        let hits = FingerprintIndex(list)
            .pairs(with: list, isSame: true, leastSimilarity: leastSimilarity, threads: threads)
        self.init(
            all: list,
            offset: 0,
            hits,
            total: count * (count - 1) / 2,
            persons: count / 4
        )
    }

    /// Links two lists; the numbers of each begin with 0.
    package init(_ ones: [Fingerprint], _ others: [Fingerprint], leastSimilarity: Double = 0.5, threads: Int = 1) {
        let hits = FingerprintIndex(others)
            .pairs(with: ones, leastSimilarity: leastSimilarity, threads: threads)
        self.init(
            all: ones + others,
            offset: ones.count,
            hits,
            total: Double(ones.count) * Double(others.count),
            persons: Double(min(ones.count, others.count)) / 2
        )
    }

    private init(
        all: [Fingerprint],
        offset: Int,
        _ hits: [FingerprintIndex.Hit],
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
        pairs = hits.indices.map { index in
            Matching.Pair(
                one: hits[index].one,
                other: hits[index].other,
                logOdds: model.logOdds(evidence(index))
            )
        }
    }
}

extension [Fingerprint] {
    /// The bits in common of each pair, the other one's number counting from the offset.
    fileprivate func overlaps(of hits: [FingerprintIndex.Hit], offset: Int) -> [linkage_overlap] {
        let hits = hits.map {
            linkage_hit(one: UInt32($0.one), other: UInt32($0.other + offset), common: UInt32($0.common))
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
