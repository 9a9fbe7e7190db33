import Testing

@testable import Linkage

/// What follows from a probability.
struct DecisionTests {
    private static let costs = [
        Costs.shipped, Costs(wrongLink: 20, missedLink: 20, question: 1),
        Costs(wrongLink: 10, missedLink: 500, question: 3),
        Costs(wrongLink: 10, missedLink: 30, question: 100),
    ]

    @Test(arguments: costs) func `no other decision costs less`(costs: Costs) {
        let rule = DecisionRule(costs)
        for step in 0...1_000 {
            let probability = Double(step) / 1_000
            let expected: [Decision: Double] = [
                .same: (1 - probability) * costs.wrongLink,
                .different: probability * costs.missedLink,
                .ask: costs.question,
            ]
            let decided = rule(probability: probability)
            let least = expected.values.min() ?? 0
            #expect((expected[decided] ?? .infinity) <= least + 1e-9, "\(probability)")
        }
    }

    @Test func `the dearer a wrong link is the more is asked`() {
        let (cheap, dear) = (
            DecisionRule(Costs(wrongLink: 50, missedLink: 20, question: 1)),
            DecisionRule(Costs(wrongLink: 500, missedLink: 20, question: 1))
        )
        #expect(dear.same > cheap.same)
        #expect(dear.different == cheap.different)
    }

    @Test func `nothing is asked where a question costs more than any mistake`() {
        let rule = DecisionRule(Costs(wrongLink: 10, missedLink: 30, question: 100))
        #expect(rule.same == rule.different)
        #expect(rule(probability: 0.2) == .different)
        #expect(rule(probability: 0.3) == .same)
    }

    @Test func `odds and probability say the same`() {
        let rule = DecisionRule(.shipped)
        #expect(rule(logOdds: 9) == .same)
        #expect(rule(logOdds: 1) == .ask)
        #expect(rule(logOdds: -9) == .different)
    }
}
