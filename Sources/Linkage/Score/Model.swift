/// What agreement on each field says about whether two records are of one person.
///
/// Source: Fellegi and Sunter, "A Theory for Record Linkage" (1969); learned by expectation maximisation from pairs that
/// nobody labelled. How often a pair of strangers agrees so is taken from random pairs and from the frequency of the
/// values themselves: an agreement on a rare name says more than one on a frequent one, and so does a misspelling of it.
package struct Model: Sendable {
    let fields: [Field]
    let given: Int?
    let surname: Int?
    /// For each field and level, each condition of its partner apart, the logarithm of its probability among records of
    /// one person.
    private(set) var same: [[Double]]
    /// The same among records of two persons.
    let strangers: [[Double]]
    /// The mean logarithm of the rarer value's share among such strangers.
    let meanShare: [[Double]]
    /// For each field of names the logarithm of how often strangers' names of the same sounds are spelled the same.
    let spelledSame: [Double]
    /// The logarithm of the odds that two records, taken at random, are of one person.
    var prior: Double
    /// The logarithm of the share of records in which given name and surname are exchanged.
    var crossing = Double.log(0.01)

    /// What each level of each field says, field after field.
    private var weights: [Weight] = []

    init(
        _ comparator: Comparator,
        same: [[Double]],
        strangers: [[Double]],
        meanShare: [[Double]],
        prior: Double
    ) {
        fields = comparator.set.fields
        (given, surname) = (comparator.given, comparator.surname)
        spelledSame = comparator.spelledSame
        (self.same, self.strangers, self.meanShare) = (same, strangers, meanShare)
        self.prior = prior
        weigh()
    }

    /// Takes what was learned of records of one person.
    mutating func learn(same: [[Double]]) {
        self.same = same
        weigh()
    }

    private mutating func weigh() {
        weights = fields.indices.flatMap { field in
            (0..<Comparator.levelCount).map { level in
                Weight(
                    fields[field].kind,
                    level,
                    same: same[field],
                    strangers: strangers[field][level],
                    meanShare: meanShare[field][level],
                    spelledSame: spelledSame[field]
                )
            }
        }
    }

    /// Lets no word that is less alike say more than one that is more alike, whatever chance had it in the sample.
    mutating func order() {
        for field in fields.indices where fields[field].kind != .birthDate {
            let levels = Comparator.levels(fields[field].kind).dropFirst().dropLast()
            for condition in UInt8(0)..<3 {
                var most = Double.infinity
                for plain in levels {
                    // Other spellings of the same sounds are compared with the same spelling alone.
                    if fields[field].isName, plain == NameAgreement.sound.rawValue { continue }
                    let level = Int(plain + condition * Comparator.conditionStride)
                    let chance = strangers[field][level] - meanShare[field][level]
                    most = min(most, same[field][level] - chance)
                    same[field][level] = most + chance
                }
            }
        }
        weigh()
    }

    /// The weight of all fields, and whether names were read exchanged.
    func weight(_ evidence: Evidence) -> (total: Double, isCrossed: Bool) {
        var others = 0.0
        for index in fields.indices where index != given && index != surname {
            others += weight(index, evidence)
        }
        let names = names(evidence)
        return (others + names.total, names.isCrossed)
    }

    /// The weight of given name and surname together.
    func names(_ evidence: Evidence) -> (total: Double, isCrossed: Bool) {
        var straight = 0.0
        if let given { straight += weight(given, evidence) }
        if let surname {
            straight += weight(surname, evidence)
        }
        guard evidence.isCrossing, let given, let surname else { return (straight, false) }
        let (first, second) = (Evidence.crossedGiven, Evidence.crossedSurname)
        let across =
            crossing + weight(given, evidence, at: first) + weight(surname, evidence, at: second)
        return (max(straight, across), across > straight)
    }

    /// What one field's agreement says.
    func weight(_ field: Int, _ evidence: Evidence, at place: Int? = nil) -> Double {
        let place = place ?? field
        return weight(
            field,
            evidence.levels[place],
            rarer: evidence.shares[place],
            frequent: evidence.frequent[place]
        )
    }

    /// What an agreement of two values says, given how rare they are.
    ///
    /// A missing value lies between: never better than agreement, nor worse than disagreement.
    func weight(_ field: Int, _ level: UInt8, rarer: Float, frequent: Float) -> Double {
        weights[field * Comparator.levelCount + Int(level)].value(
            rarer: Double(rarer),
            frequent: Double(frequent)
        )
    }
}
