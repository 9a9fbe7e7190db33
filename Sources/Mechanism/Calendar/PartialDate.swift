/// A date as precise as somebody remembers it.
package enum PartialDate: Hashable, Codable, Sendable {
    case day(CalendarDate)
    case month(year: Int, month: Int)
    case year(Int)
    case unknown

    /// The first day that the date can mean; `nil` when unknown.
    package var earliest: CalendarDate? {
        switch self {
        case .day(let date): date
        case .month(let year, let month): CalendarDate(year: year, month: month, day: 1)
        case .year(let year): CalendarDate(year: year, month: 1, day: 1)
        case .unknown: nil
        }
    }

    /// The last day that the date can mean; `nil` when unknown.
    package var latest: CalendarDate? {
        switch self {
        case .day(let date): date
        case .month: earliest?.adding(months: 1).adding(days: -1)
        case .year(let year): CalendarDate(year: year, month: 12, day: 31)
        case .unknown: nil
        }
    }
}
