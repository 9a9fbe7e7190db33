import Casefile
import Casework
import Mechanism

/// One invented person's way through the demonstration.
struct Journey {
    let profile: PopulationTable.Profile
    let staff: Staff
    let driver: PopulationDriver
    let last: CalendarDate
    var day: CalendarDate
    var generator: SplitMix64

    private var installation: Installation { driver.installation }
    private var isChild: Bool { profile.ageAtExploitation == .child }

    /// From the first contact as far as the calendar allows.
    mutating func run() async throws {
        let responder = try staff.actor(staff.responder(profile.responder.kind))
        driver.set(day, hour: 8 + generator.index(below: 8), minute: generator.index(below: 60))
        let contact = firstContact(day)
        let id = try await installation.recordFirstContact(contact, draft: nil, by: responder)
        try await refer(id, to: accommodation, by: responder)
        try await decide(id, by: responder)
    }

    private var accommodation: Agency.ID {
        if isChild { return Agency.ID("shelter-children") }
        return Agency.ID(profile.sex == .male ? "shelter-men" : "shelter-women")
    }

    /// A shelter is asked on the same day; where it has no place, the protected house is.
    private mutating func refer(
        _ id: Case.ID,
        to shelter: Agency.ID,
        by responder: Actor
    ) async throws {
        let authority: DisclosureAuthority
        let compartments: Set<Compartment> = [.contact, .support, .safety]
        if isChild {
            authority = .law(Provision.ID("child-protection-referral"))
        } else {
            let scope = Consent.Scope(
                purpose: .support,
                recipients: [shelter, Agency.ID("safe-house")],
                compartments: compartments
            )
            authority = .consent(
                try await installation.giveConsent(
                    scope,
                    until: nil,
                    giver: .person,
                    in: id,
                    by: responder
                )
            )
        }
        func offer(_ agency: Agency.ID) async throws -> Referral.ID {
            try await installation.offerReferral(
                to: agency,
                purpose: isChild ? .childProtection : .support,
                service: service(of: agency),
                help: [.safeAccommodation],
                compartments: compartments,
                authority: authority,
                urgency: .today,
                children: 0,
                message: "",
                in: id,
                by: responder
            )
        }
        var host = shelter
        var referral = try await offer(shelter)
        if !isChild, generator.index(below: 100) < 15 {
            try await installation.declineReferral(
                referral,
                reason: .noPlace,
                message: "",
                by: staff.actor(shelter)
            )
            host = Agency.ID("safe-house")
            referral = try await offer(host)
        }
        let provider = try staff.actor(host)
        try await installation.acceptReferral(referral, message: "", by: provider)
        try await installation.answerReferral(referral, .helpStarted, message: "", by: provider)
    }

    private func service(of agency: Agency.ID) -> Service.ID? {
        installation.mechanism.services.first {
            $0.agency == agency && $0.kind == .safeAccommodation
        }?.id
    }

    /// The competent authority is asked and decides within its clock.
    private mutating func decide(_ id: Case.ID, by responder: Actor) async throws {
        let authority = Agency.ID(isChild ? "child-decision-panel" : "competent-authority")
        if isChild {
            let step = GuardianStep(step: .appointed, agency: Agency.ID("guardianship"))
            try await installation.record(.guardianStep(step), in: id, by: responder)
        }
        let compartments: Set<Compartment> = [.identity, .contact, .account, .identification]
        let consent = try await installation.giveConsent(
            Consent.Scope(
                purpose: .formalIdentification,
                recipients: [authority],
                compartments: compartments
            ),
            until: nil,
            giver: isChild ? .guardian(assent: .given) : .person,
            in: id,
            by: responder
        )
        let referral = try await installation.offerReferral(
            to: authority,
            purpose: .formalIdentification,
            service: nil,
            help: [.identification],
            compartments: compartments,
            authority: .consent(consent),
            urgency: .soon,
            children: 0,
            message: "",
            in: id,
            by: responder
        )
        let decider = try staff.actor(authority)
        guard move(workingDays: 1, hour: 9) else { return }
        try await installation.acceptReferral(referral, message: "", by: decider)
        guard move(workingDays: 1 + generator.index(below: 4), hour: 15) else { return }
        let isPositive = generator.index(below: positiveShare.of) < positiveShare.positive
        try await installation.decide(
            DecisionRequest(
                referral: referral,
                stage: .reasonableGrounds,
                result: isPositive ? .positive : .negative,
                occurredOn: day,
                reasons: isPositive
                    ? "Indicators and account agree." : "Too little is known so far.",
                tell: []
            ),
            in: id,
            by: decider
        )
    }

    /// Reasonable-grounds decisions published for 2023 Q4, by age.
    ///
    /// Source: Home Office, National Referral Mechanism statistics, 2023 Q4.
    private var positiveShare: (positive: Int, of: Int) {
        switch profile.ageAtExploitation {
        case .adult: (957, 2_362)
        case .child: (1_506, 2_073)
        case nil: (105, 270)
        }
    }

    /// Goes on to a later working day; false where the quarter ends before.
    private mutating func move(workingDays: Int, hour: Int) -> Bool {
        let next = installation.mechanism.calendar.end(
            of: Period(workingDays, .workingDays),
            from: day
        )
        guard next <= last else { return false }
        day = next
        driver.set(day, hour: hour, minute: generator.index(below: 60))
        return true
    }
}
