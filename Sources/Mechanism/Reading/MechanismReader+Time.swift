import YAML

extension MechanismReader {
    /// A clock with the place of its period.
    struct PlacedClock {
        let clock: Clock
        let mark: Mark
    }

    mutating func clock(_ node: Node) -> PlacedClock? {
        let keys = ["id", "starts", "ends", "minimum", "maximum", "decided-by", "source"]
        guard let fields = record(node, title(of: node, "clock"), keys: keys) else { return nil }
        let id = declare(fields, "clock").map { Clock.ID($0) }
        let source = source(of: fields, isRequired: true)
        let starts = required("starts", of: fields)
            .flatMap { code($0, of: "event", as: ProcedureEvent.self) }
        let ends = required("ends", of: fields)
            .flatMap { code($0, of: "event", as: ProcedureEvent.self) }
        if let starts, starts == ends {
            note(
                .impossibleClock,
                at: fields.mark(of: "ends"),
                "The \(fields.what) ends with the event that starts it.",
                "Name the event that must follow."
            )
        }
        let limit = limit(fields)
        let decidedBy = deciders(fields, ends)
        guard let id, let source, let starts, let ends, let limit else { return nil }
        let clock = Clock(
            id: id,
            starts: starts,
            ends: ends,
            bound: limit.bound,
            period: limit.period,
            decidedBy: decidedBy,
            source: source
        )
        return PlacedClock(clock: clock, mark: fields.mark(of: limit.bound.rawValue))
    }

    /// The one of `minimum` and `maximum` that a clock states.
    private mutating func limit(_ fields: Record) -> (bound: Clock.Bound, period: Period)? {
        let stated = Clock.Bound.allCases.filter { fields[$0.rawValue] != nil }
        guard stated.count == 1, let bound = stated.first, let node = fields[bound.rawValue] else {
            note(
                stated.isEmpty ? .missingKey : .impossibleClock,
                at: stated.isEmpty ? fields.mark : fields.mark(of: "maximum"),
                stated.isEmpty
                    ? "The \(fields.what) states no limit."
                    : "The \(fields.what) states two limits.",
                "Write either 'minimum:' or 'maximum:', and two clocks where the law states both."
            )
            return nil
        }
        return period(node, of: "'\(bound.rawValue)'").map { (bound, $0) }
    }

    private mutating func deciders(_ fields: Record, _ ends: ProcedureEvent?) -> Set<Agency.ID> {
        guard let node = fields["decided-by"] else {
            if ends?.isFormalDecision == true {
                note(
                    .missingKey,
                    at: fields.mark,
                    "The \(fields.what) ends with a decision that nobody takes.",
                    "Write 'decided-by:' with the agencies that have the mandate identify-formally."
                )
            }
            return []
        }
        let ids = references(node, to: "agency", known: agencies.keys)
        guard ends?.isFormalDecision == true else { return ids }
        for item in node.items ?? [] {
            guard let text = item.scalar?.text, let agency = agencies[Agency.ID(text)] ?? nil,
                !agency.mandates.contains(.identifyFormally)
            else { continue }
            note(
                .decisionWithoutMandate,
                at: item.mark,
                "The agency '\(text)' has no mandate for a formal decision.",
                "Add identify-formally to its mandates, or name the agency that decides."
            )
        }
        return ids
    }

    /// Notes minimum periods that outlast a maximum between the same events.
    ///
    /// The twelve first days of 2025's months are tried: a clock must be possible on each of them.
    mutating func noteImpossibleClocks(_ clocks: [PlacedClock], _ calendar: WorkingCalendar) {
        let days = (1...12).compactMap { CalendarDate(year: 2025, month: $0, day: 1) }
        let timed = clocks.map { clock in
            (placed: clock, ends: days.map { calendar.end(of: clock.clock.period, from: $0) })
        }
        let groups = Dictionary(grouping: timed) { [$0.placed.clock.starts, $0.placed.clock.ends] }
        for group in groups.values {
            for (minimum, ends) in group where minimum.clock.bound == .minimum {
                let rival = group.first { other in
                    other.placed.clock.bound == .maximum
                        && zip(ends, other.ends).contains { $0 > $1 }
                }
                guard let rival = rival?.placed else { continue }
                note(
                    .impossibleClock,
                    at: minimum.mark,
                    "The minimum of the clock '\(minimum.clock.id)' is longer than the maximum of"
                        + " '\(rival.clock.id)' (line \(rival.mark.line)) between the same events.",
                    "Shorten the minimum, or lengthen the maximum, as the law states them."
                )
            }
        }
    }
}

extension ProcedureEvent {
    /// Whether the event is a formal decision on whether somebody was trafficked.
    package var isFormalDecision: Bool {
        switch self {
        case .reasonableGroundsDecision, .positiveReasonableGrounds, .negativeDecision,
            .conclusiveDecision, .reconsiderationDecision:
            true
        case .firstContact, .referral, .identificationRequest, .reconsiderationRequest,
            .reflectionStart, .reflectionEnd, .guardianAppointed, .vitalInterestDisclosure,
            .vitalInterestReview:
            false
        }
    }
}

extension Service.Eligibility {
    /// No condition at all.
    package static let everybody = Self(
        sexes: [],
        ages: [],
        exploitation: [],
        residence: [],
        languages: []
    )
}
