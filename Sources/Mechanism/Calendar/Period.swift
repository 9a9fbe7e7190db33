/// A length of time as laws and agreements state it.
package struct Period: Hashable, Codable, Sendable {
    /// What a period counts.
    package enum Unit: String, CaseIterable, Codable, Hashable, Sendable {
        case hours
        case workingDays = "working-days"
        case calendarDays = "calendar-days"
        case months
    }

    /// How many units; positive in a file.
    package let count: Int
    /// What is counted.
    package let unit: Unit

    package init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }
}

/// Which days a country works.
package struct WorkingCalendar: Hashable, Sendable {
    /// Weekdays on which nobody works.
    package let weekend: Set<Weekday>
    /// Public holidays, on any weekday.
    package let holidays: Set<CalendarDate>

    /// - Precondition: at least one weekday is not in `weekend`.
    package init(weekend: Set<Weekday>, holidays: Set<CalendarDate>) {
        precondition(weekend.count < Weekday.allCases.count, "a week needs a working day")
        self.weekend = weekend
        self.holidays = holidays
    }

    /// Whether the date is neither weekend nor holiday.
    package func isWorkingDay(_ date: CalendarDate) -> Bool {
        !weekend.contains(date.weekday) && !holidays.contains(date)
    }

    /// The day on which a period ends that begins on `start`.
    ///
    /// The day of the event is not counted (Source: law/eec-1182-71-3). Hours
    /// are counted as the whole days that they touch: 24 hours from any time end on the next day.
    /// Linear in the length of the period.
    package func end(of period: Period, from start: CalendarDate) -> CalendarDate {
        switch period.unit {
        case .hours: return start.adding(days: (period.count + 23) / 24)
        case .calendarDays: return start.adding(days: period.count)
        case .months: return start.adding(months: period.count)
        case .workingDays:
            var date = start
            var left = period.count
            while left > 0 {
                date = date.adding(days: 1)
                if isWorkingDay(date) { left -= 1 }
            }
            return date
        }
    }
}
