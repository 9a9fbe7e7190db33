import Casefile
import Casework
import Mechanism

/// Drives drawn people through the real use cases of a demonstration, as its members would.
///
/// Time is injected: each person's way is told from the first contact to the decision before the next
/// person's begins, and every step happens at its own moment.
struct PopulationDriver {
    let installation: Installation
    let clock: SettableClock
    let seed: UInt64

    /// Takes people through the mechanism, first contacts spread evenly over the days.
    ///
    /// Steps that lie after `last` have not happened yet, so recent cases wait where they stand.
    /// `share`: which of how many parts of the people this driver takes, for driving in parallel.
    func drive(
        _ people: [PopulationTable.Profile],
        from first: CalendarDate,
        through last: CalendarDate,
        share: (part: Int, of: Int) = (0, 1),
        onProgress: @Sendable () -> Void
    ) async throws {
        let staff = try await Staff(signingIn: installation)
        let days = last.daysSinceEpoch - first.daysSinceEpoch + 1
        for (index, profile) in people.enumerated() where index % share.of == share.part {
            try Task.checkCancellation()
            var journey = Journey(
                profile: profile,
                staff: staff,
                driver: self,
                last: last,
                day: first.adding(days: index * days / max(people.count, 1)),
                generator: SplitMix64(seed: seed &+ UInt64(index) &* 0x9E37_79B9)
            )
            try await journey.run()
            onProgress()
        }
    }

    /// Sets the clock to an hour of a day in the country.
    func set(_ day: CalendarDate, hour: Int, minute: Int) {
        let utc = Instant(
            milliseconds: Int64(day.daysSinceEpoch) * 86_400_000 + Int64(hour) * 3_600_000
                + Int64(minute) * 60_000
        )
        let shown = installation.time(of: utc)
        let shift = (shown.hour - hour + 36) % 24 - 12
        clock.set(utc.adding(seconds: Int64(-shift) * 3_600))
    }
}

/// Signed-in members, one a agency, who play the steps.
struct Staff {
    private var actors: [Agency.ID: Actor] = [:]

    init(signingIn installation: Installation) async throws {
        let wanted = [
            "labour-inspectorate", "police-trafficking-unit", "border-guard", "local-authority",
            "migrants-organisation", "shelter-women", "shelter-men", "shelter-children",
            "safe-house", "legal-aid", "competent-authority", "child-decision-panel",
        ].map { Agency.ID($0) }
        for agency in wanted {
            actors[agency] = try await Demonstration.signIn("\(agency).1", to: installation)
        }
    }

    func actor(_ agency: Agency.ID) throws -> Actor {
        guard let actor = actors[agency] else {
            throw CommandFailure("The demonstration has nobody at \(agency).")
        }
        return actor
    }

    /// The agency that plays a published responder: the unit of its kind that may refer.
    func responder(_ kind: AgencyKind) -> Agency.ID { Agency.ID(responderName(kind)) }

    private func responderName(_ kind: AgencyKind) -> String {
        switch kind {
        case .labourInspectorate: "labour-inspectorate"
        case .localAuthority: "local-authority"
        case .ngo: "migrants-organisation"
        // The demonstration lets no unit of immigration enforcement refer: its border guard does.
        case .borderGuard, .immigrationEnforcement, .immigrationService: "border-guard"
        default: "police-trafficking-unit"
        }
    }
}
