import Testing

@testable import Linkage

/// Whether odds are what they say: of pairs that are likely by so much, that many are of one person.
///
/// Invented people whose names come from one of four tongues, recorded once, twice or thrice with errors; many share their
/// names, for what is told apart easily says nothing about odds.
struct CalibrationTests {
    private static let fields = [
        Field("given", .givenName), Field("surname", .surname), Field("born", .birthDate),
        Field("sex", .code), Field("country", .code),
    ]

    private struct Records {
        var rows: [[String]] = []
        var persons: [Int] = []
    }

    /// Syllables of a tongue, and a country's code.
    private static let tongues = [
        ("AAA", ["ba", "ke", "lo", "mi", "nu", "ra"]),
        ("BBB", ["shta", "gri", "vlo", "dne", "zhu", "kra"]),
        ("CCC", ["ani", "elu", "oti", "ure", "iso", "amo"]),
        ("DDD", ["tek", "sal", "mor", "hin", "dub", "fal"]),
    ]

    private func people(_ count: Int, _ random: inout MixedNumbers) -> Records {
        func word(_ syllables: [String], _ length: Int) -> String {
            (0..<length).map { _ in syllables.randomElement(using: &random) ?? "" }.joined()
        }
        let given = Self.tongues.map { tongue in (0..<60).map { _ in word(tongue.1, 3) } }
        let surnames = Self.tongues.map { tongue in (0..<250).map { _ in word(tongue.1, 4) } }
        // The first of a list most often, as names are.
        func often(_ words: [String]) -> String {
            let place = Double.random(in: 0..<1, using: &random)
            return words[Int(place * place * Double(words.count))]
        }
        var records = Records()
        for person in 0..<count {
            let tongue = Int.random(in: 0..<4, using: &random)
            let birth = [
                Int.random(in: 1960..<2010, using: &random), Int.random(in: 1...12, using: &random),
                Int.random(in: 1...28, using: &random),
            ]
            let row = [
                often(given[tongue]), often(surnames[tongue]), date(birth),
                ["f", "m"].randomElement(using: &random) ?? "", Self.tongues[tongue].0,
            ]
            for copy in 0..<[1, 1, 1, 2, 2, 3][person % 6] {
                records.rows.append(copy == 0 ? row : spoilt(row, birth, &random))
                records.persons.append(person)
            }
        }
        return records
    }

    private func date(_ birth: [Int]) -> String {
        String(birth[0] * 10_000 + birth[1] * 100 + birth[2])
    }

    private func spoilt(_ row: [String], _ birth: [Int], _ random: inout MixedNumbers) -> [String] {
        var row = row
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            switch Int.random(in: 0..<9, using: &random) {
            case 0: row[0] = slipped(row[0], &random)
            case 1: row[1] = slipped(row[1], &random)
            case 2: row.swapAt(0, 1)
            case 3: row[2] = ""
            case 4: row[2] = date([birth[0], 1, 1])
            case 5:
                row[2] = date([
                    birth[0] + Int.random(in: -3...3, using: &random), birth[1], birth[2],
                ])
            case 6: row[2] = date([birth[0], birth[1], Int.random(in: 1...28, using: &random)])
            case 7: row[4] = ""
            default: row[Int.random(in: 0...1, using: &random)] = ""
            }
        }
        return row
    }

    private func slipped(_ word: String, _ random: inout MixedNumbers) -> String {
        guard word.count > 2 else { return word }
        var letters = Array(word)
        let place = Int.random(in: 1..<letters.count, using: &random)
        if Bool.random(using: &random) {
            letters.remove(at: place)
        } else {
            letters.swapAt(place - 1, place)
        }
        return String(letters)
    }

    @Test(arguments: [1_815, 1_949] as [UInt64])
    func `of pairs that are likely by so much, that many are of one person`(seed: UInt64) async {
        print("seed \(seed)")
        var random = MixedNumbers(state: seed)
        let records = people(2_500, &random)
        var set = RecordSet(Self.fields)
        for row in records.rows { set.add(row) }
        let pairs = await Matching(set).pairs
        for band in [0.5..<0.8, 0.8..<0.9, 0.9..<0.95, 0.95..<0.99, 0.99..<1.01] {
            let found = pairs.filter { band.contains($0.probability) }
            let right = found.count { records.persons[$0.one] == records.persons[$0.other] }
            let share = Double(right) / Double(max(found.count, 1))
            // Four standard deviations of the sample's share, at either end of the band.
            let high = min(band.upperBound, 1)
            func spread(_ chance: Double) -> Double {
                4 * (chance * (1 - chance) / Double(max(found.count, 1))).squareRoot()
            }
            print(band, found.count, right, share)
            #expect(found.count > 20)
            #expect(share >= band.lowerBound - spread(band.lowerBound), "\(band) \(share)")
            #expect(share <= high + spread(high), "\(band) \(share)")
        }
    }
}

/// Numbers that are the same for the same seed, and of which each tells nothing of the next.
///
/// Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
private struct MixedNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
