/// Scores pairs by a model, and leaves off as soon as nothing can come of a pair.
struct Scorer: Sendable {
    private let comparator: Comparator
    private let model: Model
    private let floor: Double
    /// Fields whose values are the same or not, or nearly: they cost little.
    private let cheap: [Int]
    /// Fields of words other than names.
    private let texts: [Int]
    /// What a value that is nearly the same says at the most, for each field, when nearly everybody has it.
    private let nearly: [Double]

    init(_ comparator: Comparator, _ model: Model, floor: Double) {
        self.comparator = comparator
        self.model = model
        self.floor = floor
        let kinds = model.fields.map(\.kind)
        let order = comparator.order
        cheap = order.filter { kinds[$0] == .code || kinds[$0] == .birthDate }
        texts = order.filter { kinds[$0] == .identifier || kinds[$0] == .text }
        nearly = kinds.indices.map { field in
            let levels = Comparator.levels(kinds[field]).dropFirst().dropLast()
            return (UInt8(0)..<3).flatMap { condition in
                levels.map {
                    let level = $0 + condition * Comparator.conditionStride
                    return model.weight(field, level, rarer: 0, frequent: -.infinity)
                }
            }.max() ?? 0
        }
    }

    /// The logarithm of the odds that two records are of one person; nothing where they are below the floor.
    func logOdds(_ one: Int, _ other: Int) -> Double? {
        var evidence = Evidence()
        var sum = model.prior
        for field in cheap {
            comparator.compare(field, one, other, &evidence)
            sum += model.weight(field, evidence)
        }
        var most = sum + mostOfNames(one, other)
        for field in texts { most += self.most(field, field, one, other) }
        guard most > floor else { return nil }
        most -= mostOfNames(one, other)
        if let given = model.given { comparator.compare(given, one, other, &evidence) }
        if let surname = model.surname { comparator.compare(surname, one, other, &evidence) }
        comparator.cross(one, other, &evidence)
        let names = model.names(evidence).total
        sum += names
        most += names
        for field in texts {
            guard most > floor else { return nil }
            comparator.compare(field, one, other, &evidence)
            let weight = model.weight(field, evidence)
            most += weight - self.most(field, field, one, other)
            sum += weight
        }
        return sum > floor ? sum : nil
    }

    /// What names can say at the most, as they stand or exchanged.
    private func mostOfNames(_ one: Int, _ other: Int) -> Double {
        guard let given = model.given, let surname = model.surname else {
            return (model.given ?? model.surname).map { most($0, $0, one, other) } ?? 0
        }
        return max(
            most(given, given, one, other) + most(surname, surname, one, other),
            model.crossing + most(given, surname, one, other) + most(surname, given, one, other)
        )
    }

    /// What a field of one record and a field of the other can say at the most, their letters not looked at.
    private func most(_ first: Int, _ second: Int, _ one: Int, _ other: Int) -> Double {
        let rows = comparator.rows
        let (a, b) = (rows.value(first, one), rows.value(second, other))
        guard a != 0, b != 0 else { return 0 }
        let shares = (rows.share(first, one), rows.share(second, other))
        let equal = (UInt8(0)..<3).reduce(0) { best, condition in
            let level = TextAgreement.equal.rawValue + condition * Comparator.conditionStride
            // A share among the partner's own is larger, and says less.
            let frequent = max(shares.0, shares.1)
            return max(best, model.weight(first, level, rarer: frequent, frequent: frequent))
        }
        return a == b ? equal : min(equal, max(0, nearly[first] - Double(min(shares.0, shares.1))))
    }
}
