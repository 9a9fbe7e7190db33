/// How two days of birth agree.
package enum BirthLikeness: Hashable, Sendable {
    /// The same day.
    case equal
    /// Both in one year, and the first of January, or only January: as records say where a day is not known.
    case equalFirstOfJanuary
    /// Day and month exchanged.
    case exchanged
    /// A digit off, or two neighbours exchanged.
    case oneDigit
    /// Year and month, where no more is known of one.
    case yearAndMonth
    /// Day and month, where no year is known of one.
    case dayAndMonth
    /// The year, where no more is known of one.
    case sameYear
    /// The year, where one of them says the first of January.
    case yearOfFirstOfJanuary
    /// The same day of another year, at most ten years away.
    case otherYear
    /// The same year and month or year and day.
    case twoParts
    /// Ages or years that fit each other, so many years either way.
    case fits(years: Int)
    /// The same year, another month and day.
    case otherDay
    /// Years near each other, but outside what fits.
    case nearby
    case different

    /// Compares what is known; nil where it can't be.
    init?(_ one: Particulars.Birth, _ other: Particulars.Birth) {
        guard let year = one.year, let otherYear = other.year else {
            guard let found = Self.withoutYear(one, other) else { return nil }
            self = found
            return
        }
        let apart = abs(year - otherYear)
        let reach = max(0, one.yearsEitherWay) + max(0, other.yearsEitherWay)
        if reach > 0 {
            self = apart <= reach ? .fits(years: reach) : apart <= reach + 2 ? .nearby : .different
        } else if one.month == nil || other.month == nil {
            self = apart == 0 ? .sameYear : apart == 1 ? .nearby : .different
        } else if apart == 0, one.isStartOfYear || other.isStartOfYear {
            self =
                one.isStartOfYear && other.isStartOfYear
                ? .equalFirstOfJanuary : .yearOfFirstOfJanuary
        } else {
            self = Self.dated(one, other, yearsApart: apart)
        }
    }

    private static func withoutYear(
        _ one: Particulars.Birth,
        _ other: Particulars.Birth
    ) -> Self? {
        guard let month = one.month, let day = one.day, let otherMonth = other.month,
            let otherDay = other.day, !one.isStartOfYear, !other.isStartOfYear
        else { return nil }
        return month == otherMonth && day == otherDay ? .dayAndMonth : .different
    }

    /// Year and month known of both.
    private static func dated(
        _ one: Particulars.Birth,
        _ other: Particulars.Birth,
        yearsApart apart: Int
    ) -> Self {
        let isSameMonth = one.month == other.month
        guard let day = one.day, let otherDay = other.day else {
            if apart == 0 { return isSameMonth ? .yearAndMonth : .otherDay }
            return apart == 1 ? .nearby : .different
        }
        let isSameDay = day == otherDay
        if apart == 0, isSameMonth, isSameDay { return .equal }
        if apart == 0, one.month == otherDay, other.month == day { return .exchanged }
        if isSlip(one.digits, other.digits) { return .oneDigit }
        if isSameMonth, isSameDay {
            return apart <= 10 && !one.isStartOfYear ? .otherYear : .different
        }
        if apart == 0 { return isSameMonth || isSameDay ? .twoParts : .otherDay }
        return .different
    }

    /// Whether one digit differs, or two neighbours stand exchanged.
    private static func isSlip(_ one: SIMD8<UInt8>, _ other: SIMD8<UInt8>) -> Bool {
        let places = (0..<8).filter { one[$0] != other[$0] }
        guard places.count == 2 else { return places.count == 1 }
        let (first, second) = (places[0], places[1])
        return second == first + 1 && one[first] == other[second] && one[second] == other[first]
    }

    /// The logarithm of how many times more often it is so of one person than of two.
    ///
    /// Reckoned with births spread over 25 years, 85 of 100 days of one person written the same, two exchanged, four a digit off.
    var weight: Double {
        switch self {
        case .equal: 8.7
        case .exchanged: 6
        case .yearAndMonth: 5.5
        case .dayAndMonth: 4.5
        case .equalFirstOfJanuary: 3
        case .sameYear: 2.8
        case .oneDigit: 2.7
        case .yearOfFirstOfJanuary: 2.4
        case .otherYear: 1.8
        case .twoParts: 1.5
        case .fits(let years): max(0, Double.log(0.95 / min(0.95, Double(2 * years + 1) * 0.04)))
        case .nearby: -0.7
        case .otherDay: -1.4
        case .different: -4.3
        }
    }
}

extension Particulars.Birth {
    /// Whether it may be the first of January that stands for a day nobody knows.
    fileprivate var isStartOfYear: Bool { month == 1 && (day == nil || day == 1) }

    /// Year, month and day as eight digits.
    fileprivate var digits: SIMD8<UInt8> {
        var digits = SIMD8<UInt8>()
        var rest = (year ?? 0) * 10_000 + (month ?? 0) * 100 + (day ?? 0)
        for place in (0..<8).reversed() {
            digits[place] = UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        return digits
    }
}
