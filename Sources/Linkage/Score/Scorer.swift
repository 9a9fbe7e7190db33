/// Scores pairs by a model, and leaves off as soon as nothing can come of a pair.
struct Scorer: Sendable {
    private let comparator: Comparator
    private let model: Model
    private let floor: Double
    /// Fields whose values are the same or not, or nearly: they cost little.
    private let cheap: [Int]
    /// Fields of words other than names.
    private let texts: [Int]
    /// What an equal value says, less the logarithm of its share: for each field and condition, and the most of these.
    private let equal: [[Double]]
    /// The same of a value that is nearly the same.
    private let nearly: [[Double]]

    init(_ comparator: Comparator, _ model: Model, floor: Double) {
        self.comparator = comparator
        self.model = model
        self.floor = floor
        let kinds = model.fields.map(\.kind)
        let order = comparator.order
        cheap = order.filter { kinds[$0] == .code || kinds[$0] == .birthDate }
        texts = order.filter { kinds[$0] == .identifier || kinds[$0] == .text }
        func most(_ field: Int, _ levels: [UInt8], frequent: Float) -> [Double] {
            let found = (UInt8(0)..<3).map { condition in
                levels.map {
                    let level = $0 + condition * Comparator.conditionStride
                    return model.weight(field, level, rarer: 0, frequent: frequent)
                }.max() ?? 0
            }
            return found + [found.max() ?? 0]
        }
        equal = kinds.indices.map { field in
            most(field, [TextAgreement.equal.rawValue], frequent: -100).map { $0 - 100 }
        }
        nearly = kinds.indices.map { field in
            let levels = Comparator.levels(kinds[field]).dropFirst().dropLast()
            // The same sounds say as much as the same letters, and are told by their share.
            return most(
                field,
                levels.filter { !kinds[field].isName || $0 != NameAgreement.sound.rawValue },
                frequent: -.infinity
            )
        }
    }

    /// The logarithm of the odds that two records are of one person; nothing where they are below the floor.
    func logOdds(_ one: Int, _ other: Int, _ memo: inout NameMemo) -> Double? {
        var evidence = Evidence()
        var sum = model.prior
        for field in cheap {
            comparator.compare(field, one, other, &evidence, &memo)
            sum += model.weight(field, evidence)
        }
        var most = sum
        for field in texts { most += self.most(field, one, other, evidence) }
        let mostOfNames = mostOfNames(one, other, evidence)
        guard most + mostOfNames > floor else { return nil }
        let given = model.given
        if let given { comparator.compare(given, one, other, &evidence, &memo) }
        if let surname = model.surname { comparator.compare(surname, one, other, &evidence, &memo) }
        comparator.cross(one, other, &evidence, &memo)
        let names = model.names(evidence).total
        sum += names
        most += names
        for field in texts {
            guard most > floor else { return nil }
            most -= self.most(field, one, other, evidence)
            comparator.compare(field, one, other, &evidence, &memo)
            let weight = model.weight(field, evidence)
            most += weight
            sum += weight
        }
        return sum > floor ? sum : nil
    }

    /// What names can say at the most, as they stand or exchanged.
    private func mostOfNames(_ one: Int, _ other: Int, _ evidence: Evidence) -> Double {
        let rows = comparator.rows
        let (given, surname) = (model.given, model.surname)
        var straight = 0.0
        if let given { straight += most(given, one, other, evidence) }
        if let surname { straight += most(surname, one, other, evidence) }
        guard let given, let surname else { return straight }
        let condition = condition(given, evidence) ?? 3
        func across(_ field: Int, _ otherField: Int) -> Double {
            let (a, b) = (rows.value(field, one), rows.value(otherField, other))
            guard a != 0, b != 0 else { return 0 }
            let isGiven = condition == 1
            let shares =
                isGiven
                ? (rows.given(field, one), rows.given(otherField, other))
                : (rows.share(field, one), rows.share(otherField, other))
            return max(0, equal[field][condition] - Double(max(shares.0, shares.1)))
        }
        return max(
            straight,
            model.crossing + across(given, surname) + across(surname, given)
        )
    }

    /// Whether a field's partner agrees, as far as that was looked at.
    private func condition(_ field: Int, _ evidence: Evidence) -> Int? {
        guard let partner = comparator.partner[field] else { return 0 }
        let level = evidence.levels[partner]
        if level == 0 { return nil }
        return level % Comparator.conditionStride == TextAgreement.equal.rawValue ? 1 : 2
    }

    /// What a field can say at the most, its letters not looked at.
    private func most(_ field: Int, _ one: Int, _ other: Int, _ evidence: Evidence) -> Double {
        let rows = comparator.rows
        let (a, b) = (rows.value(field, one), rows.value(field, other))
        guard a != 0, b != 0 else { return 0 }
        let condition = condition(field, evidence)
        let isName = model.fields[field].isName
        let shares =
            condition == 1 && (isName || a == b)
            ? (rows.given(field, one), rows.given(field, other))
            : (rows.share(field, one), rows.share(field, other))
        let place = condition ?? 3
        let equal = max(0, equal[field][place] - Double(max(shares.0, shares.1)))
        // Names of the same sounds have the same share.
        if a == b || (isName && shares.0 == shares.1) { return equal }
        return min(equal, max(0, nearly[field][place] - Double(min(shares.0, shares.1))))
    }
}
