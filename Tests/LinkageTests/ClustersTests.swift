import Testing

@testable import Linkage

/// From pairs to persons.
struct ClustersTests {
    private typealias Pair = (one: Int, other: Int, probability: Double)

    private static let seed: UInt64 = 1_871
    private let rule = DecisionRule(.shipped)

    private func clusters(_ count: Int, _ pairs: [Pair]) -> Clusters {
        var clusters = Clusters(count: count, rule: rule)
        clusters.add(pairs)
        return clusters
    }

    private func numbers(_ clusters: Clusters) -> [Int] {
        (0..<clusters.count).map { clusters.cluster(of: $0) }
    }

    /// Pairs among records, of many kinds.
    private func pairs(_ count: Int, _ random: inout SeededNumbers) -> [Pair] {
        var pairs: [Pair] = []
        for one in 0..<count {
            for other in (one + 1)..<max(count, one + 1) where random.index(3) == 0 {
                let likely = [0.0, 0.01, 0.3, 0.7, 0.996, 0.999, 0.9999][random.index(7)]
                pairs.append((one, other, likely + Double(random.index(1_000)) * 1e-9))
            }
        }
        return pairs
    }

    @Test func `what agrees all round is one cluster`() {
        let found = clusters(4, [(0, 1, 0.999), (1, 2, 0.999), (0, 2, 0.999)])
        #expect(numbers(found) == [0, 0, 0, 3])
        #expect(found.questions.isEmpty)
        #expect(found.certainty(of: 0) == 0.999)
        #expect(found.certainty(of: 3) == 1)
    }

    @Test(arguments: [[], [0.01]])
    func `a chain whose ends contradict each other is a question`(ends: [Double]) {
        let pairs: [Pair] = [(0, 1, 0.9999), (1, 2, 0.999)] + ends.map { (0, 2, $0) }
        let found = clusters(3, pairs)
        #expect(numbers(found) == [0, 0, 2])
        #expect(found.questions.map { [$0.one, $0.other] } == [[1, 2]])
        #expect(found.questions.first?.isContradicted == true)
    }

    @Test func `ends that are in doubt break no chain`() {
        let found = clusters(3, [(0, 1, 0.9999), (1, 2, 0.999), (0, 2, 0.5)])
        #expect(numbers(found) == [0, 0, 0])
        #expect(found.questions.isEmpty)
    }

    @Test func `a long chain never becomes one cluster by itself`() {
        let found = clusters(100, (0..<99).map { ($0, $0 + 1, 0.999 - Double($0) * 1e-6) })
        let sizes = Dictionary(grouping: numbers(found), by: \.self).values.map(\.count)
        #expect(sizes.allSatisfy { $0 <= 2 })
    }

    @Test func `of two clusters in doubt one pair is asked`() {
        let found = clusters(
            4,
            [(0, 1, 0.999), (2, 3, 0.999), (0, 2, 0.5), (0, 3, 0.6), (1, 2, 0.4)]
        )
        #expect(found.questions.map { [$0.one, $0.other] } == [[0, 3]])
    }

    @Test func `a person's word outweighs what the records say, and can be taken back`() {
        var found = clusters(3, [(0, 1, 0.999), (1, 2, 0.3)])
        found.decide(0, 1, .different)
        #expect(numbers(found) == [0, 1, 2])
        #expect(found.questions.map { [$0.one, $0.other] } == [[1, 2]])
        found.decide(1, 2, .same)
        #expect(numbers(found) == [0, 1, 1])
        #expect(found.certainty(of: 2) == 1)
        #expect(found.questions.isEmpty)
        found.decide(1, 2, nil)
        found.decide(0, 1, nil)
        #expect(numbers(found) == [0, 0, 2])
    }

    @Test func `what two persons' words contradict stays apart`() {
        var found = clusters(3, [])
        found.decide(0, 1, .same)
        found.decide(1, 2, .same)
        #expect(numbers(found) == [0, 0, 0])
        found.decide(0, 2, .different)
        #expect(found.cluster(of: 0) != found.cluster(of: 2))
        #expect(found.questions.isEmpty)
    }

    @Test func `neither the order of pairs nor when they come makes a difference`() {
        print("seed \(Self.seed)")
        var random = SeededNumbers(state: Self.seed)
        for round in 0..<200 {
            let count = 3 + random.index(12)
            let pairs = pairs(count, &random)
            let whole = clusters(count, pairs)
            var later = Clusters(count: count, rule: rule)
            for pair in pairs.shuffled(using: &random) {
                later.add([random.index(2) == 0 ? pair : (pair.other, pair.one, pair.probability)])
            }
            #expect(numbers(later) == numbers(whole), "round \(round)")
            #expect(later.questions == whole.questions, "round \(round)")
        }
    }

    @Test func `words given in any order, and taken back, leave no trace`() {
        print("seed \(Self.seed)")
        var random = SeededNumbers(state: Self.seed)
        for round in 0..<200 {
            let count = 3 + random.index(9)
            let pairs = pairs(count, &random)
            let before = clusters(count, pairs)
            let words = pairs.map { pair in
                (pair, random.index(2) == 0 ? Clusters.Verdict.same : .different)
            }.prefix(4)
            var (one, other) = (before, before)
            for (pair, verdict) in words { one.decide(pair.one, pair.other, verdict) }
            for (pair, verdict) in words.reversed() { other.decide(pair.other, pair.one, verdict) }
            #expect(numbers(one) == numbers(other), "round \(round)")
            for (pair, _) in words.shuffled(using: &random) {
                one.decide(pair.one, pair.other, nil)
            }
            #expect(numbers(one) == numbers(before), "round \(round)")
            #expect(one.questions == before.questions, "round \(round)")
        }
    }

    @Test func `no cluster holds what a person called different`() {
        print("seed \(Self.seed)")
        var random = SeededNumbers(state: Self.seed)
        for round in 0..<200 {
            let count = 3 + random.index(9)
            var found = clusters(count, pairs(count, &random))
            for _ in 0..<6 {
                let one = random.index(count)
                let other = (one + 1 + random.index(count - 1)) % count
                found.decide(one, other, random.index(2) == 0 ? .same : .different)
            }
            for edge in found.edges where edge.verdict == .different {
                let (one, other) = (Int(edge.one), Int(edge.other))
                #expect(found.cluster(of: one) != found.cluster(of: other), "round \(round)")
            }
        }
    }

    @Test func `of two lists, records of one list say nothing of each other`() {
        let pairs: [Pair] = [(0, 2, 0.999), (0, 3, 0.999), (1, 4, 0.999)]
        var found = Clusters(count: 5, boundary: 2, rule: rule)
        found.add(pairs)
        #expect(numbers(found) == [0, 1, 0, 0, 1])
        #expect(numbers(clusters(5, pairs)) == [0, 1, 0, 3, 1])
    }

    @Test func `a question is open until it is answered`() {
        var found = clusters(4, [(0, 1, 0.999), (1, 2, 0.5), (2, 3, 0.5)])
        #expect(found.members(with: 1) == [0, 1])
        #expect(!found.isOpen(0, 1))
        #expect(found.isOpen(0, 2))
        found.decide(1, 2, .different)
        #expect(!found.isOpen(0, 2))
        found.decide(2, 3, .same)
        #expect(!found.isOpen(3, 0))
        #expect(found.members(with: 3) == [2, 3])
    }

    @Test func `a hundred thousand pairs take a moment`() {
        let begun = ContinuousClock.now
        let found = clusters(
            200_000,
            (0..<100_000).map { (2 * $0, 2 * $0 + 1, 0.999) }
        )
        print("100,000 pairs: \(ContinuousClock.now - begun)")
        #expect(found.cluster(of: 199_999) == 199_998)
    }
}
