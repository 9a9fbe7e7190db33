/// What the letters of the scripts are in the plain alphabet, and how they sound.
///
/// A table is written as `letter=folded` where the sounds follow from the folded letters as they do in Latin, or as
/// `letter=folded/sounds`. The sounds are letters of `Sounds`: `C` is ch, `S` sh, `Z` zh, `J` dzh, `x` kh, `G` gh, `c` ts.
/// The folded forms are those of passports (ICAO Doc 9303) and of BGN/PCGN without marks, the sounds are what all
/// romanisations of a letter have in common.
struct Letters: Sendable {
    struct Reading: Sendable {
        let folded: [UInt8]
        let sounds: [UInt8]
    }

    private let readings: [UInt32: Reading]

    subscript(letter: Unicode.Scalar) -> Reading? { readings[letter.value] }

    /// Letters, how they are folded and how they sound.
    init(_ readings: [(letter: UInt32, folded: String, sounds: String)]) {
        self.readings = Dictionary(
            readings.map {
                ($0.letter, Reading(folded: Array($0.folded.utf8), sounds: Array($0.sounds.utf8)))
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    init(_ table: String) {
        var readings: [UInt32: Reading] = [:]
        for entry in table.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let sides = entry.split(separator: "=", omittingEmptySubsequences: false)
            guard sides.count == 2 else { continue }
            let parts = sides[1].split(separator: "/", omittingEmptySubsequences: false)
            let folded = Array(parts[0].utf8)
            let reading = Reading(
                folded: folded,
                sounds: parts.count > 1 ? Array(parts[1].utf8) : folded
            )
            for letter in sides[0].unicodeScalars { readings[letter.value] = reading }
        }
        // Letters in the shapes of old printing, by Unicode's order: a name in them is the same name.
        for (shape, letter) in Self.shapes { readings[shape] = readings[letter] }
        self.readings = readings
    }

    /// The shapes of Arabic letters, U+FE80 to U+FEF4, and what they are.
    private static let shapes: [(UInt32, UInt32)] = {
        let letters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي".unicodeScalars
        let single: Set<Unicode.Scalar> = ["ء"]
        let double: Set<Unicode.Scalar> = [
            "آ", "أ", "ؤ", "إ", "ا", "ة", "د", "ذ", "ر", "ز", "و", "ى",
        ]
        var shapes: [(UInt32, UInt32)] = []
        var next: UInt32 = 0xFE80
        for letter in letters {
            for _ in 0..<(single.contains(letter) ? 1 : double.contains(letter) ? 2 : 4) {
                shapes.append((next, letter.value))
                next += 1
            }
        }
        return shapes
    }()

    static func of(_ script: Script) -> Letters? {
        switch script {
        case .latin: latin
        case .cyrillic: cyrillic
        case .greek: greek
        case .georgian: georgian
        case .armenian: armenian
        case .arabic: arabic
        case .hebrew: hebrew
        case .ethiopic: ethiopic
        case .characters, .other: nil
        }
    }
}
