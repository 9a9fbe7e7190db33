import Testing

@testable import Linkage

/// Lists linked by fingerprints alone.
struct FingerprintMatcherTests {
    private let persons = FingerprintPersons.fingerprints(600)
    private let again = FingerprintPersons.fingerprints(400, withSlips: true)

    @Test func `two lists are linked in spite of slips`() {
        let found = FingerprintMatcher(persons, again).pairs.filter { $0.logOdds > 0 }
        let right = found.filter { $0.one == $0.other }
        #expect(right.count >= 392)
        #expect(found.count - right.count <= 4)
    }

    @Test func `within one list the lower number is first and each pair there once`() {
        let found = FingerprintMatcher(persons + again).pairs.filter { $0.logOdds > 0 }
        #expect(found.allSatisfy { $0.one < $0.other })
        #expect(Set(found.map { [$0.one, $0.other] }).count == found.count)
        #expect(found.count { $0.other - $0.one == 600 } >= 392)
    }

    @Test func `it doesn't matter which list comes first, nor how many threads there are`() throws {
        let one = FingerprintMatcher(persons, again, leastSimilarity: 0.5)
        let other = FingerprintMatcher(again, persons, leastSimilarity: 0.5, threads: 2)
        #expect(one.comparedCount == other.comparedCount)
        var odds: [[Int]: Double] = [:]
        for pair in one.pairs { odds[[pair.one, pair.other]] = pair.logOdds }
        #expect(one.pairs.count == other.pairs.count)
        for pair in other.pairs where pair.logOdds > -11 {
            let found = try #require(odds[[pair.other, pair.one]])
            #expect(abs(found - pair.logOdds) < 0.05)
        }
    }

    @Test func `a date that is missing is not held against anybody`() throws {
        let pairs = FingerprintMatcher(persons, again).pairs.filter { $0.one == $0.other }
        let missing = pairs.filter { $0.one % 8 == 7 }
        #expect(missing.count == 50 && missing.allSatisfy { $0.probability > 0.5 })
    }

    @Test func `lists without anybody, or of nobody known, have no pairs`() {
        let nobody = FingerprintPersons.fingerprints(0)
        let unknown = [Fingerprint](repeating: Fingerprint(words: SIMD16()), count: 20)
        #expect(FingerprintMatcher(nobody).pairs.isEmpty)
        #expect(FingerprintMatcher(nobody, persons).pairs.isEmpty)
        #expect(FingerprintMatcher(persons, nobody).pairs.isEmpty)
        #expect(FingerprintMatcher(unknown).pairs.isEmpty)
        #expect(FingerprintMatcher(unknown, persons).pairs.isEmpty)
        #expect(FingerprintMatcher(Array(persons.prefix(1))).pairs.isEmpty)
    }
}
