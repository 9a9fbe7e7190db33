import Testing

@testable import Linkage

/// The scan over fingerprints, by every way that this processor has.
struct FingerprintScanTests {
    private static let kernels = Kernel.allCases.filter(\.isSupported)
    private static let seed: UInt64 = 1_024

    /// Random bits, some fingerprints nearly empty, some the same and some without a bit.
    private func random(_ count: Int, _ random: inout FingerprintPersons.Random) -> [Fingerprint] {
        var all: [Fingerprint] = []
        for number in 0..<count {
            var words = SIMD16<UInt64>()
            for index in words.indices {
                words[index] = random.next() & random.next()
                if number % 5 == 0 { words[index] &= random.next() & random.next() & random.next() }
                if number % 11 == 0 { words[index] = 0 }
            }
            if number % 7 == 3 { words = all[number / 2].words }
            if number % 13 == 0 { words = SIMD16(repeating: .max) }
            all.append(Fingerprint(words: words))
        }
        return all
    }

    private func sorted(_ hits: [FingerprintIndex.Hit]) -> [FingerprintIndex.Hit] {
        hits.sorted { ($0.one, $0.other) < ($1.one, $1.other) }
    }

    /// Pair by pair.
    private func slow(
        _ rows: [Fingerprint],
        _ others: [Fingerprint],
        isSame: Bool,
        _ least: Double
    ) -> [[Int]] {
        var found: [[Int]] = []
        let (rowBits, bits) = (rows.map(\.bitCount), others.map(\.bitCount))
        for (one, row) in rows.enumerated() {
            for (other, fingerprint) in others.enumerated() where !isSame || other > one {
                let common = Fingerprint(words: row.words & fingerprint.words).bitCount
                let similarity = Double(2 * common) / Double(rowBits[one] + bits[other])
                guard common > 0, similarity >= least else { continue }
                found.append([one, other, common])
            }
        }
        return found
    }

    @Test func `the portable way is always there, and the fastest is one of them`() {
        #expect(Self.kernels.contains(.portable) && Self.kernels.contains(.fastest))
    }

    /// Least similarities are quarters and eighths, which the scan's whole numbers hold exactly.
    @Test(arguments: kernels, [(0, 0), (1, 1), (3, 9), (4, 8), (13, 17), (29, 201)])
    func `pairs are those that a slow comparison finds`(kernel: Kernel, sizes: (Int, Int)) {
        print("seed \(Self.seed)")
        var numbers = FingerprintPersons.Random(state: Self.seed)
        let (rows, others) = (random(sizes.0, &numbers), random(sizes.1, &numbers))
        let index = FingerprintIndex(others)
        for least in [0, 0.375, 0.5, 1] {
            let between = slow(rows, others, isSame: false, least)
            let within = slow(others, others, isSame: true, least)
            for threads in [1, 2, 5] {
                let found = index.pairs(
                    with: rows,
                    leastSimilarity: least,
                    threads: threads,
                    kernel: kernel
                )
                #expect(sorted(found).map { [$0.one, $0.other, $0.common] } == between)
                let same = index.pairs(
                    with: others,
                    isSame: true,
                    leastSimilarity: least,
                    threads: threads,
                    kernel: kernel
                )
                #expect(sorted(same).map { [$0.one, $0.other, $0.common] } == within)
            }
        }
    }

    @Test(arguments: kernels)
    func `every way finds the same in the same order`(kernel: Kernel) {
        let all = FingerprintPersons.fingerprints(300, withSlips: true)
        let index = FingerprintIndex(all)
        for least in [0.3, 0.471, 0.62] {
            #expect(
                index.pairs(with: all, leastSimilarity: least, kernel: kernel)
                    == index.pairs(with: all, leastSimilarity: least, kernel: .portable)
            )
        }
        for query in all.prefix(20) {
            #expect(
                index.nearest(to: query, limit: 20, leastSimilarity: 0.3, kernel: kernel)
                    == index.nearest(to: query, limit: 20, leastSimilarity: 0.3, kernel: .portable)
            )
        }
    }

    @Test(arguments: kernels, [0, 1, 2, 7, 50, 1_000])
    func `the nearest are the most alike, and of equals the first`(kernel: Kernel, limit: Int) {
        print("seed \(Self.seed)")
        var numbers = FingerprintPersons.Random(state: Self.seed)
        let all = random(203, &numbers)
        let index = FingerprintIndex(all)
        for query in all.prefix(9) {
            for least in [0, 0.25, 0.5] {
                let expected = all.indices
                    .map { (number: $0, similarity: all[$0].similarity(to: query)) }
                    .filter { $0.similarity > 0 && $0.similarity >= least }
                    .sorted { ($1.similarity, $0.number) < ($0.similarity, $1.number) }
                    .prefix(limit)
                let found = index.nearest(
                    to: query,
                    limit: limit,
                    leastSimilarity: least,
                    kernel: kernel
                )
                #expect(found.map(\.other) == expected.map(\.number))
            }
        }
    }

    @Test func `who is added is found, and read back as added`() {
        let all = FingerprintPersons.fingerprints(21)
        var index = FingerprintIndex()
        for (number, fingerprint) in all.enumerated() {
            index.append(fingerprint)
            #expect(index.count == number + 1)
            #expect(index[number] == fingerprint)
            #expect(index.nearest(to: fingerprint, limit: 1).first?.other == number)
        }
        #expect(FingerprintIndex().nearest(to: all[0], limit: 3).isEmpty)
    }
}
