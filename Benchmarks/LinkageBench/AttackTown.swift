import Foundation
import Linkage

/// Persons, their fingerprints, and what an attacker may know of them.
struct AttackTown {
    /// Which fingerprints are attacked.
    enum Layout: String, CaseIterable {
        /// What the program keeps of persons: names of all words together.
        case persons
        /// Four fields, each in a part of its own.
        case fields
    }

    /// A person as the attacker knows persons: by tokens, for the program is public.
    struct Entry {
        let tokens: [Int]
        /// The tokens of what is guessed by the attacks on names, and a number for it.
        let nameTokens: [Int]
        let name: Int
    }

    let layout: Layout
    let hardening: Hardening
    /// The persons with fingerprints.
    let targets: [Entry]
    let prints: [[UInt64]]
    /// As many others, of the same population: what is public.
    let others: [Entry]
    /// For each token the bits that it may set.
    let ranges: [Range<Int>]
    /// The bits of what is guessed by the attacks on names.
    let nameBits: [Range<Int>]

    /// One record a person: those with an even number have fingerprints, the others are the attacker's own list.
    init(_ rows: [[String]], _ layout: Layout, _ hardening: Hardening, most: Int) {
        let encoder = Fingerprints.encoder(hardening)
        var numbers: [SaltedToken: Int] = [:]
        var names: [[Int]: Int] = [:]
        var ranges: [Range<Int>] = []
        let isHalf = hardening.shape == .balanced
        func range(_ part: UInt8) -> Range<Int> {
            let size = layout == .persons && part == 0 ? 512 : [256, 256, 256, 192, 64][Int(part)]
            let first = [0, 256, 512, 768, 960][Int(part)]
            return first..<first + size
        }
        var targets: [Entry] = []
        var others: [Entry] = []
        var prints: [[UInt64]] = []
        for row in rows {
            let person = Candidates.particulars(row[0], row[1], row[2], row[3], row[4])
            let tokens =
                layout == .persons
                ? FingerprintEncoder.tokens(of: person)
                : FingerprintEncoder.tokens(
                    givenName: row[0],
                    surname: row[1],
                    birthDate: row[3],
                    code: row[4]
                )
            func dense(_ tokens: some Sequence<FingerprintEncoder.Token>) -> [Int] {
                tokens.map { token in
                    let isSalted = hardening.isSaltedByYear && token.part != 2 && token.part != 4
                    let token = SaltedToken(token: token, year: isSalted ? row[3].prefix(4) : "")
                    if let number = numbers[token] { return number }
                    numbers[token] = ranges.count
                    ranges.append(range(token.token.part))
                    return ranges.count - 1
                }.sorted()
            }
            let guessed = dense(
                tokens.filter { $0.part == 0 || layout == .persons && $0.part == 3 }
            )
            let name = names[guessed] ?? names.count
            names[guessed] = name
            let entry = Entry(tokens: dense(tokens), nameTokens: guessed, name: name)
            guard targets.count <= others.count, targets.count < most else {
                others.append(entry)
                if others.count >= most, targets.count >= most { break }
                continue
            }
            let fingerprint =
                layout == .persons
                ? Candidates.fingerprint(person, encoder)
                : encoder.encode(
                    givenName: row[0],
                    surname: row[1],
                    birthDate: row[3],
                    code: row[4]
                )
            targets.append(entry)
            prints.append(Self.words(fingerprint, dropsOpposites: isHalf))
        }
        self.layout = layout
        self.hardening = hardening
        self.targets = targets
        self.others = others
        self.prints = prints
        self.ranges = ranges
        nameBits = layout == .persons ? [0..<512, 768..<960] : [0..<256]
    }

    /// A token, where it is hashed with a year together with that.
    private struct SaltedToken: Hashable {
        let token: FingerprintEncoder.Token
        let year: Substring
    }

    /// The words, without opposites of bits, from which nobody learns anything.
    private static func words(_ fingerprint: Fingerprint, dropsOpposites: Bool) -> [UInt64] {
        let bytes = fingerprint.bytes
        var words = (0..<16).map { word in
            (0..<8).reduce(0 as UInt64) { $0 | UInt64(bytes[word * 8 + $1]) << UInt64($1 * 8) }
        }
        guard dropsOpposites else { return words }
        for word in [2, 3, 6, 7, 10, 11, 14] { words[word] = 0 }
        words[13] &= 0xFFFF_FFFF
        return words
    }

    /// The words of a row that hold what is guessed by the attacks on names.
    func namePattern(_ number: Int) -> [UInt64] {
        nameBits.flatMap { bits in prints[number][bits.lowerBound / 64..<bits.upperBound / 64] }
    }
}

/// Numbers that are the same every time.
struct AttackNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
