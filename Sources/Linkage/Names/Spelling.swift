/// A word in plain letters, and how it sounds.
struct Spelling {
    private(set) var folded: [UInt8] = []
    private(set) var sounds: [UInt8] = []

    init(_ letters: [Unicode.Scalar], _ script: Script) {
        guard let table = Letters.of(script) else {
            for letter in letters {
                folded += Array(String(letter).utf8)
                // Above all sounds of ours: only equal to itself.
                sounds.append(UInt8(128 + letter.value & 127))
            }
            return
        }
        for letter in letters {
            if letter.value < 0x80 {
                let byte = UInt8(letter.value)
                folded.append(byte)
                sounds.append(Self.digit(byte))
            } else if let reading = table[letter] {
                folded += reading.folded
                sounds += reading.sounds
            } else if let reading = Letters.latin[letter] {
                folded += reading.folded
                sounds += reading.sounds
            }
        }
        switch script {
        case .latin: sounds = Sounds.read(sounds)
        case .greek: sounds = Self.greek.reading(sounds)
        case .armenian: sounds = Self.armenian.reading(sounds)
        case .georgian: sounds = Self.georgian.reading(sounds)
        case .cyrillic: sounds = Self.cyrillic.reading(sounds)
        case .arabic: sounds = Self.carried(Self.arabic.reading(sounds))
        case .hebrew: sounds = Self.carried(Self.hebrew.reading(sounds))
        default: break
        }
        sounds = Sounds.single(sounds)
    }

    /// A digit that was typed for the letter it looks like.
    private static func digit(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "0"): UInt8(ascii: "o")
        case UInt8(ascii: "1"): UInt8(ascii: "i")
        case UInt8(ascii: "3"): UInt8(ascii: "e")
        case UInt8(ascii: "4"): UInt8(ascii: "a")
        case UInt8(ascii: "5"): UInt8(ascii: "s")
        default: byte
        }
    }

    /// Greek writes b, d and g with two letters, and u, e and i too.
    private static let greek = Pairs(
        "mp=b nt=d Bk=g Bx=nx BB=ng ts=c tz=c oy=u ai=e ei=i oi=i ay=av ey=ev"
    )
    private static let armenian = Pairs("ou=u dz=6")
    private static let georgian = Pairs("dz=6")
    /// The last two as Russian writes Chinese names.
    private static let cyrillic = Pairs("dZ=J dz=6 CZ=J cz=J")
    private static let arabic = Pairs("tS=C d4=J")
    private static let hebrew = Pairs("t5=C")

    /// Alef is any vowel where it begins a word, or only carries the next letter's; within a word it is an a.
    private static func carried(_ sounds: [UInt8]) -> [UInt8] {
        let (alef, a) = (UInt8(ascii: "A"), UInt8(ascii: "a"))
        guard let first = sounds.first else { return sounds }
        var rest = sounds.dropFirst().map { $0 == alef ? a : $0 }
        let isCarrier =
            first == alef && rest.count > 2
            && (rest[0] == UInt8(ascii: "W") || rest[0] == UInt8(ascii: "Y"))
        if !isCarrier { rest.insert(first, at: 0) }
        return rest
    }
}

/// Sounds that a script writes with two letters.
private struct Pairs {
    private let pairs: [(first: UInt8, second: UInt8, sounds: [UInt8])]

    init(_ table: String) {
        pairs = table.split(separator: " ").map { entry in
            let letters = Array(entry.utf8)
            return (letters[0], letters[1], Array(letters.dropFirst(3)))
        }
    }

    func reading(_ sounds: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(sounds.count)
        var at = 0
        while at < sounds.count {
            let next = at + 1 < sounds.count ? sounds[at + 1] : 0
            if let found = pairs.first(where: { $0.first == sounds[at] && $0.second == next }) {
                result += found.sounds
                at += 2
            } else {
                result.append(sounds[at])
                at += 1
            }
        }
        return result
    }
}
