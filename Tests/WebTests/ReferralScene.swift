@testable import Casefile
@testable import Casework
import HTML
import Mechanism

@testable import Web

/// Invented models for the pages about referrals.
enum Scene {
    static let today = CalendarDate(daysSinceEpoch: 20_000)
    private static let inspectorate = Agency.ID("inspectorate")
    static let agency = Agency(
        id: Agency.ID("shelter"),
        name: LocalizedText([LanguageCode("en"): "House of Linden"]),
        kind: .shelter,
        mandates: [.support],
        areas: [],
        contact: .init(phone: nil, email: nil, address: "1 Oak Street", intake: "Call 0800"),
        unitOf: nil,
        represents: nil,
        source: nil
    )

    static let context = ReferralContext(
        words: Words(.english),
        mechanism: mechanism,
        agency: Agency.ID("shelter"),
        today: today,
        token: "t"
    ) { _ in .init(day: today, hour: 9, minute: 40) }

    private static let source = Source(reference: "invented", isVerified: true)

    private static let mechanism = Mechanism(
        version: 1,
        country: CountryCode("ZZ"),
        name: LocalizedText([LanguageCode("en"): "Z"]),
        isFictitious: true,
        timeZone: "UTC",
        languages: [LanguageCode("en")],
        calendar: WorkingCalendar(weekend: [], holidays: []),
        definition: LegalDefinition(
            acts: [],
            means: [],
            purposes: [],
            childNeedsNoMeans: true,
            adultFrom: 18,
            presumesMinority: true,
            source: source
        ),
        areas: [],
        agencies: [agency],
        services: [],
        clocks: [],
        agreements: [],
        provisions: [],
        rules: .init(decisionMakerDiffersFromReferrer: true, hasDutyToNotify: false, source: nil),
        explanation: []
    )

    static func id<Kind>(_ number: UInt8) -> Identifier<Kind> {
        guard let id = Identifier<Kind>(bytes: [UInt8](repeating: number, count: 16)) else {
            preconditionFailure("16 bytes make an identifier")
        }
        return id
    }

    static func card(
        location: Service.Location = .mobile,
        areas: Set<AreaID> = [],
        free: (count: Int, updatedAt: Instant)? = nil,
        reasons: [MismatchReason] = [],
        requires: [Condition] = [],
        canReceive: Bool = true,
        hasAgreement: Bool = true,
        isOffered: Bool = false
    ) -> String {
        let service = Service(
            id: Service.ID("places"),
            agency: agency.id,
            name: LocalizedText([LanguageCode("en"): "Safe place"]),
            kind: .safeAccommodation,
            eligibility: .init(
                sexes: [.female],
                ages: [],
                exploitation: [],
                residence: [],
                languages: [LanguageCode("ru")]
            ),
            areas: areas,
            capacity: 4,
            location: location,
            requires: requires,
            endsOn: [],
            source: nil
        )
        let agreement = Agreement(
            id: Agreement.ID("a"),
            from: [inspectorate],
            to: [agency.id],
            purpose: .support,
            compartments: [.support],
            answerWithin: Period(4, .hours),
            basis: .gdpr6PublicTask,
            source: nil
        )
        let option = ServiceOption(
            match: ServiceMatch(service: service, reasons: reasons, cautions: []),
            agency: agency,
            freePlaces: free,
            agreement: hasAgreement ? agreement : nil,
            answerBy: hasAgreement ? today : nil,
            isOffered: isOffered,
            canReceive: canReceive
        )
        return ServiceCard(option: option, caseID: id(1), context: context).html
    }

    /// A referral from the inspectorate to the shelter.
    static func model(
        isReceiver: Bool = true,
        answerBy: CalendarDate = today,
        needsApproval: Bool = false,
        isOwn: Bool = false,
        isDeclined: Bool = false,
        isWithdrawn: Bool = false
    ) throws -> ReferralModel {
        let referral: Referral.ID = id(2)
        let offered = ReferralOffered(
            id: referral,
            from: inspectorate,
            to: agency.id,
            purpose: .support,
            service: Service.ID("places"),
            preview: .init(
                sex: .female,
                age: .adult,
                languages: [LanguageCode("ru")],
                urgency: .now,
                help: [.safeAccommodation],
                children: 2
            ),
            compartments: [.support],
            authority: .vitalInterest(reason: "r"),
            basis: .gdpr6PublicTask,
            offeredOn: today,
            answerBy: answerBy,
            message: "<i>call</i>",
            needsSecondApprover: needsApproval
        )
        var payloads = [Payload.referralOffered(offered)]
        if isDeclined {
            payloads.append(
                .referralDeclined(.init(referral: referral, reason: .noPlace, message: ""))
            )
        }
        if isWithdrawn { payloads.append(.referralWithdrawn(.init(referral: referral))) }
        let state = CaseState(
            folding: payloads.enumerated().map { number, payload in
                entry(
                    UInt8(number),
                    payload,
                    by: isDeclined && number > 0 ? agency.id : inspectorate
                )
            }
        )
        guard let found = state.referrals[referral] else { throw AccessRefusal.hidden }
        return ReferralModel(
            id: referral,
            referral: found,
            status: found.status(on: today),
            isReceiver: isReceiver,
            isOwnOffer: isOwn,
            caseID: isReceiver ? nil : id(1),
            code: isReceiver ? nil : "AB12"
        )
    }

    private static func entry(_ number: UInt8, _ payload: Payload, by author: Agency.ID) -> Entry {
        Entry(
            header: EntryHeader(
                id: id(10 + number),
                caseID: id(1),
                strand: id(3),
                compartment: .coordination,
                owner: inspectorate,
                epoch: 1,
                author: id(4),
                authorAgency: author,
                recordedAt: Instant(milliseconds: 0),
                heads: []
            ),
            payload: payload
        )
    }
}
