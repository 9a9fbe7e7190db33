import Testing

@testable import Linkage

/// What an agreement may say at the most and at the least.
struct WeightTests {
    private static let fields = [
        Field("given", .givenName), Field("surname", .surname), Field("born", .birthDate),
        Field("sex", .code),
    ]

    private func model() async -> Model {
        var set = RecordSet(Self.fields)
        let given = ["maria", "mariya", "anna", "elena", "ioana", "mihai", "ion"]
        let surnames = ["pop", "popa", "popescu", "ionescu", "rusu", "munteanu", "stan", "sava"]
        for number in 0..<400 {
            set.add([
                given[number % 7], surnames[number / 3 % 8],
                String(19_700_101 + number % 30 * 10_000 + number % 27),
                number % 2 == 0 ? "f" : "m",
            ])
        }
        let comparator = Comparator(set, NameForms(set.pools[0]))
        var estimator = Estimator(comparator, boundary: nil)
        let evidence = await comparator.compare((0..<399).map { ($0, $0 + 1) }, workers: 1)
        return await estimator.learn(evidence, share: 1)
    }

    @Test func `a missing value is never better than agreement, nor worse than disagreement`() async
    {
        let model = await model()
        for (index, field) in Self.fields.enumerated() {
            let last = Comparator.levels(field.kind).upperBound - 1
            for condition in UInt8(0)..<3 {
                let start = condition * Comparator.conditionStride
                for share: Float in [0, -0.1, -1, -4, -12] {
                    #expect(model.weight(index, start + 1, rarer: share, frequent: share) >= 0)
                    #expect(model.weight(index, start + last, rarer: share, frequent: share) <= 0)
                }
            }
            #expect(model.weight(index, 0, rarer: -3, frequent: -1) == 0)
        }
    }

    @Test func `nearly the same never says more than the same`() async {
        let model = await model()
        for (index, field) in Self.fields.enumerated() {
            for frequent: Float in [0, -1, -4, -8] {
                let equal = model.weight(index, 1, rarer: frequent, frequent: frequent)
                for level in Comparator.levels(field.kind).dropFirst() {
                    for rarer in [frequent, frequent - 2, frequent - 9] {
                        let weight = model.weight(index, level, rarer: rarer, frequent: frequent)
                        #expect(weight <= equal + 1e-9, "\(field.name) \(level)")
                    }
                }
            }
        }
    }

    @Test func `a rare name says more than a frequent one`() async {
        let model = await model()
        let rare = model.weight(0, 1, rarer: -9, frequent: -9)
        #expect(rare > model.weight(0, 1, rarer: -2, frequent: -2))
    }

    @Test func `names read exchanged never say as much as names that stand right`() async {
        let model = await model()
        var (straight, crossed) = (Evidence(), Evidence())
        for place in [0, 1] {
            straight.levels[place] = 1
            straight.shares[place] = -3
            straight.frequent[place] = -3
            crossed.levels[place] = NameAgreement.different.rawValue
            crossed.levels[Evidence.crossedGiven + place] = 1
            crossed.shares[Evidence.crossedGiven + place] = -3
            crossed.frequent[Evidence.crossedGiven + place] = -3
        }
        let (right, exchanged) = (model.names(straight), model.names(crossed))
        #expect(!right.isCrossed && exchanged.isCrossed)
        #expect(exchanged.total < right.total)
    }
}
