/// What agreement on each field says about whether two records are of one person.
///
/// Source: Fellegi and Sunter, "A Theory for Record Linkage" (1969); learned by expectation maximisation from pairs that
/// nobody labelled. How often a pair of strangers agrees so is taken from random pairs and from the frequency of the
/// values themselves: an agreement on a rare name says more than one on a frequent one, and so does a misspelling of it.
package struct Model: Sendable {
    /// For each field and level the logarithm of its probability among records of one person.
    var same: [[Double]]
    /// The same among records of two persons.
    var strangers: [[Double]]
    /// The mean logarithm of the rarer value's share among such strangers.
    var meanShare: [[Double]]
    /// The logarithm of the odds that two records, taken at random, are of one person.
    var prior: Double
    /// The logarithm of the share of records in which given name and surname are exchanged.
    var crossing = Double.log(0.01)
    let fields: [Field]

    /// The logarithm of the odds that two records are of one person.
    func logOdds(_ evidence: Evidence) -> Double { prior + weight(evidence).total }

    /// The weight of all fields, and whether names were read exchanged.
    func weight(_ evidence: Evidence) -> (total: Double, isCrossed: Bool) {
        var (names, others) = (0.0, 0.0)
        for (index, field) in fields.enumerated() {
            let part = weight(index, evidence.levels[index], evidence.shares[index])
            if field.kind == .givenName || field.kind == .surname { names += part } else { others += part }
        }
        guard let crossed = evidence.crossed,
            let given = fields.firstIndex(where: { $0.kind == .givenName }),
            let surname = fields.firstIndex(where: { $0.kind == .surname })
        else { return (names + others, false) }
        let across =
            crossing + weight(given, crossed.given, crossed.givenShare)
            + weight(surname, crossed.surname, crossed.surnameShare)
        return (max(names, across) + others, across > names)
    }

    /// What one field's agreement says.
    func weight(_ field: Int, _ level: UInt8, _ share: Float) -> Double {
        guard level != 0 else { return 0 }
        let index = Int(level)
        // Strangers agree as often as the value is frequent.
        if level == TextAgreement.equal.rawValue { return same[field][index] - Double(share) }
        let weight = same[field][index] - strangers[field][index]
        guard fields[field].kind != .birthDate, level < TextAgreement.different.rawValue else {
            return weight
        }
        return weight - (Double(share) - meanShare[field][index])
    }
}
