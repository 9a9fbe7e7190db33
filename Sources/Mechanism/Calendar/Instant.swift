/// A moment in UTC, in whole milliseconds.
package struct Instant: Hashable, Comparable, Codable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Orders by time.
    package static func < (left: Self, right: Self) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment `seconds` later, or earlier when negative.
    package func adding(seconds: Int64) -> Self {
        Self(milliseconds: milliseconds + seconds * 1_000)
    }

    /// Seconds from another moment to this one; negative when the other is later.
    package func seconds(since other: Self) -> Int64 {
        (milliseconds - other.milliseconds) / 1_000
    }

    /// Reads a number of milliseconds.
    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Writes the number of milliseconds.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

/// The present as pure code sees it: a moment, and the calendar date it falls on in the country.
package struct Now: Hashable, Sendable {
    /// The moment in UTC.
    package let instant: Instant
    /// The calendar date in the country.
    package let today: CalendarDate

    package init(instant: Instant, today: CalendarDate) {
        self.instant = instant
        self.today = today
    }
}
