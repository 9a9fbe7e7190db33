/// Two names side by side: which word of one is which of the other.
struct NameComparison: ~Copyable {
    /// How many words of a name are compared.
    static let most = 12

    /// From here on, two words are two spellings of one; below, they contradict each other.
    static let agreeing = 0.7

    let one: PersonName
    let other: PersonName
    let rows: Int
    let columns: Int
    /// Of each two words, how alike they are; less than 0 where they are not to be compared.
    private var alike = InlineArray<144, Double>(repeating: -1)
    var openRows: UInt16
    var openColumns: UInt16
    /// The partner of each word of the first name.
    var partners = InlineArray<12, Int8>(repeating: -1)
    private var agreed = 0
    var agreedNames = 0
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
        if agreedNames == 0 { score *= Share.initialsOnly }
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
                } else if Self.areComparable(token, partner) {
                    found = NameSimilarity.words(token, letters, partner, others, table)
                }
                // A father's name and a family's do not contradict each other.
                if found < Self.agreeing,
                    (token.kind == .patronymic) != (partner.kind == .patronymic)
                {
                    found = -1
                }
                alike[row * Self.most + column] = found
            }
        }
    }

    /// Whether two words have a consonant in common, or may be one name without.
    static func areComparable(
        _ token: PersonName.Token,
        _ partner: PersonName.Token
    ) -> Bool {
        token.classes & partner.classes != 0 || token.classes == 0 || partner.classes == 0
            || (token.groups[0] != 0 && partner.groups[0] != 0)
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
        if found >= Self.agreeing { agreed += 1 }
        score *= Self.left(of: found)
    }

    /// What is left of a likeness where two words are so alike.
    static func left(of found: Double) -> Double {
        found >= agreeing ? found : Share.contradicted + Share.contradictedAlike * found
    }

    /// What another order takes away: little where names stand crossed, much where a father and a son are exchanged.
    private func order() -> Double {
        var (last, crossings) = (-1, 0)
        for row in 0..<rows where partners[row] >= 0 {
            if Int(partners[row]) < last { crossings += 1 }
            last = max(last, Int(partners[row]))
        }
        guard crossings > 0 else { return 1 }
        return one.namesFather && other.namesFather ? Share.fatherCrossed : Share.crossed
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
        if agreed < 2 { return Share.oneWord }
        return max(1 - Share.missing * left, Share.leastOfMissing)
    }

    private func weight(_ token: PersonName.Token, in name: PersonName) -> Double {
        if name.tokens.contains(where: { $0.hash == token.hash }) { return 0 }
        return token.kind == .patronymic || token.kind == .initial ? 0.5 : 1
    }
}

/// What is left of a likeness after each kind of difference; those of several differences are multiplied.
private enum Share {
    /// Of words that contradict each other, at least; and what the likeness that they have adds.
    static let contradicted = 0.2
    static let contradictedAlike = 0.5
    /// Where names stand in another order.
    static let crossed = 0.96
    /// Where a father and a son are exchanged: two persons, as a rule.
    static let fatherCrossed = 0.5
    /// Where only one word agrees and more are missing: a family, not a person.
    static let oneWord = 0.7
    /// Where nothing but initials agrees, which are anybody's.
    static let initialsOnly = 0.6
    /// What a word that only one name has takes away, and what all of them leave at least.
    static let missing = 0.04
    static let leastOfMissing = 0.8
}
