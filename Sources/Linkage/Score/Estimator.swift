/// Learns a model from a set of records, without labels.
struct Estimator {
    private let comparator: Comparator
    /// Where two lists are linked, the number of the first record of the second one.
    private let boundary: Int?
    private let workers: Int
    private var random = Numbers(state: 0x7461_6E64_656D)

    init(_ comparator: Comparator, boundary: Int?, workers: Int = 2) {
        self.workers = workers
        self.comparator = comparator
        self.boundary = boundary
    }

    /// A sequence of numbers that is the same every time.
    private struct Numbers {
        var state: UInt64

        mutating func next(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
    }

    /// Learns from pairs that share a key.
    ///
    /// - Parameters:
    ///   - evidence: how some of those pairs agree, in parts.
    ///   - share: which share of all such pairs they are.
    ///   - samples: how many random pairs are looked at.
    ///   - rounds: how often the guess is improved.
    /// - Returns: what it learned.
    mutating func learn(
        _ evidence: [[Evidence]],
        share: Double,
        samples: Int = 60_000,
        rounds: Int = 12
    ) async -> Model {
        let kinds = comparator.set.fields.map(\.kind)
        var model = await strangers(samples)
        var evidence = evidence
        let total = totalPairs()
        for round in 0..<rounds {
            // What is out of the question by now stays so.
            if round == 1 || round == 3 {
                evidence = evidence.map { part in
                    part.filter { model.weight($0).total + model.prior >= (round == 1 ? -18 : -14) }
                }
            }
            let (known, guess) = (evidence, model)
            let parts = await inParts(known.count, workers: workers) { range in
                Expectation(known[range.lowerBound], guess)
            }
            let found = parts.dropFirst().reduce(parts.first ?? Expectation([], model)) { $0 + $1 }
            let (sum, crossed) = (found.sum, found.crossed)
            let counts = found.counts.map { $0.map { $0 + 0.5 } }
            model.learn(
                same: kinds.indices.map { field in
                    let most = kinds[field] == .birthDate ? Self.mostOtherBirths : 1
                    return Self.shares(
                        Self.capped(counts[field], kinds[field], most),
                        kinds[field]
                    )
                }
            )
            let part = min(0.5, max(sum / share, 1) / total)
            model.prior = Double.log(part / (1 - part))
            model.crossing = Double.log(min(0.2, max((crossed + 0.5) / (sum + 1), 1e-4)))
        }
        model.order()
        return model
    }

    private func totalPairs() -> Double {
        let count = Double(comparator.set.count)
        if let boundary { return Double(boundary) * (count - Double(boundary)) }
        return count * (count - 1) / 2
    }

    /// Pairs taken at random; all that there are, where they are few, so that their order makes no difference.
    private mutating func someStrangers(_ samples: Int) -> [(Int, Int)] {
        let (count, first) = (comparator.set.count, boundary ?? 0)
        if totalPairs() <= Double(samples) {
            return (0..<(boundary ?? count)).flatMap { one in
                ((boundary ?? (one + 1))..<count).map { (one, $0) }
            }
        }
        return (0..<samples).compactMap { _ in
            let one = random.next(below: boundary ?? count)
            let other = first + random.next(below: count - first)
            return one == other ? nil : (one, other)
        }
    }

    /// Pairs of one origin taken at random, where names have one: what names say is asked among these.
    private mutating func someOfOneOrigin(_ samples: Int) -> [(Int, Int)] {
        guard let origin = comparator.origin else { return [] }
        var places: [UInt32: [Int]] = [:]
        for (record, value) in comparator.set.columns[origin].enumerated() where value != 0 {
            places[value, default: []].append(record)
        }
        let (count, first) = (comparator.set.count, boundary ?? 0)
        return (0..<samples).compactMap { _ in
            let one = random.next(below: boundary ?? count)
            let others = places[comparator.set.columns[origin][one]] ?? []
            guard others.count > 1 else { return nil }
            let other = others[random.next(below: others.count)]
            return one == other || other < first ? nil : (one, other)
        }
    }

    /// A model that knows how strangers agree, and guesses how records of one person do.
    private mutating func strangers(_ samples: Int) async -> Model {
        let set = comparator.set
        let fields = set.fields
        let everywhere = someStrangers(samples)
        let together = someOfOneOrigin(samples / 2)
        var tally = await tally(everywhere, Array(fields.indices))
        tally += await self.tally(
            together,
            fields.indices.filter {
                comparator.partner[$0] != nil && comparator.partner[$0] == comparator.origin
            }
        )
        let counts = tally.counts.map { $0.map { $0 + 0.5 } }
        let same = fields.map { field in
            let levels = Comparator.levels(field.kind)
            return (0..<UInt8(Comparator.levelCount)).map { level in
                let plain = level % Comparator.conditionStride
                return Double.log(
                    plain == 1
                        ? 0.8
                        : plain == levels.upperBound - 1
                            ? (field.kind == .birthDate ? 0.01 : 0.04)
                            : 0.16 / Double(levels.count - 2)
                )
            }
        }
        let mean = zip(counts, tally.shares).map { counts, shares in
            zip(counts, shares).map { $0 > 1 ? $1 / ($0 - 0.5) : -8 }
        }
        let logs = zip(counts, fields).map { Self.shares($0, $1.kind) }
        let share = min(0.5, Double(set.count) / 4 / totalPairs())
        return Model(
            comparator,
            same: same,
            strangers: logs,
            meanShare: mean,
            prior: Double.log(share / (1 - share))
        )
    }

    /// How pairs agree on some fields.
    private func tally(_ pairs: [(Int, Int)], _ fields: [Int]) async -> Tally {
        let comparator = comparator
        let parts = await inParts(pairs.count, parts: 16, workers: workers) {
            Tally(pairs[$0], fields, comparator)
        }
        return parts.reduce(into: Tally([], [], comparator)) { $0 += $1 }
    }

    /// How many records of one person have dates of birth at the most that have nothing in common.
    ///
    /// Without it, where many share both names, learning may settle on namesakes: they agree as often as persons do, but
    /// for their births.
    private static let mostOtherBirths = 0.03

    /// Counts of which those of the last level are such a share at the most.
    private static func capped(_ counts: [Double], _ kind: Field.Kind, _ most: Double) -> [Double] {
        var counts = counts
        for condition in 0..<3 {
            let start = condition * Int(Comparator.conditionStride)
            let levels = Comparator.levels(kind).map { start + Int($0) }
            let last = levels.last ?? 0
            let others = levels.dropLast().reduce(0) { $0 + counts[$1] }
            counts[last] = min(counts[last], most < 1 ? others * most / (1 - most) : .infinity)
        }
        return counts
    }

    /// Logarithms of the shares of levels, among those of one condition.
    private static func shares(_ counts: [Double], _ kind: Field.Kind) -> [Double] {
        var result = counts.map { _ in 0.0 }
        for condition in 0..<3 {
            let start = condition * Int(Comparator.conditionStride)
            let levels = Comparator.levels(kind).map { start + Int($0) }
            let all = levels.reduce(0) { $0 + counts[$1] }
            for level in levels { result[level] = Double.log(counts[level] / all) }
        }
        return result
    }
}
