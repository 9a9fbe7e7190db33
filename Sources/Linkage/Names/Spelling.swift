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
        case .greek: sounds = Self.greek(sounds)
        case .armenian: sounds = Self.replacing(sounds, [("ou", "u"), ("dz", "6")])
        case .georgian: sounds = Self.replacing(sounds, [("dz", "6")])
        case .cyrillic:
            // The last two as Russian writes Chinese names.
            sounds = Self.replacing(sounds, [("dZ", "J"), ("dz", "6"), ("CZ", "J"), ("cz", "J")])
        case .arabic:
            sounds = Self.carried(Self.replacing(sounds, [("tS", "C"), ("d4", "J")]))
        case .hebrew: sounds = Self.carried(Self.replacing(sounds, [("t5", "C")]))
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
    private static func greek(_ sounds: [UInt8]) -> [UInt8] {
        replacing(
            sounds,
            [
                ("mp", "b"), ("nt", "d"), ("Bk", "g"), ("Bx", "nx"), ("BB", "ng"), ("ts", "c"),
                ("tz", "c"),
                ("oy", "u"), ("ai", "e"), ("ei", "i"), ("oi", "i"), ("ay", "av"), ("ey", "ev"),
            ]
        )
    }

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

    static func replacing(_ sounds: [UInt8], _ pairs: [(String, String)]) -> [UInt8] {
        let pairs = pairs.map { (Array($0.0.utf8), Array($0.1.utf8)) }
        var result: [UInt8] = []
        var at = 0
        while at < sounds.count {
            let found =
                at + 1 < sounds.count
                ? pairs.first { $0.0[0] == sounds[at] && $0.0[1] == sounds[at + 1] } : nil
            if let found {
                result += found.1
                at += 2
            } else {
                result.append(sounds[at])
                at += 1
            }
        }
        return result
    }
}
