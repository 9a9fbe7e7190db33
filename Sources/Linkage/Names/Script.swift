/// A system of writing, as far as names must be told apart by it.
package enum Script: UInt8, Sendable {
    case latin, cyrillic, greek, georgian, armenian, arabic, hebrew, ethiopic
    /// Chinese characters and Korean syllables, each of which is a part of a name.
    case characters
    case other

    /// The script of a letter; nil for what belongs to none, such as digits and marks.
    init?(_ letter: Unicode.Scalar) {
        switch letter.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: self = .latin
        case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
        case 0x400...0x52F: self = .cyrillic
        case 0x530...0x58F: self = .armenian
        case 0x590...0x5FF: self = .hebrew
        case 0x600...0x6FF, 0x750...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFF: self = .arabic
        case 0x10A0...0x10FF, 0x1C90...0x1CBF: self = .georgian
        case 0x1200...0x137F: self = .ethiopic
        case 0x3400...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0x20000...0x3FFFF:
            self = .characters
        case 0..<0x370, 0x2000...0x2BFF, 0x3000...0x303F: return nil
        case 0xFE00...0xFE0F: return nil
        default:
            switch letter.properties.generalCategory {
            case .otherLetter, .lowercaseLetter, .uppercaseLetter, .modifierLetter, .nonspacingMark,
                .spacingMark:
                self = .other
            default: return nil
            }
        }
    }

    /// Whether short vowels are left out in writing.
    var leavesOutVowels: Bool { self == .arabic || self == .hebrew }
}
