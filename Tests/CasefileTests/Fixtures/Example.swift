import Casefile
import Mechanism
import Testing

/// One statement of a kind, for tables over all of them.
struct Example: Sendable, CustomTestStringConvertible {
    let payload: Payload

    var testDescription: String { payload.kind }

    static let all: [Example] = (spine + learned + referral + identification + once).map {
        Self(payload: $0)
    }

    private static let day = CalendarDate.iso("2026-03-02")
    private static let scope = Consent.Scope(
        purpose: .support,
        recipients: [Agency.ID("shelter")],
        compartments: [.support]
    )

    static func id<Kind>(_ last: UInt8) -> Identifier<Kind> {
        guard let id = Identifier<Kind>(bytes: [UInt8](repeating: 0, count: 15) + [last]) else {
            preconditionFailure("16 bytes")
        }
        return id
    }

    private static let spine: [Payload] = [
        .caseOpened(.init(code: "K7QD-2M", isPractice: true)),
        .purposeExplained(
            .init(language: LanguageCode("ro"), interpretation: .remote, questions: "Who reads it?")
        ),
        .consentGiven(.init(id: id(1), scope: scope, until: day, giver: .person)),
        .consentGiven(
            .init(id: id(2), scope: scope, until: nil, giver: .guardian(assent: .tooYoung))
        ),
        .consentWithheld(.init(scope: scope)),
        .consentWithdrawn(.init(consent: id(1))),
        .ageRecorded(.init(status: .disputed)),
        .guardianStep(.init(step: .conflicted, agency: Agency.ID("guardians"))),
        .wishExpressed(.init(wish: .helpWithoutFormal)),
        .supportOpened(.init(occurredOn: day)),
        .disclosureMade(disclosure(.consent(id(1)))),
        .disclosureMade(disclosure(.law(Provision.ID("child-law")))),
        .disclosureMade(disclosure(.vitalInterest(reason: "Unconscious."))),
        .disclosureReviewed(.init(disclosure: id(3), isUpheld: false, reason: "Awake.")),
        .caseClosed(.init(reason: .planCompleted, occurredOn: day)),
    ]

    private static func disclosure(_ authority: DisclosureAuthority) -> DisclosureMade {
        DisclosureMade(
            id: id(3),
            from: Agency.ID("inspectorate"),
            to: Agency.ID("shelter"),
            compartments: [.support],
            authority: authority,
            basis: .gdpr9SocialCare,
            referral: id(4),
            until: nil
        )
    }

    private static let learned: [Payload] = [
        .contactMade(
            .init(
                occurredOn: .month(year: 2026, month: 2),
                place: "Farm, gate 2",
                area: AreaID("north"),
                how: .tradeUnion,
                paperFormOf: day
            )
        ),
        .indicatorObserved(.init(indicator: .documentsHeld, basis: .told, detail: "In a safe.")),
        .childViewRecorded(.init(view: "Wants to stay with the sister.")),
        .needStated(.init(kind: .shelter, urgency: .now, detail: "")),
        .needStated(.init(kind: .medication, urgency: .soon, detail: "Insulin.")),
        .serviceStarted(.init(service: Service.ID("beds"), occurredOn: day)),
        .safeContact(.init(channel: .message, value: "+373 …", isSafe: true, rules: "After six.")),
        .identityStated(
            .init(
                names: [.init(text: "Ана", kind: .asSaid)],
                birth: .year(1999),
                statedAge: 26,
                sex: .notStated,
                citizenships: [CountryCode("MD")],
                languages: [LanguageCode("ro")],
                residence: .employerTied,
                documents: [.init(name: "Passport", number: "", holder: .exploiter)]
            )
        ),
        .note(.init(subject: .account, occurredOn: .unknown, text: "Told on the way.")),
        .note(.init(subject: .support, occurredOn: .day(day), text: "Shoes.")),
        .note(.init(subject: .health, occurredOn: .day(day), text: "Cough.")),
        .note(.init(subject: .justice, occurredOn: .day(day), text: "Hearing.")),
        .note(.init(subject: .safety, occurredOn: .day(day), text: "A grey van.")),
    ]

    private static let referral: [Payload] = [
        .referralOffered(
            .init(
                id: id(4),
                from: Agency.ID("inspectorate"),
                to: Agency.ID("shelter"),
                purpose: .support,
                service: Service.ID("beds"),
                preview: .init(
                    sex: .female,
                    age: .adult,
                    languages: [LanguageCode("ro")],
                    urgency: .today,
                    help: [.safeAccommodation],
                    children: 1
                ),
                compartments: [.support],
                authority: .consent(id(1)),
                basis: .gdpr9SocialCare,
                offeredOn: day,
                answerBy: .iso("2026-03-04"),
                message: "Tonight?",
                needsSecondApprover: false,
                until: .iso("2026-06-30")
            )
        ),
        .referralApproved(.init(referral: id(4))),
        .referralAccepted(.init(referral: id(4), message: "At four.")),
        .referralDeclined(.init(referral: id(4), reason: .noPlace, message: "Full.")),
        .referralAnswered(.init(referral: id(4), answer: .helpStarted, message: "Here.")),
        .referralWithdrawn(.init(referral: id(4))),
    ]

    private static let identification: [Payload] = [
        .identificationRequested(.init(referral: id(4), occurredOn: day)),
        .decisionTaken(
            .init(
                stage: .reasonableGrounds,
                result: .positive,
                occurredOn: day,
                reasons: "Papers taken.",
                referral: id(4)
            )
        ),
        .reflectionStarted(.init(occurredOn: day, atLeastUntil: .iso("2026-04-16"))),
        .reflectionEnded(.init(occurredOn: day, reason: .personDecided)),
        .correction(
            .init(
                corrects: id(5),
                compartment: .support,
                replacement: .needStated(.init(kind: .food, urgency: .today, detail: "")),
                reason: "Misheard."
            )
        ),
        .correction(
            .init(corrects: id(6), compartment: .account, replacement: nil, reason: "Another's.")
        ),
        .attachmentAdded(.example(to: id(5), in: .support)),
    ]

    private static let once: [Payload] = [
        .checkAsked(.init(id: id(8), mayTell: [.help], basis: .person)),
        .checkAsked(.init(id: id(8), mayTell: [.help], basis: .guardian(assent: .given))),
        .checkAsked(.init(id: id(8), mayTell: [.police], basis: .law(.init("child-law")))),
        .checkDeclined(.init()),
        .checkAnswered(
            .init(
                check: id(8),
                asker: .init("police"),
                answer: .contactMe(how: "Ring the duty desk.")
            )
        ),
        .checkAnswered(
            .init(
                check: id(8),
                asker: .init("police"),
                answer: .recognised(
                    .init(stage: .conclusive, occurredOn: day, authority: .init("authority")),
                    how: "Ring."
                )
            )
        ),
        .checkAnswered(.init(check: id(8), asker: .init("police"), answer: .notTheSame)),
        .caseLinked(
            .init(
                id: id(9),
                code: "K7QD-2M",
                agency: .init("shelter"),
                way: .check(id(8)),
                sparedRetelling: true
            )
        ),
        .caseLinked(
            .init(
                id: id(9),
                code: "K7QD-2M",
                agency: .init("shelter"),
                way: .search,
                sparedRetelling: false
            )
        ),
        .caseUnlinked(.init(link: id(9), reason: "Sisters.")),
    ]
}

extension AttachmentAdded {
    static func example(
        _ number: UInt8 = 7,
        to entry: Entry.ID,
        in compartment: Compartment,
        bytes: Int = 81_920
    ) -> AttachmentAdded {
        guard let key = AttachedFile.Key(bytes: [UInt8](repeating: 0xA5, count: 32)) else {
            preconditionFailure("32 bytes")
        }
        return AttachmentAdded(
            id: Example.id(number),
            entry: entry,
            compartment: compartment,
            name: "Lohnzettel.pdf",
            contentType: "application/pdf",
            byteCount: bytes,
            key: key
        )
    }
}
