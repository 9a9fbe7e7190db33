import Cryptography
import Testing

@testable import Linkage

/// Attacks on fingerprints without their key: small ones, that find something where something is to be found.
///
/// The full ones are in `Benchmarks/LinkageBench/Attacks.swift`.
struct FingerprintAttackTests {
    private static let seed: UInt64 = 77
    /// Names by how frequent they are: the n-th is 1/n as frequent as the first.
    private static let names: [String] = {
        var seen: Set<String> = []
        return (0..<400).map { FingerprintPersons.particulars($0).0 }
            .filter { seen.insert($0).inserted }
    }()

    private func population(_ count: Int) -> [String] {
        var random = SeededNumbers(state: Self.seed)
        let weights = Self.names.indices.map { 1 / Double($0 + 1) }
        let total = weights.reduce(0, +)
        return (0..<count).map { _ in
            var rest = Double.random(in: 0..<total, using: &random)
            for (name, weight) in zip(Self.names, weights) {
                rest -= weight
                if rest < 0 { return name }
            }
            return Self.names[0]
        }
    }

    private func encoder(_ hardening: Hardening) -> FingerprintEncoder {
        FingerprintEncoder(FingerprintKey(SecretBytes((0..<32).map { $0 })), hardening: hardening)
    }

    /// Given names, each with another surname and date.
    private func fingerprints(_ names: [String], _ hardening: Hardening) -> [Fingerprint] {
        let encoder = encoder(hardening)
        return names.enumerated().map { number, name in
            let other = FingerprintPersons.particulars(number)
            return encoder.encode(
                givenName: name,
                surname: other.1,
                birthDate: other.2,
                code: other.3
            )
        }
    }

    /// Says that the n-th most frequent row is the n-th most frequent name; the share of the first ten names' persons found.
    private func frequencyAttack<Row: Hashable>(_ rows: [Row], _ names: [String]) -> Double {
        var counts: [Row: (count: Int, first: Int)] = [:]
        for (number, row) in rows.enumerated() { counts[row, default: (0, number)].count += 1 }
        let ranked = counts.sorted {
            ($1.value.count, $0.value.first) < ($0.value.count, $1.value.first)
        }
        .map(\.key)
        let guesses = Dictionary(zip(ranked, Self.names)) { first, _ in first }
        let asked = rows.indices.filter { Self.names.prefix(10).contains(names[$0]) }
        return Double(asked.count { guesses[rows[$0]] == names[$0] }) / Double(asked.count)
    }

    @Test func `frequent names are found where the part of a name is opened as it was hashed`() {
        print("seed \(Self.seed)")
        let names = population(1_600)
        let found = frequencyAttack(fingerprints(names, .none).map { $0.value(.given) }, names)
        #expect(found > 0.5)
    }

    @Test func `folding doesn't stop that, turning over bits does`() {
        let names = population(1_600)
        func attack(_ hardening: Hardening) -> Double {
            frequencyAttack(fingerprints(names, hardening).map { $0.value(.given) }, names)
        }
        #expect(attack(Hardening(shape: .folded)) > 0.5)
        #expect(attack(Hardening(flipsPerSegment: 13)) < 0.1)
    }

    @Test func `stored rows tell no more than chance of names from a known list`() {
        let names = population(1_600)
        let key = SecretBytes((0..<32).map { 200 - $0 })
        let rows = fingerprints(names, .none).map {
            Sealing.seal($0.bytes, key: key, associatedData: [])
        }
        #expect(Set(rows).count == rows.count)
        #expect(Set(rows.map(\.count)).count == 1)
        // No two rows are of one bit pattern: what is most frequent is anybody.
        #expect(frequencyAttack(rows, names) < 0.02)
        // Learned from a half with names, tried on the other: the nearest of equal length says the name.
        let bodies = rows.map { Array($0.suffix(Fingerprint.byteCount)) }
        let prints = bodies.compactMap { Fingerprint(bytes: $0) }
        #expect(prints.count == rows.count)
        let (sealed, chance) = nearestAttack(prints, names)
        let (opened, _) = nearestAttack(fingerprints(names, .none), names)
        #expect(sealed < chance + 0.04)
        #expect(opened > 0.9)
    }

    /// Says of each of the second half the given name of the most similar of the first; the share of those that are
    /// right, and what the most frequent name alone gives.
    private func nearestAttack(
        _ prints: [Fingerprint],
        _ names: [String]
    ) -> (found: Double, chance: Double) {
        let half = prints.count / 2
        func given(_ fingerprint: Fingerprint) -> Fingerprint {
            var words = SIMD16<UInt64>()
            for word in 0..<4 { words[word] = fingerprint.words[word] }
            return Fingerprint(words: words)
        }
        let index = FingerprintIndex(prints.prefix(half).map(given))
        let asked = Array(half..<prints.count)
        let right = asked.count { number in
            index.nearest(to: given(prints[number]), limit: 1).first.map {
                names[$0.other] == names[number]
            } ?? false
        }
        let first = asked.count { names[$0] == Self.names[0] }
        return (Double(right) / Double(half), Double(first) / Double(half))
    }

    @Test func `known pairs tell of others, and less of hardened ones`() {
        let names = Self.names
        let list = names.map { name in
            FingerprintEncoder.tokens(givenName: name, surname: "", birthDate: "", code: "")
                .filter { $0.part == 0 }.map(\.number)
        }
        func attack(_ hardening: Hardening) -> Int {
            let prints = fingerprints(names, hardening).map { $0.value(.given) }
            // Bits that every known person with a pair of letters has are that pair's.
            var bits: [UInt64: SIMD4<UInt64>] = [:]
            for number in 0..<60 {
                for token in list[number] {
                    bits[token, default: SIMD4(repeating: .max)] &= prints[number]
                }
            }
            let foreseen = list.map { $0.reduce(SIMD4()) { $0 | (bits[$1] ?? SIMD4()) } }
            func apart(_ one: SIMD4<UInt64>, _ other: SIMD4<UInt64>) -> Int {
                let apart = one ^ other
                return apart.indices.reduce(0) { $0 + apart[$1].nonzeroBitCount }
            }
            return (100..<160).count { number in
                names.indices.min {
                    apart(foreseen[$0], prints[number]) < apart(foreseen[$1], prints[number])
                } == number
            }
        }
        let plain = attack(.none)
        let hardened = attack(Hardening(shape: .folded, flipsPerSegment: 26))
        print("known pairs: \(plain) of 60 plain, \(hardened) hardened")
        #expect(plain > 30)
        #expect(hardened < plain / 2)
    }
}
