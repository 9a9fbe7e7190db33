import Testing

@testable import Linkage

/// How days of birth agree, as far as they are known.
struct BirthLikenessTests {
    private typealias Birth = Particulars.Birth

    private static func birth(_ text: String) -> Particulars.Birth {
        let halves = text.split(separator: "±")
        let parts = halves[0].split(separator: "-").map { Int($0) }
        return Particulars.Birth(
            year: parts[0],
            month: parts.count > 1 ? parts[1] : nil,
            day: parts.count > 2 ? parts[2] : nil,
            yearsEitherWay: halves.count > 1 ? Int(halves[1]) ?? 0 : 0
        )
    }

    @Test(
        arguments: [
            ("1991-04-17", "1991-04-17", .equal), ("1991-04-05", "1991-05-04", .exchanged),
            ("1991-04-17", "1992-04-17", .oneDigit), ("1991-04-17", "1919-04-17", .oneDigit),
            ("1991-04-17", "1991-04-71", .oneDigit), ("1989-04-17", "1991-04-17", .otherYear),
            ("1991-01-01", "1991-01-01", .equalFirstOfJanuary), ("1991", "1991-04-17", .sameYear),
            ("1991-01-01", "1991-04-17", .yearOfFirstOfJanuary),
            ("x-04-17", "1991-04-17", .dayAndMonth),
            ("1991-04", "1991-04-17", .yearAndMonth), ("1991-04-17", "1991-04-28", .twoParts),
            ("1991-04-17", "1991-12-28", .otherDay), ("1991", "1992-04-17", .nearby),
            ("1991±2", "1993-04-17", .fits(years: 2)), ("1991±2", "1990±1", .fits(years: 3)),
            ("1991±2", "1994", .nearby), ("1991±2", "1999", .different),
            ("1991-04-17", "1961-11-02", .different),
        ] as [(String, String, BirthLikeness)]
    )
    func `two days of birth agree so, whichever comes first`(
        one: String,
        other: String,
        expected: BirthLikeness
    ) {
        #expect(BirthLikeness(Self.birth(one), Self.birth(other)) == expected)
        #expect(BirthLikeness(Self.birth(other), Self.birth(one)) == expected)
    }

    @Test(arguments: [("x", "1991-04-17"), ("x-01-01", "1991-01-01"), ("x-04", "1991-04-17")])
    func `what can't be compared says nothing`(one: String, other: String) {
        #expect(BirthLikeness(Self.birth(one), Self.birth(other)) == nil)
    }

    @Test func `the vaguer an age is the less it says`() {
        let weights = (1...20).map { BirthLikeness.fits(years: $0).weight }
        #expect(weights == weights.sorted(by: >))
        #expect(weights.allSatisfy { $0 >= 0 && $0 < BirthLikeness.sameYear.weight })
    }
}
