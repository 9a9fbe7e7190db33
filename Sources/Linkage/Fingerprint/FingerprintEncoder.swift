internal import CLinkage

/// Makes fingerprints of persons' particulars.
package struct FingerprintEncoder: Sendable {
    let key: FingerprintKey
    let hardening: Hardening

    /// Makes one for a key, and for a way to harden what it makes.
    package init(_ key: FingerprintKey, hardening: Hardening = .none) {
        self.key = key
        self.hardening = hardening
    }

    /// The fingerprint of a person's particulars; an empty text is a missing one.
    ///
    /// Names are texts of one script, with words between spaces or hyphens; capitals and apostrophes don't matter.
    /// Scripts are not brought together here. The date is year, month and day as eight digits, with hyphens or without, another sign
    /// where a digit is unknown; fewer are the first ones. The code is one of few words, such as a state.
    package func encode(
        givenName: String,
        surname: String,
        birthDate: String,
        code: String
    ) -> Fingerprint {
        let hashes = key.hashes()
        var bits = FingerprintBits()
        let salt = hardening.isSaltedByYear ? Self.salt(Int(birthDate.prefix(4))) : 0
        for (name, base) in [(givenName, linkage_given), (surname, linkage_surname)] {
            Self.tokens(ofName: name) { token, isNeighbours in
                let hash = hashes.name(token ^ salt)
                bits.insert(hash, count: 8, base: base, size: 256)
                if isNeighbours { bits.insert(hash, count: 4, base: linkage_shared, size: 192) }
            }
        }
        Self.tokens(ofDate: birthDate) { token, count in
            bits.insert(hashes.date(token), count: count, base: linkage_birth, size: 256)
        }
        Self.tokens(ofName: code) { token, _ in
            bits.insert(hashes.code(token), count: 3, base: linkage_code, size: 64)
        }
        return Fingerprint(words: hardening.applied(to: bits.words, hashes.hardening))
    }

    /// What letters are hashed with where names are salted: bits that no letter uses.
    static func salt(_ year: Int?) -> UInt64 {
        UInt64(UInt16(truncatingIfNeeded: year ?? 0)) << 43
    }

    /// Pairs of neighbouring letters of each word, its edges counting as letters, and pairs of letters with one between.
    static func tokens(ofName name: String, _ body: (UInt64, _ isNeighbours: Bool) -> Void) {
        var (last, before) = (UInt64(0), UInt64(0))
        func end() {
            if last != 0 { body(last << 21, true) }
            (last, before) = (0, 0)
        }
        for scalar in name.unicodeScalars where scalar != "'" && scalar != "’" {
            let letter = Letter.folded(scalar)
            guard letter != 0 else {
                end()
                continue
            }
            body(last << 21 | letter, true)
            if before != 0 { body(1 << 60 | before << 21 | letter, false) }
            (before, last) = (last, letter)
        }
        end()
    }

    /// Digits in their places, and what outlives the usual slips: parts, parts exchanged, neighbours exchanged.
    static func tokens(ofDate date: String, _ body: (UInt64, _ count: Int) -> Void) {
        var digits = InlineArray<8, UInt64>(repeating: 10)
        var count = 0
        for byte in date.utf8 {
            guard count < 8 else { break }
            switch byte {
            case 48...57: digits[count] = UInt64(byte - 48)
            // Between the parts.
            case 32, 45...47: continue
            default: break
            }
            count += 1
        }
        func token(_ kind: UInt64, _ value: UInt64) -> UInt64 { kind << 32 | value }
        for place in 0..<8 where digits[place] < 10 {
            body(token(1, UInt64(place) << 8 | digits[place]), 6)
        }
        func pair(_ place: Int) -> UInt64? {
            digits[place] < 10 && digits[place + 1] < 10
                ? digits[place] * 10 + digits[place + 1] : nil
        }
        for place in [2, 4, 6] where pair(place) != nil {
            let (one, other) = (digits[place], digits[place + 1])
            body(token(2, UInt64(place) << 8 | min(one, other) << 4 | max(one, other)), 4)
        }
        for (place, kind) in [(4, UInt64(3)), (6, 4)] {
            guard let part = pair(place) else { continue }
            body(token(kind, part), 6)
            body(token(5, part), 4)
        }
        if let century = pair(0), let year = pair(2) { body(token(6, century * 100 + year), 6) }
    }
}

/// A sign of a name as it is compared.
private enum Letter {
    /// The letter that a sign stands for, as a number; 0 is a gap between words.
    static func folded(_ scalar: Unicode.Scalar) -> UInt64 {
        switch scalar.value {
        case 97...122, 48...57: UInt64(scalar.value)
        case 65...90: UInt64(scalar.value + 32)
        case 0...127: 0
        default: UInt64((scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar).value)
        }
    }
}
