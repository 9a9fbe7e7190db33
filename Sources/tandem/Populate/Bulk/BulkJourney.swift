import Casefile
import Casework
import Mechanism

/// One invented person's way through a large mechanism: short for most, long for a few.
struct BulkJourney {
    let workshop: Workshop
    let staff: BulkStaff
    let last: CalendarDate
    var day: CalendarDate
    var generator: SplitMix64

    private var installation: Installation { workshop.installation }

    /// How far a case goes.
    enum Length: Equatable {
        /// The first contact, and the first need met.
        case few
        /// One referral, and what the receiver notes.
        case referred
        /// Years: several agencies, thirty to a hundred entries.
        case long

        /// Of 200 people 193, 5 and 2.
        init(_ generator: inout SplitMix64) {
            switch generator.index(below: 200) {
            case 0..<2: self = .long
            case 2..<7: self = .referred
            default: self = .few
            }
        }
    }

    mutating func run() async throws {
        let opener = try staff.opener(&generator)
        set(hour: 7 + generator.index(below: 11))
        let length = Length(&generator)
        let contact = firstContact(of: opener.agency)
        let id = try await installation.recordFirstContact(contact, draft: nil, by: opener)
        switch length {
        case .few:
            // One in ten still waits.
            guard generator.index(below: 10) > 0 else { return }
            try await installation.finish(
                .init(.meetNeed, of: opener.agency.id, in: id),
                by: opener
            )
        case .referred:
            guard let helper = try await refer(id, from: opener, to: partners(of: opener)) else {
                return
            }
            try await note(id, by: helper, count: 2 + generator.index(below: 4))
        case .long: try await goOn(id, opener)
        }
    }

    /// Several helpers, and notes of all of them, a few at each meeting.
    private mutating func goOn(_ id: Case.ID, _ opener: Actor) async throws {
        var writers = [opener]
        var partners = partners(of: opener)
        for _ in 0..<2 + generator.index(below: 2) {
            guard let agreement = partners.first else { break }
            partners.removeFirst()
            if let helper = try await refer(id, from: opener, to: [agreement]) {
                writers.append(helper)
            }
            move(days: 1 + generator.index(below: 10))
        }
        var left = 10 + generator.index(below: 60)
        while left > 0 {
            move(days: 1 + generator.index(below: 20))
            let count = min(left, 2 + generator.index(below: 6))
            try await note(id, by: generator.element(of: writers), count: count)
            left -= count
        }
    }

    /// Agreements of the agency with units that help, in an order of their own for each person.
    private mutating func partners(of actor: Actor) -> [Agreement] {
        guard actor.may(.refer) else { return [] }
        return generator.shuffled(
            installation.mechanism.agreements.filter {
                $0.from.contains(actor.agency.id)
                    && ($0.purpose == .support || $0.purpose == .legalRepresentation)
                    && $0.compartments.contains(.contact)
            }
        )
    }

    /// Consent, offer, acceptance and a first answer.
    ///
    /// - Returns: whoever took it up, or nobody where there is no agreement.
    private mutating func refer(
        _ id: Case.ID,
        from referrer: Actor,
        to agreements: [Agreement]
    ) async throws -> Actor? {
        guard let agreement = agreements.first,
            let recipient = agreement.to.sorted().first(where: { $0 != referrer.agency.id })
        else { return nil }
        let scope = Consent.Scope(
            purpose: agreement.purpose,
            recipients: [recipient],
            compartments: agreement.compartments
        )
        let consent = try await installation.giveConsent(
            scope,
            until: nil,
            giver: .person,
            in: id,
            by: referrer
        )
        let referral = try await installation.offerReferral(
            to: recipient,
            purpose: agreement.purpose,
            service: nil,
            help: agreement.purpose == .support ? [.caseManagement] : [.legalAid],
            compartments: agreement.compartments,
            authority: .consent(consent),
            urgency: .today,
            children: 0,
            message: "",
            in: id,
            by: referrer
        )
        // One in eight still waits for an answer.
        guard generator.index(below: 8) > 0 else { return nil }
        let helper = try staff.member(of: recipient, &generator)
        guard helper.may(.answerReferrals) else { return nil }
        try await installation.acceptReferral(referral, message: "", by: helper)
        try await installation.answerReferral(referral, .helpStarted, message: "", by: helper)
        return helper
    }

    private mutating func note(_ id: Case.ID, by author: Actor, count: Int) async throws {
        guard author.may(.record) else { return }
        let subjects: [Note.Subject] = [.support, .support, .support, .safety, .justice]
        let notes = (0..<count).map { _ in
            Payload.note(
                Note(
                    subject: generator.element(of: subjects),
                    occurredOn: .day(day),
                    text: generator.element(of: Self.texts)
                )
            )
        }
        try await installation.record(notes, in: id, by: author)
    }

    /// Goes on by some days, never past the last.
    private mutating func move(days: Int) {
        day = min(day.adding(days: days), last)
        set(hour: 7 + generator.index(below: 11))
    }

    private mutating func set(hour: Int) {
        let minutes = Int64(hour * 60 + generator.index(below: 60))
        workshop.clock.set(
            Instant(milliseconds: Int64(day.daysSinceEpoch) * 86_400_000 + minutes * 60_000)
        )
    }

    private static let texts = [
        "Met as agreed; the plan goes on.", "Called, and will call again on Monday.",
        "The appointment was moved by a week at the request of the person.",
        "Went along to the office: the papers were handed in and a copy was kept.",
        "Asked for an interpreter for the next meeting.",
        "Feels safe where the place is now; wants to start a course in the autumn.",
    ]
}

extension BulkJourney {
    /// What the first meeting brings: six to eight entries.
    private mutating func firstContact(of agency: Agency) -> FirstContact {
        let sex: Sex = generator.index(below: 3) == 0 ? .male : .female
        let needs: [NeedKind] = [.shelter, .food, .interpreter, .documents, .unpaidWages]
        let isNamed = generator.index(below: 3) == 0
        let language = generator.element(of: installation.mechanism.languages)
        return FirstContact(
            contact: ContactMade(
                occurredOn: .day(day),
                place: generator.element(of: Self.places),
                area: agency.areas.sorted().first,
                how: agency.kind == .police ? .policeOperation : .community,
                paperFormOf: nil
            ),
            explanation: PurposeExplained(
                language: language,
                interpretation: .notNeeded,
                questions: ""
            ),
            cannotConsentReason: "",
            needs: [
                NeedStated(kind: generator.element(of: needs), urgency: .today, detail: "")
            ],
            safeContacts: [
                SafeContact(channel: .inPerson, value: "", isSafe: true, rules: "")
            ],
            identity: isNamed ? identity(sex, language) : nil,
            age: generator.index(below: 12) == 0 ? .unknown : .adult,
            guardian: nil,
            childView: "",
            indicators: [],
            account: "",
            wish: generator.index(below: 2) == 0 ? .helpWithoutFormal : nil
        )
    }

    private mutating func identity(_ sex: Sex, _ language: LanguageCode) -> IdentityStated {
        let name = InventedName(language: language, sex: sex, using: &generator)
        let age = 19 + generator.index(below: 40)
        return IdentityStated(
            names: [.init(text: name.written, kind: .asSaid)],
            birth: .year(day.parts.year - age),
            statedAge: age,
            sex: sex,
            citizenships: [],
            languages: [language],
            residence: .unknown,
            documents: []
        )
    }

    private static let places = [
        "An orchard", "A building site", "A car wash", "A flat", "A station", "A port", "A farm",
    ]
}
