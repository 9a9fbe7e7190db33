/// How two dates of birth agree, the closest first; dates are eight digits, year, month and day.
enum DateAgreement: UInt8, CaseIterable {
    case missing, equal
    /// Both the first of January of one year, as records say where a day is not known.
    case equalDefault
    /// Day and month exchanged.
    case exchanged
    /// One digit off, or one edit of what isn't a date.
    case oneDigit
    /// Two neighbours exchanged.
    case neighbours
    /// The same day of another year nearby.
    case otherYear
    /// The same year, where one of them says the first of January.
    case yearOfDefault
    case twoDigits
    /// The same year and month, or year and day.
    case twoParts
    case sameYear
    case different

    /// Two dates as texts, in digits alone.
    init(_ one: Span<UInt8>, _ other: Span<UInt8>) {
        if let one = Self.packed(one), let other = Self.packed(other) {
            self.init(one, other)
            return
        }
        switch EditDistance.optimalAlignment(one, other) {
        case 0: self = .equal
        case 1: self = .oneDigit
        case 2: self = .twoDigits
        default: self = .different
        }
    }

    /// Eight digits in one number, four bits each, the first highest; nothing where a text is anything else.
    static func packed(_ text: Span<UInt8>) -> UInt32? {
        guard text.count == 8, text.indices.allSatisfy({ text[$0] >= 48 && text[$0] <= 57 }) else {
            return nil
        }
        return text.indices.reduce(0) { $0 << 4 | UInt32(text[$1] - 48) }
    }

    /// Two dates of eight digits each, as `packed` has them.
    init(_ one: UInt32, _ other: UInt32) {
        let difference = one ^ other
        let (isFirst, isOtherFirst) = (Self.isDefault(one), Self.isDefault(other))
        guard difference != 0 else {
            self = isFirst ? .equalDefault : .equal
            return
        }
        let differing = Self.differing(difference)
        let first = difference.leadingZeroBitCount >> 2
        let sameYear = first > 3
        if sameYear, isFirst != isOtherFirst {
            self = .yearOfDefault
        } else if sameYear, one & 0xFF == other >> 8 & 0xFF, one >> 8 & 0xFF == other & 0xFF {
            self = .exchanged
        } else if differing == 1 {
            self = .oneDigit
        } else if differing == 2, first < 7, Self.areNeighboursExchanged(one, other, first) {
            self = .neighbours
        } else if difference & 0xFFFF == 0 {
            self =
                differing == 2 && abs(Self.year(one) - Self.year(other)) <= 10
                ? .otherYear : .twoParts
        } else if differing == 2 {
            self = .twoDigits
        } else if sameYear, difference & 0xFF00 == 0 || difference & 0xFF == 0 {
            self = .twoParts
        } else {
            self = sameYear ? .sameYear : .different
        }
    }

    /// How many digits differ.
    private static func differing(_ difference: UInt32) -> Int {
        let halves = difference | difference >> 1
        return ((halves | halves >> 2) & 0x1111_1111).nonzeroBitCount
    }

    private static func areNeighboursExchanged(_ one: UInt32, _ other: UInt32, _ first: Int) -> Bool
    {
        let shift = UInt32(24 - 4 * first)
        let (pair, otherPair) = (one >> shift & 0xFF, other >> shift & 0xFF)
        return pair >> 4 | (pair & 0xF) << 4 == otherPair
    }

    private static func isDefault(_ date: UInt32) -> Bool { date & 0xFFFF == 0x0101 }

    private static func year(_ date: UInt32) -> Int {
        (0..<4).reduce(0) { $0 * 10 + Int(date >> UInt32(28 - 4 * $1) & 0xF) }
    }
}
