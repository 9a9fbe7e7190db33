/// Says how likely two persons are one, by weights that need no list to learn from.
///
/// Names of each are compared with all of the other's, across scripts; days of birth by levels of their own. The result is
/// absolute: never relative to the best hit. Symmetric; more agreement never lowers it; what is missing lies between
/// agreement and disagreement.
///
/// Source: Fellegi and Sunter, "A Theory for Record Linkage" (1969).
package struct PersonComparison: Sendable {
    /// The logarithm of the odds before anything was compared.
    private let prior: Double

    /// A comparison of somebody with a register.
    ///
    /// - Parameters:
    ///   - expectedMatches: how many records of the person are expected there: 0.1 where one in ten is known already.
    ///   - persons: how many records there are.
    package init(expectedMatches: Double, among persons: Int) {
        let share = min(0.5, max(1e-12, expectedMatches / Double(max(persons, 1))))
        prior = Double.log(share / (1 - share))
    }

    /// How likely two persons are one.
    ///
    /// Cost: about five microseconds for each two names.
    package func callAsFunction(_ one: PreparedPerson, _ other: PreparedPerson) -> Likeness {
        var reasons: [Likeness.Reason] = []
        let name = Self.names(one, other)
        if let name { reasons.append(.init(finding: .name(name.likeness), weight: name.weight)) }
        if let birth = BirthLikeness(one.birth, other.birth) {
            var weight = birth.weight
            // A day of birth alone is no name: many are born each day, and twins are two.
            if name?.likeness.isAgreeing != true {
                let most = Self.mostWithoutName(one, other)
                weight = min(weight, name?.likeness == .weak ? most : most / 2)
            }
            reasons.append(.init(finding: .birth(birth), weight: weight))
        }
        if !one.sex.isEmpty, !other.sex.isEmpty {
            let isSame = one.sex == other.sex
            let weight = isSame ? Self.sameSex : Self.otherSex
            reasons.append(.init(finding: .sex(isSame: isSame), weight: weight))
        }
        if !one.citizenships.isEmpty, !other.citizenships.isEmpty {
            let likeness: CitizenshipLikeness =
                one.citizenships == other.citizenships
                ? .same
                : one.citizenships.isDisjoint(with: other.citizenships) ? .different : .inPart
            reasons.append(.init(finding: .citizenships(likeness), weight: likeness.weight))
        }
        return Likeness(
            logOdds: reasons.reduce(prior) { $0 + $1.weight },
            reasons: reasons
        )
    }

    /// Among those of one name nearly all have one sex, so it adds little.
    private static let sameSex = 0.34
    private static let otherSex = -3.4

    /// The two names that say most; nil where one has none.
    private static func names(
        _ one: PreparedPerson,
        _ other: PreparedPerson
    ) -> (likeness: NameLikeness, weight: Double)? {
        var best: (likeness: NameLikeness, weight: Double)?
        for first in one.names {
            for second in other.names {
                let likeness = NameLikeness(
                    similarity: NameSimilarity.names(first.name, second.name)
                )
                let weight = likeness.weight(share: max(first.share, second.share))
                if let found = best {
                    let isBetter = weight > found.weight
                    let isCloser = weight == found.weight && likeness < found.likeness
                    guard isBetter || isCloser else { continue }
                }
                best = (likeness, weight)
            }
        }
        return best
    }

    /// What any of their names would say, were it the same: a day of birth says no more where the names are far from each other,
    /// and half of it where none agrees.
    private static func mostWithoutName(_ one: PreparedPerson, _ other: PreparedPerson) -> Double {
        let shares = [one, other].flatMap { $0.names.map(\.share) }
        let most = NameLikeness.same.weight(share: NameShares.least)
        return shares.reduce(most) { min($0, NameLikeness.same.weight(share: $1)) }
    }
}
