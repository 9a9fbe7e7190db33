import Casefile
import Mechanism
import Testing

/// Steps that many tests begin with.
extension Journal {
    /// A journal opened by the inspectorate, explained, of a person of this age.
    static func opened(
        age: AgeStatus = .adult,
        by author: Author = .of("inspectorate"),
        residence: ResidenceStatus? = .irregular
    ) throws -> Journal {
        var journal = Journal()
        let contact = FirstContact.fixture(age: age, identity: residence.map { .fixture($0) })
        let outcome = try contact.open(
            journal.caseID,
            code: "K7QD-2M",
            isPractice: false,
            by: author,
            now: journal.now
        )
        journal.apply(outcome, by: author)
        return journal
    }

    /// Records a consent of the person, or of the guardian, and names it.
    mutating func consent(
        to recipients: [String],
        _ compartments: Set<Compartment>,
        for purpose: Agreement.Purpose = .support,
        until: CalendarDate? = nil,
        giver: Consent.Giver = .person,
        by author: Author = .of("inspectorate")
    ) throws -> Consent.ID {
        let consent = ConsentGiven(
            id: id(),
            scope: .init(
                purpose: purpose,
                recipients: Set(recipients.map { Agency.ID($0) }),
                compartments: compartments
            ),
            until: until,
            giver: giver
        )
        apply(
            try seen(by: author.agency.id.rawValue).give(consent, under: .fixture(), now: now),
            by: author
        )
        return consent.id
    }

    /// A request for a referral by default to the shelter, for its beds.
    mutating func request(
        to recipient: String = "shelter",
        _ compartments: Set<Compartment> = [.support],
        for purpose: Agreement.Purpose = .support,
        on authority: DisclosureAuthority,
        help: [ServiceKind] = [.safeAccommodation],
        service: String? = nil
    ) -> ReferralRequest {
        ReferralRequest(
            id: id(),
            recipient: Agency.ID(recipient),
            purpose: purpose,
            service: service.map { Service.ID($0) },
            help: help,
            compartments: compartments,
            authority: authority,
            urgency: .today,
            children: 0,
            message: "Can you help today?"
        )
    }

    /// Corrects the first entry of a kind.
    mutating func correct(
        _ kind: String,
        with replacement: Payload?,
        reason: String = "Misheard.",
        by author: Author = .of("inspectorate")
    ) throws {
        let item = try #require(all.timeline.first { $0.entry.payload.kind == kind })
        let outcome = try all.correct(
            item.id,
            with: replacement,
            reason: reason,
            by: author,
            now: now
        )
        apply(outcome, by: author)
    }

    /// Offers a referral and names it.
    mutating func offer(
        _ request: ReferralRequest,
        by author: Author = .of("inspectorate"),
        under mechanism: Mechanism = .fixture()
    ) throws(ReferralRefusal) -> Referral.ID {
        let state = seen(by: author.agency.id.rawValue)
        let outcome = try state.offer(request, in: caseID, by: author, under: mechanism, now: now)
        apply(outcome, by: author)
        return request.id
    }

    /// The receiver accepts, seeing only what it can open.
    mutating func accept(
        _ referral: Referral.ID,
        by author: Author = .of("shelter"),
        under mechanism: Mechanism = .fixture()
    ) throws(ReferralRefusal) {
        let state = seen(by: author.agency.id.rawValue)
        let outcome = try state.accept(
            referral,
            disclosure: id(),
            message: "Come at four.",
            in: caseID,
            by: author,
            under: mechanism,
            now: now
        )
        apply(outcome, by: author)
    }

    /// A second member approves.
    mutating func approve(
        _ referral: Referral.ID,
        by author: Author = .of("inspectorate", member: 2)
    ) throws(ReferralRefusal) {
        let state = seen(by: author.agency.id.rawValue)
        apply(try state.approve(referral, in: caseID, by: author, now: now), by: author)
    }

    /// Consent, offer and acceptance in one go.
    mutating func refer(
        to recipient: String,
        _ compartments: Set<Compartment>,
        for purpose: Agreement.Purpose = .support,
        by author: Author = .of("inspectorate"),
        help: [ServiceKind] = [.safeAccommodation]
    ) throws -> (referral: Referral.ID, consent: Consent.ID) {
        let consent = try consent(to: [recipient], compartments, for: purpose, by: author)
        let request = request(
            to: recipient,
            compartments,
            for: purpose,
            on: .consent(consent),
            help: help
        )
        let referral = try offer(request, by: author)
        try accept(referral, by: .of(recipient))
        return (referral, consent)
    }

    /// An identification case that the authority has accepted.
    static func identification(
        by author: Author = .of("inspectorate")
    ) throws -> (journal: Journal, referral: Referral.ID) {
        var journal = try Journal.opened(by: author)
        let (referral, _) = try journal.refer(
            to: "authority",
            [.identity, .account, .identification],
            for: .formalIdentification,
            by: author,
            help: [.identification]
        )
        return (journal, referral)
    }

    /// The authority decides.
    mutating func decide(
        _ stage: DecisionTaken.Stage,
        _ result: DecisionTaken.Result,
        on referral: Referral.ID,
        day: CalendarDate? = nil,
        reasons: String = "Debt, papers taken, no pay.",
        tell: [String] = [],
        by author: Author = .of("authority"),
        under mechanism: Mechanism = .fixture()
    ) throws(DecisionRefusal) {
        let request = DecisionRequest(
            referral: referral,
            stage: stage,
            result: result,
            occurredOn: day ?? today,
            reasons: reasons,
            tell: Set(tell.map { Agency.ID($0) })
        )
        let state = seen(by: author.agency.id.rawValue)
        let outcome = try state.decide(
            request,
            in: caseID,
            by: author,
            under: mechanism,
            now: now
        )
        apply(outcome, by: author)
    }

    /// Takes a consent back, at an agency that sees the spine.
    mutating func withdraw(
        _ consent: Consent.ID,
        by author: Author = .of("inspectorate")
    ) throws(ConsentRefusal) {
        let state = seen(by: author.agency.id.rawValue)
        apply(try state.withdraw(consent, in: caseID, by: author, now: now), by: author)
    }

    /// Records one statement as an agency that sees only its own view.
    mutating func record(
        _ payload: Payload,
        by author: Author = .of("inspectorate")
    ) throws(RecordingRefusal) {
        let state = seen(by: author.agency.id.rawValue)
        apply(try state.record(payload, now: now), by: author)
    }
}

extension FirstContact {
    /// A complete first contact at a farm.
    static func fixture(
        age: AgeStatus = .adult,
        identity: IdentityStated? = .fixture(.irregular)
    ) -> FirstContact {
        FirstContact(
            contact: .init(
                occurredOn: .day(.iso("2026-03-02")),
                place: "A farm",
                area: nil,
                how: .inspection,
                paperFormOf: nil
            ),
            explanation: .init(
                language: LanguageCode("ro"),
                interpretation: .remote,
                questions: ""
            ),
            cannotConsentReason: "",
            needs: [.init(kind: .shelter, urgency: .now, detail: "")],
            safeContacts: [],
            identity: identity,
            age: age,
            guardian: age.isTreatedAsChild
                ? GuardianStep(step: .requested, agency: Agency.ID("guardians")) : nil,
            childView: age.isTreatedAsChild ? "Wants to stay with the sister." : "",
            indicators: [.init(indicator: .documentsHeld, basis: .told, detail: "")],
            account: "Promised another job.",
            wish: .helpWithoutFormal
        )
    }
}

extension IdentityStated {
    static func fixture(_ residence: ResidenceStatus) -> IdentityStated {
        IdentityStated(
            names: [.init(text: "Ana Ș.", kind: .asSaid)],
            birth: .year(1999),
            statedAge: nil,
            sex: .female,
            citizenships: [CountryCode("MD")],
            languages: [LanguageCode("ro"), LanguageCode("ru")],
            residence: residence,
            documents: []
        )
    }
}

extension Payload {
    static func note(_ subject: Note.Subject, _ text: String, on day: String = "2026-03-02") -> Self
    {
        .note(Note(subject: subject, occurredOn: .day(.iso(day)), text: text))
    }

    static func step(_ step: GuardianStep.Step, _ agency: String? = "guardians") -> Self {
        .guardianStep(GuardianStep(step: step, agency: agency.map { Agency.ID($0) }))
    }
}
