internal import CLinkage

extension FingerprintEncoder {
    /// How many of a person's names are looked at.
    private static let mostNames = 4
    /// How many words of a name are looked at.
    static let mostWords = 8
    /// How many countries are looked at.
    static let mostCitizenships = 4

    /// The fingerprints of a person, one for each of the first four names.
    ///
    /// One where no name is known but something else is, none where nothing is. Names are read as `PersonName` reads them:
    /// scripts, spellings, titles and the order of words hardly matter, and names that a dictionary knows as one have bits in
    /// common. How people are known and how they are looked for makes the same fingerprints. They lie in an index of their
    /// own, never beside those of four fields.
    package func encode(_ particulars: Particulars) -> [Fingerprint] {
        let hashes = key.hashes()
        let salt = hardening.isSaltedByYear ? Self.salt(particulars.birth.year) : 0
        var rest = FingerprintBits()
        Self.tokens(of: particulars.birth) { token, count in
            rest.insert(hashes.date(token), count: count, base: linkage_birth, size: 256)
        }
        if !particulars.sex.isEmpty {
            rest.insert(
                hashes.code(Self.number(1, particulars.sex.utf8)),
                count: 4,
                base: linkage_code,
                size: 64
            )
        }
        for citizenship in particulars.citizenships.prefix(Self.mostCitizenships) {
            rest.insert(
                hashes.code(Self.number(2, citizenship.utf8)),
                count: 4,
                base: linkage_code,
                size: 64
            )
        }
        var found: [Fingerprint] = []
        for text in particulars.names.prefix(Self.mostNames) {
            var bits = rest
            let name = PersonName(text)
            guard !name.tokens.isEmpty else { continue }
            for word in name.tokens.prefix(Self.mostWords) {
                Self.tokens(of: word, name) { token, part, count in
                    let hash = hashes.name(token ^ salt)
                    switch part {
                    case .sounds: bits.insert(hash, count: count, halvesFrom: linkage_given)
                    case .bones: bits.insert(hash, count: count, base: linkage_shared, size: 192)
                    }
                }
            }
            let words = hardening.applied(to: bits.words, hashes.hardening)
            let fingerprint = Fingerprint(words: words)
            if !found.contains(fingerprint) { found.append(fingerprint) }
        }
        if found.isEmpty {
            let words = hardening.applied(to: rest.words, hashes.hardening)
            let fingerprint = Fingerprint(words: words)
            if fingerprint.bitCount > 0 { found.append(fingerprint) }
        }
        return found
    }

    /// What of a name is looked at: all that is heard, or the consonants alone, as some scripts write them.
    enum Part { case sounds, bones }

    static func tokens(
        of word: PersonName.Token,
        _ name: PersonName,
        _ body: (_ token: UInt64, _ part: Part, _ count: Int) -> Void
    ) {
        switch word.kind {
        case .title, .particle: return
        case .initial:
            if let first = name.phonetic(word).first { body(token(1, 0, first), .sounds, 8) }
            return
        case .patronymic, .name: break
        }
        // A father's name is often left out.
        let isWhole = word.kind == .name
        let sounds = name.phonetic(word), bones = name.skeleton(word)
        pairs(of: sounds) { one, other, isNeighbours in
            let count = isNeighbours ? 8 : 4
            body(token(isNeighbours ? 1 : 2, one, other), .sounds, isWhole ? count : count / 2)
        }
        pairs(of: bones) { one, other, isNeighbours in
            let count = isNeighbours ? 6 : 3
            body(token(isNeighbours ? 3 : 4, one, other), .bones, isWhole ? count : count / 2)
        }
        if bones.count > 1 { body(number(5, bones), .bones, isWhole ? 4 : 2) }
        for index in 0..<4 where word.groups[index] != 0 {
            let group = UInt64(word.groups[index] & 0x7FFF)
            body(6 << 60 | group, .sounds, 8)
            body(7 << 60 | group, .bones, 4)
        }
    }

    /// Neighbours, the edges counting as such, and pairs with one between.
    private static func pairs(
        of sounds: ArraySlice<UInt8>,
        _ body: (UInt8, UInt8, _ isNeighbours: Bool) -> Void
    ) {
        guard !sounds.isEmpty else { return }
        var (last, before) = (UInt8(0), UInt8(0))
        for sound in sounds {
            body(last, sound, true)
            if before != 0 { body(before, sound, false) }
            (before, last) = (last, sound)
        }
        body(last, 0, true)
    }

    private static func token(_ kind: UInt64, _ one: UInt8, _ other: UInt8) -> UInt64 {
        kind << 60 | UInt64(one) << 8 | UInt64(other)
    }

    /// A number that stands for a text of a kind.
    static func number(_ kind: UInt64, _ text: some Sequence<UInt8>) -> UInt64 {
        let hash = text.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        return kind << 60 | hash >> 4
    }

    /// The parts of a date, and what outlives the usual slips; the first of January counts as the year alone.
    static func tokens(
        of birth: Particulars.Birth,
        _ body: (_ token: UInt64, _ count: Int) -> Void
    ) {
        func token(_ kind: UInt64, _ value: Int) -> UInt64 {
            8 << 60 | kind << 32 | UInt64(UInt32(truncatingIfNeeded: value))
        }
        if let year = birth.year {
            let either = min(max(birth.yearsEitherWay, 0), 3)
            if either == 0 {
                body(token(1, year), 8)
                body(token(2, year / 10), 4)
                body(token(3, year % 10), 4)
            }
            for step in -max(either, 1)...max(either, 1) { body(token(4, year &+ step), 3) }
        }
        let isDefault = birth.month == 1 && birth.day == 1
        guard !isDefault else { return }
        for (kind, part) in [(5, birth.month), (6, birth.day)] {
            guard let part else { continue }
            body(token(UInt64(kind), part), 8)
            // Day and month exchanged.
            body(token(7, part), 5)
        }
        if let day = birth.day {
            body(token(8, day / 10), 3)
            body(token(9, day % 10), 3)
        }
        if let month = birth.month, let day = birth.day {
            body(token(10, min(month, day) &* 100 &+ max(month, day)), 6)
        }
    }
}
