/// Learns a model from a set of records, without labels.
struct Estimator {
    private let comparator: Comparator
    private let boundary: Int?
    private var random: Sequence64

    init(_ comparator: Comparator, boundary: Int?) {
        self.comparator = comparator
        self.boundary = boundary
        random = Sequence64(state: 0x7461_6E64_656D)
    }

    /// A sequence of numbers that is the same every time.
    private struct Sequence64 {
        var state: UInt64

        mutating func next(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
    }

    /// - Parameters:
    ///   - pairs: those that share a key.
    ///   - samples: how many random pairs, and how many of `pairs`, are looked at.
    mutating func learn(_ pairs: [UInt64], samples: Int = 100_000, rounds: Int = 12) -> Model {
        let fields = comparator.set.fields
        var model = strangers(samples)
        var evidence: [Evidence] = []
        let step = max(1, pairs.count / (2 * samples))
        var scratch = Evidence(fields: fields.count)
        for index in stride(from: 0, to: pairs.count, by: step) {
            comparator.compare(Int(pairs[index] >> 32), Int(pairs[index] & 0xFFFF_FFFF), into: &scratch)
            evidence.append(scratch)
        }
        let total = totalPairs()
        for _ in 0..<rounds {
            var counts = model.same.map { $0.map { _ in 0.5 } }
            var (sum, crossed, weighed) = (0.0, 0.0, 0.0)
            for pair in evidence {
                let (weight, isCrossed) = model.weight(pair)
                let chance = 1 / (1 + Double.exp(-(weight + model.prior)))
                guard chance > 1e-4 else { continue }
                sum += chance
                weighed += chance
                if isCrossed { crossed += chance }
                for (field, kind) in fields.map(\.kind).enumerated() {
                    var level = pair.levels[field]
                    if isCrossed, let across = pair.crossed {
                        if kind == .givenName { level = across.given }
                        if kind == .surname { level = across.surname }
                    }
                    if level != 0 { counts[field][Int(level)] += chance }
                }
            }
            for field in fields.indices {
                let all = counts[field].dropFirst().reduce(0, +)
                for level in counts[field].indices.dropFirst() {
                    model.same[field][level] = Double.log(counts[field][level] / all)
                }
            }
            let share = min(0.5, max(sum * Double(step), 1) / total)
            model.prior = Double.log(share / (1 - share))
            model.crossing = Double.log(min(0.2, max((crossed + 0.5) / (weighed + 1), 1e-4)))
        }
        return model
    }

    private func totalPairs() -> Double {
        let count = Double(comparator.set.count)
        if let boundary { return Double(boundary) * (count - Double(boundary)) }
        return count * (count - 1) / 2
    }

    /// A model that knows how strangers agree, and guesses how records of one person do.
    private mutating func strangers(_ samples: Int) -> Model {
        let set = comparator.set
        let sizes = set.fields.map { Comparator.levelCount($0.kind) }
        var counts = sizes.map { [Double](repeating: 0.5, count: $0) }
        var shares = sizes.map { [Double](repeating: 0, count: $0) }
        var scratch = Evidence(fields: set.fields.count)
        for _ in 0..<samples {
            let one = random.next(below: boundary ?? set.count)
            let other = boundary.map { $0 + random.next(below: set.count - $0) } ?? random.next(below: set.count)
            guard one != other else { continue }
            comparator.compare(one, other, into: &scratch)
            for field in sizes.indices where scratch.levels[field] != 0 {
                counts[field][Int(scratch.levels[field])] += 1
                shares[field][Int(scratch.levels[field])] += Double(scratch.shares[field])
            }
        }
        let same = sizes.map { size in
            (0..<size).map { level in
                Double.log(level == 1 ? 0.8 : level == size - 1 ? 0.04 : 0.16 / Double(max(size - 3, 1)))
            }
        }
        let mean = zip(counts, shares).map { counts, shares in
            zip(counts, shares).map { $0 > 1 ? $1 / ($0 - 0.5) : -8 }
        }
        let logs = counts.map { counts in
            let all = counts.dropFirst().reduce(0, +)
            return counts.map { Double.log($0 / all) }
        }
        let share = min(0.5, Double(set.count) / 4 / totalPairs())
        return Model(
            same: same,
            strangers: logs,
            meanShare: mean,
            prior: Double.log(share / (1 - share)),
            fields: set.fields
        )
    }
}
