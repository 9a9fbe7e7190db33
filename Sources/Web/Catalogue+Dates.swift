package import Mechanism

extension Words {
    /// A date as readers of the language write it.
    ///
    /// Such as `3 March 2026` or, in Bulgarian, `3 март 2026 г.`
    package func date(_ date: CalendarDate) -> String {
        let (year, month, day) = date.parts
        return self(
            day == 1 ? "person.date.first-day" : "person.date.day",
            ["day": String(day), "month": self("person.month.\(month)"), "year": String(year)]
        )
    }

    /// A date as precise as it is known, such as `March 2026`, `2026` or `not known`.
    package func date(_ date: PartialDate) -> String {
        switch date {
        case .day(let day): self.date(day)
        case .month(let year, let month):
            self(
                "person.date.month",
                ["month": self("person.month-alone.\(month)"), "year": String(year)]
            )
        case .year(let year): self("person.date.year", ["year": String(year)])
        case .unknown: self("person.date.unknown")
        }
    }

    /// A date with its day of the week, as for appointments and due days.
    package func longDate(_ date: CalendarDate) -> String {
        self(
            "person.date.with-weekday",
            ["weekday": self("person.weekday", of: date.weekday), "date": self.date(date)]
        )
    }

    /// A time of day, such as `09:05`.
    package func time(hour: Int, minute: Int) -> String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(padded(hour)):\(padded(minute))"
    }

    /// When something is due, in words: `Due tomorrow, 3 March 2026`, `Overdue by 2 days…`.
    package func due(_ day: CalendarDate, today: CalendarDate) -> String {
        let left = day.daysSinceEpoch - today.daysSinceEpoch
        switch left {
        case ..<0: return self("due.overdue", count: -left, ["date": date(day)])
        case 0: return self("due.today", ["date": date(day)])
        case 1: return self("due.tomorrow", ["date": date(day)])
        default: return self("due.later", count: left, ["date": date(day)])
        }
    }
}
