import Testing

@testable import Linkage

/// Names of a set, by what they sound like.
struct NameFormsTests {
    private static let fields = [
        Field("given", .givenName), Field("surname", .surname), Field("born", .birthDate),
    ]

    private func agreement(_ one: String, _ other: String) -> NameAgreement? {
        var set = RecordSet(Self.fields)
        set.add([one, "", ""])
        set.add([other, "", ""])
        let comparator = Comparator(set, NameForms(set.pools[0]))
        var memo = NameMemo(pairs: 1)
        let straight = comparator.compare(0, 1, &memo)
        // A memo of its own, so that it is compared anew.
        memo = NameMemo(pairs: 1)
        let turned = comparator.compare(1, 0, &memo)
        #expect(straight.levels == turned.levels)
        return NameAgreement(rawValue: straight.levels[0])
    }

    @Test func `one name in two scripts is one by its sounds`() throws {
        for (one, other) in [("Олена", "Olena"), ("გიორგი", "Giorgi"), ("Иванов", "Ivanov")] {
            let found = try #require(agreement(one, other))
            #expect([.sound, .known].contains(found), "\(one) \(other) \(found)")
        }
    }

    @Test func `a short form is the name that it stands for`() {
        #expect(agreement("Александр", "Саша") == .known)
        #expect(agreement("William", "Bill") == .known)
    }

    @Test func `a letter that slipped is an edit, and a stranger's name nothing`() {
        #expect(agreement("michaela", "michaala") == .oneEdit)
        #expect(agreement("maria", "maria") == .equal)
        #expect(agreement("maria", "") == .missing)
        #expect(agreement("Олена", "Giorgi") == .different)
        #expect(agreement("Gela", "Gelashvili") != .known)
    }

    @Test func `records in two scripts meet under a key`() {
        var set = RecordSet(Self.fields)
        set.add(["Олена", "Коваленко", "1984-03-07"])
        set.add(["Olena", "Kovalenko", "1984-07-03"])
        set.add(["Giorgi", "Beridze", "1990-01-01"])
        let keys = BlockingKeys(set, NameForms(set.pools[0]))
        let found = (0..<3).map { record in
            var found: Set<UInt64> = []
            keys.each(of: record) { found.insert($0) }
            return found
        }
        #expect(!found[0].isDisjoint(with: found[1]))
        #expect(found[0].isDisjoint(with: found[2]) && found[1].isDisjoint(with: found[2]))
    }
}
