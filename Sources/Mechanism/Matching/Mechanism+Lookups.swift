extension Mechanism {
    /// Clocks that an event starts, in the order of the file.
    package func clocks(startingWith event: ProcedureEvent) -> [Clock] {
        clocks.filter { $0.starts == event }
    }

    /// The day by which, or until which, a clock runs that an event on `date` starts.
    package func deadline(for clock: Clock, from date: CalendarDate) -> CalendarDate {
        calendar.end(of: clock.period, from: date)
    }

    /// The day by which a referral under an agreement, made on `date`, is to be answered.
    package func deadline(for agreement: Agreement, from date: CalendarDate) -> CalendarDate {
        calendar.end(of: agreement.answerWithin, from: date)
    }

    /// Agreements between two agencies, in the order of the file; `nil` is any purpose.
    package func agreements(
        from: Agency.ID,
        to: Agency.ID,
        purpose: Agreement.Purpose? = nil
    ) -> [Agreement] {
        agreements.filter {
            $0.from.contains(from) && $0.to.contains(to)
                && (purpose == nil || $0.purpose == purpose)
        }
    }

    /// Agencies with a mandate, in the order of the file.
    package func agencies(with mandate: Mandate) -> [Agency] {
        agencies.filter { $0.mandates.contains(mandate) }
    }

    /// Services of an agency, in the order of the file.
    package func services(of agency: Agency.ID) -> [Service] {
        services.filter { $0.agency == agency }
    }

    /// The area with this id.
    package func area(_ id: AreaID) -> Area? { areas.first { $0.id == id } }
}
