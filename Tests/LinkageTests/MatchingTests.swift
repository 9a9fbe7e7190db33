import Testing

@testable import Linkage

/// Records of one person found among those of many.
struct MatchingTests {
    private static let fields = [
        Field("given", .givenName), Field("surname", .surname), Field("born", .birthDate),
        Field("sex", .code), Field("town", .text), Field("post", .code),
        Field("phone", .identifier),
    ]
    private static let seed: UInt64 = 1_912

    /// Invented people, every third of them recorded twice, the second time with errors.
    private func people(_ count: Int) -> (records: [[String]], same: Set<[Int]>) {
        print("seed \(Self.seed)")
        var random = SeededNumbers(state: Self.seed)
        func word(_ syllables: Int) -> String {
            (0..<syllables).map { _ in
                ["ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "zu"].randomElement(
                    using: &random
                ) ?? ""
            }.joined()
        }
        let given = (0..<40).map { _ in word(3) }
        let towns = (0..<30).map { _ in
            (word(4), String(Int.random(in: 1_000...9_999, using: &random)))
        }
        var records: [[String]] = []
        var same: Set<[Int]> = []
        for person in 0..<count {
            let town = towns.randomElement(using: &random) ?? ("", "")
            let born =
                19_500_101 + 10_000 * Int.random(in: 0..<50, using: &random)
                + 100 * Int.random(in: 0..<12, using: &random)
                + Int.random(in: 1..<28, using: &random)
            let record = [
                given.randomElement(using: &random) ?? "", word(4), String(born),
                ["f", "m"].randomElement(using: &random) ?? "", town.0, town.1,
                String(Int.random(in: 10_000_000...99_999_999, using: &random)),
            ]
            records.append(record)
            guard person.isMultiple(of: 3) else { continue }
            var copy = record
            switch Int.random(in: 0..<5, using: &random) {
            case 0: copy[1].removeLast()
            case 1: copy.swapAt(0, 1)
            case 2: copy[2] = ""
            case 3: copy[6] = ""
            default: copy[4] = "\(copy[4])s"
            }
            same.insert([records.count - 1, records.count])
            records.append(copy)
        }
        return (records, same)
    }

    private func set(_ records: [[String]], _ fields: [Field] = fields) -> RecordSet {
        var set = RecordSet(fields)
        for record in records { set.add(record) }
        return set
    }

    private func odds(_ records: [[String]], boundary: Int? = nil) async -> [[Int]: Double] {
        let pairs = await Matching(set(records), boundary: boundary).pairs
        return Dictionary(uniqueKeysWithValues: pairs.map { ([$0.one, $0.other], $0.logOdds) })
    }

    @Test func `people who were recorded twice are found, and nobody else`() async {
        let (records, same) = people(600)
        let found = await odds(records).filter { $0.value > 0 }
        #expect(Set(found.keys).isSubset(of: same))
        #expect(Double(found.count) > 0.97 * Double(same.count))
    }

    @Test func `of two lists only pairs across are told`() async {
        let (records, same) = people(600)
        let firsts = same.map { records[$0[0]] }
        let found = await odds(firsts + same.map { records[$0[1]] }, boundary: firsts.count)
        #expect(found.keys.allSatisfy { $0[0] < firsts.count && $0[1] >= firsts.count })
        let right = found.filter { $0.value > 0 && $0.key[1] - $0.key[0] == firsts.count }
        #expect(Double(right.count) > 0.97 * Double(firsts.count))
    }

    @Test func `the order of records makes no difference`() async {
        let records = people(150).records
        let count = records.count
        let (straight, turned) = await (odds(records), odds(records.reversed()))
        #expect(straight.count == turned.count && !straight.isEmpty)
        for (pair, odds) in straight {
            let other = turned[[count - 1 - pair[1], count - 1 - pair[0]]]
            #expect(other.map { abs($0 - odds) < 1e-6 } == true)
        }
    }

    @Test func `the order of fields makes no difference`() async {
        let records = people(150).records
        let order = [6, 3, 1, 0, 5, 2, 4]
        let straight = await odds(records)
        let pairs = await Matching(
            set(records.map { record in order.map { record[$0] } }, order.map { Self.fields[$0] })
        ).pairs
        #expect(pairs.count == straight.count)
        for pair in pairs {
            let odds = straight[[pair.one, pair.other]]
            #expect(odds.map { abs($0 - pair.logOdds) < 1e-6 } == true)
        }
    }

    @Test(arguments: [150, 151, 160, 165, 210, 234])
    func `each pair is told once, however many records there are`(count: Int) async {
        let records = Array(people(count).records.prefix(count))
        let pairs = await Matching(set(records)).pairs
        #expect(Set(pairs.map { [$0.one, $0.other] }).count == pairs.count && !pairs.isEmpty)
        #expect(pairs.allSatisfy { $0.one < $0.other })
    }

    @Test func `nothing comes of nothing`() async {
        #expect(await odds([]).isEmpty)
        #expect(await odds([["maria", "lopez", "19840307", "f", "", "", ""]]).isEmpty)
        #expect(await odds(Array(repeating: Array(repeating: "", count: 7), count: 20)).isEmpty)
    }

    @Test func `a column that is empty everywhere switches nothing off`() async {
        let (records, same) = people(300)
        let without = records.map { $0.enumerated().map { $0 == 6 ? "" : $1 } }
        let found = await odds(without).filter { $0.value > 0 }
        #expect(Double(Set(found.keys).intersection(same).count) > 0.9 * Double(same.count))
    }
}
