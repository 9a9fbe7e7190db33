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

    init(_ one: Span<UInt8>, _ other: Span<UInt8>) {
        guard one.count == 8, other.count == 8 else {
            let distance = EditDistance.optimalAlignment(one, other)
            self =
                distance == 0
                ? .equal : distance == 1 ? .oneDigit : distance == 2 ? .twoDigits : .different
            return
        }
        var (differing, first) = (0, -1)
        for index in 0..<8 where one[index] != other[index] {
            differing += 1
            if first < 0 { first = index }
        }
        let (isFirst, isOtherFirst) = (Self.isDefault(one), Self.isDefault(other))
        guard differing > 0 else {
            self = isFirst ? .equalDefault : .equal
            return
        }
        let sameYear = first > 3
        if sameYear, isFirst != isOtherFirst {
            self = .yearOfDefault
        } else if sameYear, one[4] == other[6], one[5] == other[7], one[6] == other[4],
            one[7] == other[5]
        {
            self = .exchanged
        } else if differing == 1 {
            self = .oneDigit
        } else if differing == 2, first < 7, one[first] == other[first + 1],
            one[first + 1] == other[first]
        {
            self = .neighbours
        } else if Self.sameDay(one, other) {
            self =
                differing == 2 && abs(Self.year(one) - Self.year(other)) <= 10
                ? .otherYear : .twoParts
        } else if differing == 2 {
            self = .twoDigits
        } else if sameYear, Self.equal(one, other, 4) || Self.equal(one, other, 6) {
            self = .twoParts
        } else {
            self = sameYear ? .sameYear : .different
        }
    }

    private static func equal(_ one: Span<UInt8>, _ other: Span<UInt8>, _ start: Int) -> Bool {
        one[start] == other[start] && one[start + 1] == other[start + 1]
    }

    private static func sameDay(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        equal(one, other, 4) && equal(one, other, 6)
    }

    private static func isDefault(_ date: Span<UInt8>) -> Bool {
        date[4] == 48 && date[5] == 49 && date[6] == 48 && date[7] == 49
    }

    private static func year(_ date: Span<UInt8>) -> Int {
        (0..<4).reduce(0) { $0 * 10 + Int(date[$1]) - 48 }
    }
}
