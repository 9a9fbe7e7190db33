/// Reads what Latin letters sound like in most languages of those who romanise names.
///
/// The sounds are letters: most stand for themselves; `C` is ch, `S` sh, `Z` zh, `J` dzh, `x` kh, `G` gh, `c` ts, `T` th,
/// `D` dh, `O` ö, `U` ü. A few stand for what a letter may be: `X` the written ch, `Q` a soft c, `B` a soft g, `j` the letter
/// j, `6` dz, `7` an x that begins a word, `8` đ. How near they are to each other says `SoundTable`.
enum Sounds {
    /// What letters together sound like, the longest first.
    private static let together: [(letters: [UInt8], sounds: [UInt8])] = [
        ("schtsch", "SC"), ("shtsh", "SC"), ("chtch", "SC"), ("szcz", "SC"), ("shch", "SC"),
        ("tsch", "C"), ("dsch", "J"), ("dzh", "J"), ("sch", "S"), ("tch", "C"), ("eau", "o"),
        ("ck", "k"), ("dz", "6"), ("dj", "J"), ("dZ", "J"), ("sh", "S"), ("ch", "X"), ("cz", "C"),
        ("sz", "S"),
        ("zh", "Z"), ("xh", "J"), ("gj", "J"), ("kh", "x"), ("gh", "G"), ("th", "T"), ("ph", "f"),
        ("dh", "D"), ("ts", "c"),
        ("tz", "c"), ("qu", "kw"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ae", "e"), ("oe", "O"),
        ("cq", "k"), ("x", "ks"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    /// The sounds of plain letters, and of sounds that letters with marks have already (upper case).
    static func read(_ letters: [UInt8]) -> [UInt8] {
        var sounds: [UInt8] = []
        sounds.reserveCapacity(letters.count + 2)
        var at = 0
        if letters.first == UInt8(ascii: "x"),
            group(letters, 0).map({ together[$0].letters.count }) != 2
        {
            sounds.append(UInt8(ascii: "7"))
            at = 1
        }
        while at < letters.count {
            let letter = letters[at]
            if let found = group(letters, at) {
                sounds += together[found].sounds
                at += together[found].letters.count
                continue
            }
            let next = at + 1 < letters.count ? letters[at + 1] : 0
            switch letter {
            case UInt8(ascii: "c"):
                if isFront(next) {
                    sounds.append(UInt8(ascii: "Q"))
                } else if next == 0, sounds.last == UInt8(ascii: "i"), at > 2 {
                    // Slavic names in -ić, their mark lost.
                    sounds.append(UInt8(ascii: "Q"))
                } else if next != UInt8(ascii: "c") {
                    sounds.append(UInt8(ascii: "k"))
                }
            case UInt8(ascii: "g"):
                if next == UInt8(ascii: "u"), at + 2 < letters.count, isFront(letters[at + 2]) {
                    sounds.append(letter)
                    at += 1
                } else if next != letter {
                    sounds.append(isFront(next) ? UInt8(ascii: "B") : letter)
                }
            default: sounds.append(letter)
            }
            at += 1
        }
        return sounds
    }

    /// Where in `together` the groups are that begin with a letter.
    private static let beginning: [[Int]] = (0..<256).map { letter in
        together.indices.filter { Int(together[$0].letters[0]) == letter }
    }

    private static func group(_ letters: [UInt8], _ at: Int) -> Int? {
        beginning[Int(letters[at])].first { place in
            let entry = together[place]
            guard at + entry.letters.count <= letters.count else { return false }
            for index in entry.letters.indices where letters[at + index] != entry.letters[index] {
                return false
            }
            return true
        }
    }

    private static func isFront(_ letter: UInt8) -> Bool {
        letter == UInt8(ascii: "e") || letter == UInt8(ascii: "i") || letter == UInt8(ascii: "y")
    }

    /// The sounds without their doubles.
    static func single(_ sounds: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(sounds.count)
        for sound in sounds where kept.last != sound { kept.append(sound) }
        return kept
    }
}
