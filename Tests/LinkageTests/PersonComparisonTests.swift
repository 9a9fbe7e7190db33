import Testing

@testable import Linkage

/// Whether two persons are one, with no list to learn from.
struct PersonComparisonTests {
    private static let seed: UInt64 = 1_847
    private let compare = PersonComparison(expectedMatches: 0.2, among: 10_000)

    private func person(
        _ names: [String],
        _ birth: Particulars.Birth = .unknown,
        sex: String = "",
        _ citizenships: [String] = []
    ) -> Particulars {
        Particulars(names: names, birth: birth, sex: sex, citizenships: citizenships)
    }

    private func likeness(_ one: Particulars, _ other: Particulars) -> Likeness {
        compare(PreparedPerson(one), PreparedPerson(other))
    }

    private func odds(_ one: Particulars, _ other: Particulars) -> Double {
        likeness(one, other).logOdds
    }

    /// Invented persons, of whom something is often missing.
    private func people(_ count: Int) -> [Particulars] {
        print("seed \(Self.seed)")
        var random = SeededNumbers(state: Self.seed)
        let given = ["Anna", "Анна", "Mohammed", "محمد", "Olga", "Xhulieta", "Sasha", "Александр"]
        let surnames = [
            "Nguyen", "Petrova", "Петрова", "Gjonbala", "al-Rawi", "الراوي", "Diallo", "Petrov",
        ]
        func one<Value>(_ values: [Value]) -> Value { values[random.index(values.count)] }
        return (0..<count).map { _ in
            let names = (0..<random.index(4)).map { _ in
                random.index(5) == 0 ? one(given) : "\(one(given)) \(one(surnames))"
            }
            let year = random.index(5) == 0 ? nil : 1980 + random.index(4)
            let month = random.index(4) == 0 ? nil : 1 + random.index(3)
            let birth = Particulars.Birth(
                year: year,
                month: month,
                day: month == nil || random.index(4) == 0 ? nil : 1 + random.index(4),
                yearsEitherWay: month == nil && random.index(2) == 0 ? random.index(4) : 0
            )
            return person(
                names,
                birth,
                sex: one(["", "female", "male"]),
                (0..<random.index(3)).map { _ in one(["VN", "UA", "AL", "IQ"]) }
            )
        }
    }

    private func pairs(_ count: Int) -> [(Particulars, Particulars)] {
        let people = people(2 * count)
        return (0..<count).map { (people[2 * $0], people[2 * $0 + 1]) }
    }

    @Test func `which of two comes first makes no difference`() {
        for (one, other) in pairs(300) { #expect(likeness(one, other) == likeness(other, one)) }
    }

    @Test func `the order of names and of citizenships makes no difference`() {
        for (one, other) in pairs(300) {
            let turned = person(
                one.names.reversed(),
                one.birth,
                sex: one.sex,
                one.citizenships.reversed()
            )
            #expect(likeness(one, other) == likeness(turned, other))
        }
    }

    @Test func `to agree on a field never lowers the odds`() {
        for (one, other) in pairs(400) {
            let before = odds(one, other)
            for same in Self.withField(of: one, in: other) where Self.isKnown(one, same.field) {
                #expect(odds(one, same.person) >= before - 1e-9, "\(one) \(other) \(same.field)")
            }
        }
    }

    @Test func `what is missing lies between agreement and disagreement`() {
        let far = person(
            ["Bogdan Wiśniewski"],
            .init(year: 1940, month: 12, day: 30),
            sex: "x",
            ["PE"]
        )
        let nothing = person([])
        for (one, other) in pairs(400) {
            for field in 0..<4 where Self.isKnown(one, field) {
                let agreeing = odds(one, Self.put(field, of: one, in: other))
                let missing = odds(one, Self.put(field, of: nothing, in: other))
                let differing = odds(one, Self.put(field, of: far, in: other))
                #expect(agreeing >= missing - 1e-9, "\(one) \(other) \(field)")
                #expect(missing >= differing - 1e-9, "\(one) \(other) \(field)")
            }
        }
    }

    @Test func `the same day of birth never outranks the same name by itself`() {
        for (one, other) in pairs(400) where !one.names.isEmpty && one.birth.day != nil {
            let named = person([one.names[0]])
            let born = person(other.names, one.birth)
            guard likeness(one, born).name?.isAgreeing != true else { continue }
            #expect(odds(one, named) >= odds(one, born), "\(one) \(other)")
        }
    }

    @Test func `a shared rare name says more than a shared frequent one`() {
        let frequent = odds(person(["Mohammed Nguyen"]), person(["Mohammed Nguyen"]))
        let rare = odds(person(["Xhulieta Gjonbala"]), person(["Xhulieta Gjonbala"]))
        #expect(rare > frequent + 3)
    }

    @Test func `a list of one's own says how frequent a name is`() {
        let names = [PersonName](repeating: PersonName("Xhulieta Gjonbala"), count: 5_000)
        let shares = NameShares(counting: names)
        let particulars = person(["Xhulieta Gjonbala"])
        let (one, counted) = (
            PreparedPerson(particulars), PreparedPerson(particulars, shares: shares)
        )
        #expect(compare(counted, counted).logOdds < compare(one, one).logOdds - 3)
    }

    @Test func `one name in another script and one day of birth are one person`() {
        let one = person(
            ["Oleksandra Petrenko"],
            .init(year: 1991, month: 4, day: 17),
            sex: "female"
        )
        let other = person(
            ["Олександра Петренко"],
            .init(year: 1991, month: 4, day: 17),
            sex: "female"
        )
        let found = likeness(one, other)
        #expect(found.probability > 0.99)
        #expect(found.reasons.map(\.finding).contains(.birth(.equal)))
        #expect(found.reasons.map(\.finding).contains(.sex(isSame: true)))
    }

    @Test func `twins, and strangers of one birthday, are two persons`() {
        let birth = Particulars.Birth(year: 1991, month: 4, day: 17)
        let sisters = likeness(
            person(["Olga Petrenko"], birth, sex: "female", ["UA"]),
            person(["Daryna Petrenko"], birth, sex: "female", ["UA"])
        )
        #expect(sisters.probability < 0.05)
        #expect(likeness(person([], birth), person([], birth)).probability < 0.1)
    }

    @Test func `nothing known says nothing`() {
        let found = likeness(person([]), person(["Anna Petrova"]))
        #expect(found.reasons.isEmpty)
        #expect(abs(found.probability - 0.2 / 10_000) < 1e-6)
    }

    @Test func `fifty candidates take well under ten milliseconds`() {
        let people = people(51).map { PreparedPerson($0) }
        let begun = ContinuousClock.now
        for other in people.dropFirst() { _ = compare(people[0], other) }
        let spent = ContinuousClock.now - begun
        print("50 candidates: \(spent)")
        #expect(spent < .milliseconds(100))
    }

    private static func isKnown(_ person: Particulars, _ field: Int) -> Bool {
        switch field {
        case 0: !person.names.isEmpty
        case 1: person.birth != .unknown
        case 2: !person.sex.isEmpty
        default: !person.citizenships.isEmpty
        }
    }

    private static func withField(
        of one: Particulars,
        in other: Particulars
    ) -> [(field: Int, person: Particulars)] {
        (0..<4).map { ($0, put($0, of: one, in: other)) }
    }

    private static func put(_ field: Int, of one: Particulars, in other: Particulars) -> Particulars
    {
        Particulars(
            names: field == 0 ? one.names : other.names,
            birth: field == 1 ? one.birth : other.birth,
            sex: field == 2 ? one.sex : other.sex,
            citizenships: field == 3 ? one.citizenships : other.citizenships
        )
    }
}

extension Likeness {
    fileprivate var name: NameLikeness? {
        for reason in reasons { if case .name(let name) = reason.finding { return name } }
        return nil
    }
}

extension SeededNumbers {
    /// A number below another.
    mutating func index(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
