/// What follows from how likely two records are of one person.
package enum Decision: String, Hashable, Sendable {
    case same
    /// A person looks at the two and decides.
    case ask
    case different
}

/// What mistakes and questions cost, all in one unit, such as a person's minutes.
package struct Costs: Hashable, Sendable {
    /// Of two persons taken for one.
    package let wrongLink: Double
    /// Of one person taken for two.
    package let missedLink: Double
    /// Of a person who looks at two records and decides.
    package let question: Double

    /// Costs, each above 0.
    package init(wrongLink: Double, missedLink: Double, question: Double) {
        precondition(
            wrongLink > 0 && missedLink > 0 && question > 0,
            "what costs nothing decides nothing"
        )
        self.wrongLink = wrongLink
        self.missedLink = missedLink
        self.question = question
    }

    /// A question takes a minute, a missed link twenty, and a wrong one, which mixes two lives, two hundred.
    package static let shipped = Costs(wrongLink: 200, missedLink: 20, question: 1)
}

/// Decides so that the cost to be expected is least.
///
/// With the probability p, to say *same* costs (1 − p) × wrong link, *different* p × missed link, and to ask costs the question,
/// whatever the truth is. So *same* is right from p = 1 − question ÷ wrong link on, *different* up to p = question ÷ missed link;
/// and where questions are too dear to be asked at all, both meet at wrong link ÷ (wrong link + missed link).
package struct DecisionRule: Hashable, Sendable {
    /// The probability from which on two are the same.
    package let same: Double
    /// The probability up to which two are different.
    package let different: Double

    /// The rule that follows from costs.
    package init(_ costs: Costs) {
        let indifferent = costs.wrongLink / (costs.wrongLink + costs.missedLink)
        same = max(1 - costs.question / costs.wrongLink, indifferent)
        different = min(costs.question / costs.missedLink, indifferent)
    }

    /// Decides on two records.
    package func callAsFunction(probability: Double) -> Decision {
        probability >= same ? .same : probability <= different ? .different : .ask
    }

    /// Decides on two records by the logarithm of the odds.
    package func callAsFunction(logOdds: Double) -> Decision {
        self(probability: 1 / (1 + Double.exp(-logOdds)))
    }
}
