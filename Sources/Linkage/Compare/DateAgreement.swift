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

    /// Eight digits in one number, the first highest; nothing where a text has another length.
    static func packed(_ text: Span<UInt8>) -> UInt64? {
        guard text.count == 8 else { return nil }
        return text.indices.reduce(0) { $0 << 8 | UInt64(text[$1]) }
    }

    /// Two dates of eight digits each, as `packed` has them.
    init(_ one: UInt64, _ other: UInt64) {
        let difference = one ^ other
        let (isFirst, isOtherFirst) = (Self.isDefault(one), Self.isDefault(other))
        guard difference != 0 else {
            self = isFirst ? .equalDefault : .equal
            return
        }
        let differing = Self.differing(difference)
        let first = difference.leadingZeroBitCount >> 3
        let sameYear = first > 3
        if sameYear, isFirst != isOtherFirst {
            self = .yearOfDefault
        } else if sameYear,
            UInt16(truncatingIfNeeded: one) == UInt16(truncatingIfNeeded: other >> 16),
            UInt16(truncatingIfNeeded: one >> 16) == UInt16(truncatingIfNeeded: other)
        {
            self = .exchanged
        } else if differing == 1 {
            self = .oneDigit
        } else if differing == 2, first < 7, Self.areNeighboursExchanged(one, other, first) {
            self = .neighbours
        } else if UInt32(truncatingIfNeeded: difference) == 0 {
            self =
                differing == 2 && abs(Self.year(one) - Self.year(other)) <= 10
                ? .otherYear : .twoParts
        } else if differing == 2 {
            self = .twoDigits
        } else if sameYear, difference & 0xFFFF_0000 == 0 || difference & 0xFFFF == 0 {
            self = .twoParts
        } else {
            self = sameYear ? .sameYear : .different
        }
    }

    /// How many digits differ.
    private static func differing(_ difference: UInt64) -> Int {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        return (((difference & low) &+ low) | difference | low).nonzeroBitCount - 56
    }

    private static func areNeighboursExchanged(_ one: UInt64, _ other: UInt64, _ first: Int) -> Bool
    {
        let shift = UInt64(48 - 8 * first)
        let pair = UInt16(truncatingIfNeeded: one >> shift)
        return pair.byteSwapped == UInt16(truncatingIfNeeded: other >> shift)
    }

    private static func isDefault(_ date: UInt64) -> Bool {
        UInt32(truncatingIfNeeded: date) == 0x3031_3031
    }

    private static func year(_ date: UInt64) -> Int {
        stride(from: UInt64(56), through: 32, by: -8).reduce(0) {
            $0 * 10 + Int(date >> $1 & 0xFF) - 48
        }
    }
}
