import Foundation
import Mechanism
import Testing

@Suite struct CalendarTests {
    private func date(_ text: String) throws -> CalendarDate {
        try #require(CalendarDate(iso: text))
    }

    @Test func `every day from 1900 to 2100 is the day that Foundation knows`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        let first = try date("1900-01-01")
        let last = try date("2100-12-31")
        for number in first.daysSinceEpoch...last.daysSinceEpoch {
            let day = CalendarDate(daysSinceEpoch: number)
            let parts = day.parts
            let known = calendar.dateComponents(
                [.year, .month, .day, .weekday],
                from: Date(timeIntervalSince1970: Double(number) * 86_400)
            )
            let isSame =
                known.year == parts.year && known.month == parts.month && known.day == parts.day
                && CalendarDate(year: parts.year, month: parts.month, day: parts.day) == day
                && CalendarDate(iso: day.description) == day
                && known.weekday.map { Weekday.allCases[($0 + 5) % 7] } == day.weekday
            guard isSame else {
                Issue.record("\(day) is not \(known)")
                return
            }
        }
    }

    @Test(arguments: [
        "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-1-01",
        "24-01-01", "2024-01-01 ", "2024/01/01", "", "2024-01", "+024-01-01", "٢٠٢٤-٠١-٠١",
    ])
    func `what is no date is refused`(text: String) {
        #expect(CalendarDate(iso: text) == nil)
    }

    @Test func `leap days exist every four years, but not every hundred, but every four hundred`() {
        let years = [2000, 2024, 2028, 2096].map { CalendarDate(year: $0, month: 2, day: 29) }
        #expect(years.allSatisfy { $0 != nil })
        let others = [1900, 2023, 2025, 2100].map { CalendarDate(year: $0, month: 2, day: 29) }
        #expect(others.allSatisfy { $0 == nil })
    }

    @Test(arguments: [
        ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"),
        ("2024-03-31", -1, "2024-02-29"), ("2024-11-30", 3, "2025-02-28"),
        ("2024-02-29", 12, "2025-02-28"), ("2024-05-31", 0, "2024-05-31"),
        ("2024-01-15", -13, "2022-12-15"), ("2024-12-31", 2, "2025-02-28"),
    ])
    func `months end on the last day where the day is missing`(
        from: String,
        months: Int,
        to: String
    ) throws {
        #expect(try date(from).adding(months: months).description == to)
    }

    @Test(arguments: [
        ("2000-02-29", "2018-02-28", 17), ("2000-02-29", "2018-03-01", 18),
        ("2006-06-15", "2024-06-14", 17), ("2006-06-15", "2024-06-15", 18),
    ])
    func `an age is complete on the birthday`(born: String, on: String, years: Int) throws {
        #expect(try date(born).wholeYears(until: date(on)) == years)
    }

    @Test(arguments: [
        // Wednesday before a long Easter: Good Friday and Easter Monday are skipped.
        ("2026-04-01", 1, "2026-04-02"), ("2026-04-01", 2, "2026-04-07"),
        ("2026-04-01", 5, "2026-04-10"),
        // From a Saturday, and from a holiday, the next working day is the first.
        ("2026-04-04", 1, "2026-04-07"), ("2026-04-06", 1, "2026-04-07"),
        // Over Christmas and New Year: Thursday 24 December 2026.
        ("2026-12-24", 1, "2026-12-29"), ("2026-12-24", 4, "2027-01-04"),
    ])
    func `working days step over weekends and bank holidays`(
        from: String,
        count: Int,
        to: String
    ) throws {
        let mechanism = try Mechanism(reading: bytes(of: "united-kingdom"))
        let end = mechanism.calendar.end(of: Period(count, .workingDays), from: try date(from))
        #expect(end.description == to)
    }

    @Test(arguments: [
        (Period(1, .hours), "2026-03-29"), (Period(24, .hours), "2026-03-29"),
        (Period(25, .hours), "2026-03-30"), (Period(72, .hours), "2026-03-31"),
        (Period(30, .calendarDays), "2026-04-27"), (Period(1, .months), "2026-04-28"),
    ])
    func `other periods count every day, whatever the clocks do`(period: Period, to: String) throws
    {
        let calendar = WorkingCalendar(weekend: [.saturday, .sunday], holidays: [])
        #expect(calendar.end(of: period, from: try date("2026-03-28")).description == to)
    }

    @Test func `a deadline moves with the first day, and never backwards`() throws {
        let mechanism = try Mechanism(reading: bytes(of: "bulgaria"))
        let start = try date("2024-01-01")
        for unit in Period.Unit.allCases {
            var before = start
            for day in 0..<1_000 {
                let from = start.adding(days: day)
                let end = mechanism.calendar.end(of: Period(3, unit), from: from)
                #expect(end > from && end >= before)
                before = end
            }
        }
    }

    @Test(arguments: 2024...2027)
    func `Bulgaria's holidays hold the days of the Orthodox Easter`(year: Int) throws {
        let mechanism = try Mechanism(reading: bytes(of: "bulgaria"))
        // Meeus's Julian algorithm, and thirteen days to the Gregorian calendar.
        let moon = (19 * (year % 19) + 15) % 30
        let week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
        let julian = moon + week + 114
        let sunday = try #require(
            CalendarDate(year: year, month: julian / 31, day: julian % 31 + 1)
        ).adding(days: 13)
        #expect(sunday.weekday == .sunday)
        for offset in -2...1 {
            #expect(mechanism.calendar.holidays.contains(sunday.adding(days: offset)))
        }
    }

    @Test(arguments: [
        (PartialDate.month(year: 2024, month: 2), "2024-02-01", "2024-02-29"),
        (.year(2023), "2023-01-01", "2023-12-31"),
    ])
    func `a date that is half remembered has a first and a last day`(
        partial: PartialDate,
        earliest: String,
        latest: String
    ) {
        #expect(partial.earliest?.description == earliest)
        #expect(partial.latest?.description == latest)
        #expect(PartialDate.unknown.earliest == nil && PartialDate.unknown.latest == nil)
    }
}
