/// How often each level is to be expected among the records of one person, by a model's guess.
struct Expectation: Sendable {
    /// For each field and level.
    private(set) var counts: [[Double]]
    /// How many pairs are of one person, and how many of them have their names exchanged.
    private(set) var sum = 0.0
    private(set) var crossed = 0.0

    /// Looks at pairs.
    init(_ evidence: [Evidence], _ model: Model) {
        counts = model.same.map { $0.map { _ in 0 } }
        let fields = model.fields
        for pair in evidence {
            let (weight, isCrossed) = model.weight(pair)
            let odds = weight + model.prior
            guard odds > -9 else { continue }
            let chance = 1 / (1 + Double.exp(-odds))
            sum += chance
            if isCrossed { crossed += chance }
            for field in fields.indices {
                var place = field
                if isCrossed, fields[field].kind == .givenName { place = Evidence.crossedGiven }
                if isCrossed, fields[field].kind == .surname { place = Evidence.crossedSurname }
                let level = pair.levels[place]
                if level != 0 { counts[field][Int(level)] += chance }
            }
        }
    }

    static func + (one: Expectation, other: Expectation) -> Expectation {
        var both = one
        both.sum += other.sum
        both.crossed += other.crossed
        for field in one.counts.indices {
            for level in one.counts[field].indices {
                both.counts[field][level] += other.counts[field][level]
            }
        }
        return both
    }
}
