/// The words of a text, each in one script.
struct NameWords {
    struct Word {
        /// In lower case, marks joined to their letters where the tables know them so.
        var letters: [Unicode.Scalar]
        var script: Script
        var isJoined: Bool
        /// Whether it was written in capitals.
        var isCapitals: Bool
    }

    private(set) var words: [Word] = []
    private var letters: [Unicode.Scalar] = []
    private var script: Script?
    private var capitals = 0
    private var isJoined = false
    private var wasLower = false

    init(_ text: String) {
        for scalar in text.unicodeScalars { add(scalar) }
        end()
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        if let found = Script(scalar) ?? digitScript(scalar) {
            // A change of script ends a word; a letter of no script of ours never does.
            if let script, script != found { end() }
            let lower = Self.lowercased(scalar)
            let isCapital = lower != scalar
            // A capital after small letters begins a word, where a space was lost: but not in McDonald.
            if isCapital, wasLower, letters.count > 2, found == .latin { end() }
            script = found
            capitals += isCapital ? 1 : 0
            wasLower = !isCapital
            letters.append(lower)
        } else if let last = letters.last, Self.isMark(scalar) {
            if let joined = Self.joined(last, scalar) { letters[letters.count - 1] = joined }
        } else if Self.isApostrophe(scalar) {
            if let last = letters.last, let foreign = Self.foreign(last) {
                letters[letters.count - 1] = foreign
            }
        } else {
            end()
            isJoined = scalar.value == 0x2D || (0x2010...0x2013).contains(scalar.value)
        }
    }

    /// A digit within a word belongs to it, as where it was typed for a letter.
    private func digitScript(_ scalar: Unicode.Scalar) -> Script? {
        (0x30...0x39).contains(scalar.value) ? script : nil
    }

    private mutating func end() {
        if let script, capitals == 2, letters.count == 2, !letters.contains(where: Self.isVowel) {
            // Two initials in one.
            for letter in letters {
                words.append(
                    Word(letters: [letter], script: script, isJoined: false, isCapitals: true)
                )
            }
        } else if let script, !letters.isEmpty {
            words.append(
                Word(
                    letters: letters,
                    script: script,
                    isJoined: isJoined,
                    isCapitals: capitals == letters.count
                )
            )
            isJoined = false
        }
        letters.removeAll(keepingCapacity: true)
        script = nil
        capitals = 0
        wasLower = false
    }

    private static func isVowel(_ letter: Unicode.Scalar) -> Bool {
        "aeiouyаеиоуыэюяії".unicodeScalars.contains(letter)
    }

    private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.value < 0x80 {
            let isCapital = (0x41...0x5A).contains(scalar.value)
            return isCapital ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar
        }
        return scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        (0x300...0x36F).contains(scalar.value)
    }

    /// Apostrophes and the half rings of Arabic ayin and hamza: never the end of a word.
    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x27, 0x60, 0xB4, 0x2B0...0x2FF, 0x2018, 0x2019, 0x201B, 0x5F3, 0x5F4, 0x200B...0x200F:
            true
        default: false
        }
    }

    /// A Hebrew letter before an apostrophe, for a sound of other languages, as a letter of the tables.
    private static func foreign(_ letter: Unicode.Scalar) -> Unicode.Scalar? {
        switch letter {
        case "ג": "ĝ"
        case "ז": "ž"
        case "צ", "ץ": "č"
        default: nil
        }
    }

    /// A letter and a mark as one letter, where the mark changes how it sounds.
    private static func joined(_ letter: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar?
    {
        switch (letter, mark.value) {
        case ("c", 0x30C), ("c", 0x301): "č"
        case ("s", 0x30C), ("s", 0x327), ("s", 0x301): "š"
        case ("z", 0x30C), ("z", 0x301), ("z", 0x307): "ž"
        case ("c", 0x327): "ç"
        case ("t", 0x327), ("t", 0x326): "ț"
        case ("g", 0x306): "ğ"
        case ("n", 0x303): "ñ"
        case ("o", 0x308): "ö"
        case ("u", 0x308): "ü"
        case ("и", 0x306): "й"
        case ("у", 0x306): "ў"
        case ("е", 0x308): "ё"
        case ("і", 0x308): "ї"
        default: nil
        }
    }
}
