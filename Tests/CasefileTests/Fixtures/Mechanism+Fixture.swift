import Casefile
import Mechanism

extension Agency {
    /// An agency of the fixture by the word that is its id.
    static func fixture(_ id: String) -> Agency {
        guard let agency = Mechanism.fixture().agency(Agency.ID(id)) else {
            preconditionFailure("the fixture has no agency '\(id)'")
        }
        return agency
    }

    /// The four sorts of unit on the far side of the wall.
    static let enforcement = ["police", "border", "immigration", "asylum-office"]
    /// Everybody else.
    static let help = [
        "inspectorate", "shelter", "clinic", "legal-aid", "authority", "guardians",
        "child-protection",
    ]
    static let consular = ["consulate", "embassy"]
}

extension Author {
    /// A member of a fixture agency; the same number is the same member.
    static func of(_ agency: String, member: UInt8 = 1) -> Author {
        let bytes = Array(agency.utf8.prefix(15))
        let padded = bytes + [UInt8](repeating: 0, count: 15 - bytes.count) + [member]
        guard let id = Member.ID(bytes: padded) else { preconditionFailure("16 bytes") }
        return Author(member: id, agency: .fixture(agency))
    }
}

extension Mechanism {
    /// A small country: a labour inspectorate, help, enforcement, an authority, two posts of MD.
    static func fixture(
        decisionMakerDiffers: Bool = true,
        clocks: [Clock] = .fixture
    ) -> Mechanism {
        Mechanism(
            version: 1,
            country: CountryCode("XA"),
            name: .words("Fixture"),
            isFictitious: true,
            timeZone: "Europe/Sofia",
            languages: [LanguageCode("en")],
            calendar: WorkingCalendar(
                weekend: [.saturday, .sunday],
                holidays: [.iso("2026-03-03")]
            ),
            definition: LegalDefinition(
                acts: Set(TraffickingAct.allCases),
                means: Set(TraffickingMeans.allCases),
                purposes: Set(ExploitationForm.allCases),
                childNeedsNoMeans: true,
                adultFrom: 18,
                presumesMinority: true,
                source: .invented
            ),
            areas: [],
            agencies: .fixture,
            services: .fixture,
            clocks: clocks,
            agreements: .fixture,
            provisions: .fixture,
            rules: Rules(
                decisionMakerDiffersFromReferrer: decisionMakerDiffers,
                hasDutyToNotify: false,
                source: nil
            ),
            explanation: []
        )
    }
}

extension LocalizedText {
    static func words(_ text: String) -> Self { Self([LanguageCode("en"): text]) }
}

extension Source {
    static let invented = Source(reference: "invented", isVerified: false)
}

extension CalendarDate {
    static func iso(_ text: String) -> CalendarDate {
        guard let date = CalendarDate(iso: text) else { preconditionFailure("no date: \(text)") }
        return date
    }
}

extension [Agency] {
    fileprivate static let fixture: [Agency] = [
        agency("inspectorate", .labourInspectorate, [.detect, .refer]),
        agency("police", .police, [.detect, .refer]),
        agency("border", .borderGuard, [.detect, .refer]),
        agency("immigration", .immigrationEnforcement, [.detect]),
        agency("asylum-office", .immigrationService, [.detect, .refer]),
        agency("shelter", .shelter, [.support, .refer]),
        agency("clinic", .healthService, [.support]),
        agency("legal-aid", .legalAid, [.represent]),
        agency("authority", .competentAuthority, [.identifyFormally]),
        agency("second-authority", .competentAuthority, [.identifyFormally]),
        agency("consulate", .consulate, [.refer], represents: "MD"),
        agency("embassy", .embassy, [.refer], represents: "MD"),
        agency("guardians", .guardianship, [.support]),
        agency("child-protection", .childProtection, [.support, .refer]),
    ]

    private static func agency(
        _ id: String,
        _ kind: AgencyKind,
        _ mandates: Set<Mandate>,
        represents: String? = nil
    ) -> Agency {
        Agency(
            id: Agency.ID(id),
            name: .words(id),
            kind: kind,
            mandates: mandates,
            areas: [],
            contact: .init(phone: nil, email: nil, address: nil, intake: nil),
            unitOf: nil,
            represents: represents.map { CountryCode($0) },
            source: nil
        )
    }
}

extension [Service] {
    fileprivate static let fixture: [Service] = [
        Service(
            id: Service.ID("beds"),
            agency: Agency.ID("shelter"),
            name: .words("Beds"),
            kind: .safeAccommodation,
            eligibility: .init(sexes: [], ages: [], exploitation: [], residence: [], languages: []),
            areas: [],
            capacity: 8,
            location: .confidential,
            requires: [],
            endsOn: [],
            source: nil
        )
    ]
}

extension [Clock] {
    static let fixture: [Clock] = [
        .fixture("grounds", .identificationRequest, .reasonableGroundsDecision, .maximum, 5),
        .fixture("reflection", .positiveReasonableGrounds, .conclusiveDecision, .minimum, 45),
        .fixture("conclusive", .positiveReasonableGrounds, .conclusiveDecision, .maximum, 100),
    ]
}

extension Clock {
    static func fixture(
        _ id: String,
        _ starts: ProcedureEvent,
        _ ends: ProcedureEvent,
        _ bound: Bound,
        _ days: Int
    ) -> Clock {
        Clock(
            id: Clock.ID(id),
            starts: starts,
            ends: ends,
            bound: bound,
            period: Period(days, .calendarDays),
            decidedBy: [],
            source: .invented
        )
    }
}

extension [Agreement] {
    private static let everybody = Set([Agency].fixture.map(\.id))

    fileprivate static let fixture: [Agreement] = [
        agreement("help", everybody, .support, Set(Compartment.shareable), .gdpr9SocialCare),
        agreement(
            "identification",
            [Agency.ID("authority"), Agency.ID("second-authority")],
            .formalIdentification,
            [.identity, .account, .identification],
            .gdpr6PublicTask
        ),
        agreement(
            "investigation",
            Set(Agency.enforcement.map { Agency.ID($0) }),
            .investigation,
            Set(Compartment.shareable),
            .led10
        ),
        agreement(
            "children",
            [Agency.ID("child-protection"), Agency.ID("guardians"), Agency.ID("police")],
            .childProtection,
            Set(Compartment.shareable),
            .gdpr6LegalObligation
        ),
        agreement(
            "representation",
            [Agency.ID("legal-aid")],
            .legalRepresentation,
            [.identity, .account],
            .gdpr9ExplicitConsent
        ),
        agreement(
            "return",
            Set(Agency.consular.map { Agency.ID($0) }),
            .safeReturn,
            Set(Compartment.shareable),
            .gdpr6Consent
        ),
    ]

    private static func agreement(
        _ id: String,
        _ to: Set<Agency.ID>,
        _ purpose: Agreement.Purpose,
        _ compartments: Set<Compartment>,
        _ basis: LawfulBasis
    ) -> Agreement {
        Agreement(
            id: Agreement.ID(id),
            from: everybody,
            to: to,
            purpose: purpose,
            compartments: compartments,
            answerWithin: Period(2, .workingDays),
            basis: basis,
            source: nil
        )
    }
}

extension [Provision] {
    fileprivate static let fixture: [Provision] = [
        provision(
            "child-law",
            [.childProtection, .guardianship, .police, .shelter, .healthService],
            Set(Compartment.shareable),
            childrenOnly: true
        ),
        provision(
            "crime-law",
            [.police, .borderGuard, .immigrationService],
            [.account, .identity]
        ),
        provision("removal-law", [.immigrationEnforcement], [.identity]),
        provision("open-law", [], Set(Compartment.shareable)),
    ]

    private static func provision(
        _ id: String,
        _ recipients: Set<AgencyKind>,
        _ compartments: Set<Compartment>,
        childrenOnly: Bool = false
    ) -> Provision {
        Provision(
            id: Provision.ID(id),
            name: .words(id),
            recipients: recipients,
            compartments: compartments,
            childrenOnly: childrenOnly,
            source: .invented
        )
    }
}
