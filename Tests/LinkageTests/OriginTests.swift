import Testing

@testable import Linkage

/// Where names are at home, read from a code and both names.
struct OriginTests {
    private static let fields = [
        Field("given", .givenName), Field("surname", .surname), Field("sex", .code),
        Field("country", .code),
    ]
    private static let names = [
        (["giorgi", "nino", "tamar", "zurab"], ["beridze", "kapanadze", "gelashvili"], "GEO"),
        (["oksana", "taras", "olena", "bohdan"], ["kovalenko", "shevchuk", "bondar"], "UKR"),
        (["yusuf", "layla", "omar", "amal"], ["haddad", "mansour", "najjar"], "SYR"),
    ]

    /// Three countries whose names no other has; the countries of a few records are missing or wrong.
    private func records() -> [[String]] {
        (0..<600).map { number in
            let home = Self.names[number % 3]
            let country =
                number % 50 == 7 ? "" : number % 50 == 8 ? Self.names[(number + 1) % 3].2 : home.2
            return [
                home.0[number / 3 % 4], home.1[number / 12 % 3], number % 2 == 0 ? "f" : "m",
                country,
            ]
        }
    }

    private func set(_ records: [[String]]) -> RecordSet {
        var set = RecordSet(Self.fields)
        for record in records { set.add(record) }
        return set
    }

    @Test func `a country that is missing or wrong is read from the names`() throws {
        let set = set(records())
        let origins = try #require(Origins(set, set.columns))
        #expect(origins.code == 3)
        for number in 0..<600 {
            #expect(origins.column[number] == origins.column[number % 3], "\(number)")
        }
    }

    @Test func `a code that tells nothing of names is no origin`() {
        let mixed = records().enumerated().map { number, record in
            [record[0], record[1], record[2], ["A", "B", "C"][number / 36 % 3]]
        }
        let set = set(mixed)
        #expect(Origins(set, set.columns) == nil)
        let empty = self.set([["", "", "", ""], ["", "", "", ""]])
        #expect(Origins(empty, empty.columns) == nil)
    }

    @Test func `strangers of one country say less by one name than those of any`() throws {
        let set = set(records())
        let comparator = Comparator(set, NameForms(set.pools[0]))
        let origin = try #require(comparator.origin)
        #expect(comparator.partner[0] == origin && comparator.partner[3] == origin)
        #expect(comparator.rows.given(0, 0) > comparator.rows.share(0, 0))
    }
}
