/// Two names side by side: which word of one is which of the other.
struct NameComparison: ~Copyable {
    /// How many words of a name are compared.
    static let most = 12

    /// From here on, two words are two spellings of one; below, they contradict each other.
    static let agreeing = 0.7

    let one: PersonName
    let other: PersonName
    private let rows: Int
    private let columns: Int
    /// Of each two words, how alike they are; less than 0 where they are not to be compared.
    private var alike = InlineArray<144, Double>(repeating: -1)
    private var openRows: UInt16
    private var openColumns: UInt16
    /// The partner of each word of the first name.
    private var partners = InlineArray<12, Int8>(repeating: -1)
    private var agreed = 0
    private var agreedNames = 0
    private var score = 1.0

    init(_ one: PersonName, _ other: PersonName) {
        self.one = one
        self.other = other
        rows = min(one.tokens.count, Self.most)
        columns = min(other.tokens.count, Self.most)
        openRows = Self.open(one, rows)
        openColumns = Self.open(other, columns)
    }

    /// The words that say who somebody is.
    private static func open(_ name: PersonName, _ count: Int) -> UInt16 {
        var open: UInt16 = 0
        for index in 0..<count {
            let kind = name.tokens[index].kind
            if kind != .particle, kind != .title { open |= 1 << UInt16(index) }
        }
        return open
    }

    mutating func similarity() -> Double {
        guard openRows != 0, openColumns != 0 else { return 0 }
        compareWords()
        pair(downTo: Self.agreeing)
        joinWords()
        pair(downTo: 0)
        score *= order()
        score *= extras()
        // Initials alone are anybody's.
        if agreedNames == 0 { score *= Tuning.initialsOnly }
        return min(max(score, 0), 1)
    }

    private mutating func compareWords() {
        let (one, other) = (self.one, self.other)
        let (letters, others) = (one.bytes.span, other.bytes.span)
        let table = SoundTable.shared
        for row in 0..<rows where openRows & (1 << UInt16(row)) != 0 {
            let token = one.tokens[row]
            for column in 0..<columns where openColumns & (1 << UInt16(column)) != 0 {
                let partner = other.tokens[column]
                var found = 0.0
                if token.kind == .initial || partner.kind == .initial {
                    found = Self.initial(token, letters, partner, others, table)
                } else if token.classes & partner.classes != 0 || token.classes == 0 || partner.classes == 0
                    || token.groups[0] != 0
                {
                    found = NameSimilarity.words(token, letters, partner, others, table)
                }
                // A father's name and a family's do not contradict each other.
                if found < Self.agreeing, (token.kind == .patronymic) != (partner.kind == .patronymic) {
                    found = -1
                }
                alike[row * Self.most + column] = found
            }
        }
    }

    /// An initial says that a name begins with it and no more.
    private static func initial(
        _ token: PersonName.Token,
        _ letters: Span<UInt8>,
        _ partner: PersonName.Token,
        _ others: Span<UInt8>,
        _ table: borrowing SoundTable
    ) -> Double {
        guard !token.sounds.isEmpty, !partner.sounds.isEmpty else { return 0 }
        let (first, second) = (letters[token.sounds.lowerBound], others[partner.sounds.lowerBound])
        let isSame = table.between.span[Int(first) << 8 | Int(second)] <= 4
        return isSame ? (token.kind == partner.kind ? 0.97 : 0.92) : 0
    }

    /// Pairs the words that are most alike, again and again; of equal ones those whose sounds come first, whatever the order.
    private mutating func pair(downTo least: Double) {
        while openRows != 0, openColumns != 0 {
            var (best, place, tie) = (-1.0, 0, UInt64.max)
            for row in 0..<rows where openRows & (1 << UInt16(row)) != 0 {
                for column in 0..<columns where openColumns & (1 << UInt16(column)) != 0 {
                    let found = alike[row * Self.most + column]
                    guard found >= best, found >= least else { continue }
                    let key = one.tokens[row].hash &+ other.tokens[column].hash
                    if found > best || key < tie {
                        (best, place, tie) = (found, row * Self.most + column, key)
                    }
                }
            }
            guard best >= least, best >= 0 else { return }
            let (row, column) = (place / Self.most, place % Self.most)
            openRows &= ~(1 << UInt16(row))
            openColumns &= ~(1 << UInt16(column))
            count(best)
            if best >= Self.agreeing {
                partners[row] = Int8(column)
                let isInitial =
                    one.tokens[row].kind == .initial || other.tokens[column].kind == .initial
                agreedNames += isInitial ? 0 : 1
            }
        }
    }

    mutating func count(_ found: Double) {
        if found >= Self.agreeing {
            agreed += 1
            score *= 1 - Tuning.slip * (1 - found)
        } else {
            score *= Tuning.conflict + Tuning.conflictSlope * found
        }
    }
}

extension NameComparison {
    /// Pairs words that one name writes in two and the other in one, as Abd al-Rahman and Abdurrahman.
    private mutating func joinWords() {
        while openRows != 0, openColumns != 0 {
            var best = Joint(similarity: Self.agreeing, tie: .max, first: 0, last: 0, single: 0, ofOne: true)
            for isOne in [true, false] {
                let (name, open, count) = isOne ? (one, openRows, rows) : (other, openColumns, columns)
                let (single, singles) = isOne ? (other, openColumns) : (one, openRows)
                for first in 0..<count where Self.isFree(name.tokens[first], first, open) {
                    for last in (first + 1)..<max(min(first + 3, count), first + 1) {
                        guard (first...last).allSatisfy({ Self.isFree(name.tokens[$0], $0, open) }) else { break }
                        guard (first...last).contains(where: { open & (1 << UInt16($0)) != 0 }) else { continue }
                        for place in 0..<Self.most where singles & (1 << UInt16(place)) != 0 {
                            let found = Self.joined(name, first, last, single, place)
                            let tie = single.tokens[place].hash &+ name.tokens[first].hash
                            if found > best.similarity || (found == best.similarity && tie < best.tie) {
                                best = Joint(
                                    similarity: found,
                                    tie: tie,
                                    first: first,
                                    last: last,
                                    single: place,
                                    ofOne: isOne
                                )
                            }
                        }
                    }
                }
            }
            guard best.last > 0 else { return }
            take(best)
        }
    }

    private struct Joint {
        var similarity: Double
        var tie: UInt64
        var first: Int
        var last: Int
        var single: Int
        var ofOne: Bool
    }

    private mutating func take(_ joint: Joint) {
        var parts: UInt16 = 0
        for index in joint.first...joint.last { parts |= 1 << UInt16(index) }
        let single: UInt16 = 1 << UInt16(joint.single)
        openRows &= ~(joint.ofOne ? parts : single)
        openColumns &= ~(joint.ofOne ? single : parts)
        count(min(joint.similarity, 0.98))
        agreedNames += 1
        let row = joint.ofOne ? joint.first : joint.single
        partners[row] = Int8(joint.ofOne ? joint.single : joint.first)
    }

    private static func isFree(_ token: PersonName.Token, _ index: Int, _ open: UInt16) -> Bool {
        token.kind == .particle || (open & (1 << UInt16(index)) != 0 && token.kind != .initial)
    }

    private static func joined(
        _ name: PersonName,
        _ first: Int,
        _ last: Int,
        _ single: PersonName,
        _ place: Int
    ) -> Double {
        var sounds = InlineArray<32, UInt8>(repeating: 0)
        var length = 0
        let letters = name.bytes.span
        for index in first...last {
            for at in name.tokens[index].sounds where length < 32 {
                let sound = letters[at]
                if length > 0, sounds[length - 1] == sound { continue }
                sounds[length] = sound
                length += 1
            }
        }
        let token = single.tokens[place]
        return SoundDistance.similarity(
            sounds.span.extracting(0..<length),
            single.bytes.span.extracting(token.sounds),
            withoutVowels: name.tokens[first].script.leavesOutVowels || token.script.leavesOutVowels,
            SoundTable.shared
        )
    }

    /// What another order takes away: little where names stand crossed, much where a father and a son are exchanged.
    private func order() -> Double {
        var (last, crossings) = (-1, 0)
        for row in 0..<rows where partners[row] >= 0 {
            if Int(partners[row]) < last { crossings += 1 }
            last = max(last, Int(partners[row]))
        }
        guard crossings > 0 else { return 1 }
        return one.namesFather && other.namesFather ? Tuning.fatherCrossed : Tuning.crossed
    }

    /// What words that only one name has take away.
    private func extras() -> Double {
        var left = 0.0
        for row in 0..<rows where openRows & (1 << UInt16(row)) != 0 {
            left += weight(one.tokens[row], in: other)
        }
        for column in 0..<columns where openColumns & (1 << UInt16(column)) != 0 {
            left += weight(other.tokens[column], in: one)
        }
        guard left > 0 else { return 1 }
        // One word in common is a family, not a person.
        if agreed < 2 { return Tuning.single }
        return max(1 - Tuning.extra * left, Tuning.leastExtra)
    }

    private func weight(_ token: PersonName.Token, in name: PersonName) -> Double {
        if name.tokens.contains(where: { $0.hash == token.hash }) { return 0 }
        return token.kind == .patronymic || token.kind == .initial ? 0.5 : 1
    }
}

/// How much each kind of difference takes away.
enum Tuning {
    static let slip = 1.0
    static let conflict = 0.2
    static let conflictSlope = 0.5
    static let crossed = 0.96
    static let fatherCrossed = 0.5
    static let extra = 0.04
    static let leastExtra = 0.8
    static let single = 0.7
    static let initialsOnly = 0.6
}
