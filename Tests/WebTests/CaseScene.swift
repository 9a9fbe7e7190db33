import Casefile
import Foundation
import HTML
import HTTP
import Mechanism
import Testing

@testable import Casework
@testable import Web

/// A case written down as entries, seen by one agency.
struct CaseScene {
    static let mechanism: Mechanism? = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "mechanisms/demonstration.yaml")
        guard let data = try? Data(contentsOf: file) else { return nil }
        return try? Mechanism(reading: Array(data))
    }()

    let mechanism: Mechanism
    let own = Agency.ID("labour-inspectorate")
    let other = Agency.ID("shelter-women")
    let today = CalendarDate(daysSinceEpoch: 20_515)
    var entries: [Entry] = []
    private var count: UInt8 = 0

    init() throws { mechanism = try #require(Self.mechanism) }

    static func identifier<Kind>(_ number: UInt8) throws -> Identifier<Kind> {
        try #require(Identifier<Kind>(bytes: [UInt8](repeating: number, count: 16)))
    }

    /// Writes an entry as a member of an agency.
    @discardableResult
    mutating func write(_ payload: Payload, by agency: Agency.ID? = nil) throws -> Entry.ID {
        count += 1
        let compartment = payload.compartment
        let strand = UInt8(Compartment.allCases.firstIndex(of: compartment) ?? 0)
        let header = EntryHeader(
            id: try Self.identifier(count),
            caseID: try Self.identifier(200),
            strand: try Self.identifier(100 + strand),
            compartment: compartment,
            owner: agency ?? own,
            epoch: 1,
            author: try Self.identifier(agency == nil ? 1 : 2),
            authorAgency: agency ?? own,
            recordedAt: Instant(
                milliseconds: Int64(today.daysSinceEpoch) * 86_400_000 + 50_000_000
            ),
            heads: []
        )
        entries.append(Entry(header: header, payload: payload))
        return header.id
    }

    func model(work: [WorkTask] = [], access: [AgencyAccess] = []) throws -> CaseModel {
        CaseModel(
            id: try Self.identifier(200),
            code: "K7PQ-2M",
            isPractice: false,
            openedBy: own,
            state: CaseState(folding: entries),
            authorNames: [try Self.identifier(1): "Ines <Inspector>"],
            work: work,
            access: access,
            checkAnswers: [],
            assignees: ["Ines <Inspector>"]
        )
    }

    func reading(_ capabilities: Set<Capability> = Set(Capability.allCases)) -> CaseReading {
        let today = today
        return CaseReading(
            words: Words(.english),
            mechanism: mechanism,
            own: own,
            capabilities: capabilities,
            isKeyholder: true,
            today: today,
            token: "token",
            stamp: { _ in CaseReading.Stamp(day: today, hour: 14, minute: 5) }
        )
    }

    func page(_ capabilities: Set<Capability> = Set(Capability.allCases)) throws -> String {
        CaseFilePage(model: try model(), reading: reading(capabilities)).html
    }

    /// The context of a form, blank or for a correction.
    func context(correcting payload: Payload? = nil) throws -> StatementContext {
        StatementContext(model: try model(), reading: reading(), corrected: payload)
    }

    /// One payload of every kind.
    func everything() throws -> [Payload] {
        let referral: Referral.ID = try Self.identifier(30)
        let consent: Consent.ID = try Self.identifier(31)
        let disclosure: DisclosureMade.ID = try Self.identifier(32)
        let scope = Consent.Scope(
            purpose: .support,
            recipients: [other],
            compartments: [.support, .contact]
        )
        let authorities: [DisclosureAuthority] = [
            .consent(consent), .law(mechanism.provisions[0].id), .vitalInterest(reason: "Bleeding"),
        ]
        let preview = Referral.Preview(
            sex: .female,
            age: .adult,
            languages: [LanguageCode("ro")],
            urgency: .today,
            help: [.safeAccommodation],
            children: 0
        )
        let disclosures = authorities.map { authority in
            Payload.disclosureMade(
                DisclosureMade(
                    id: disclosure,
                    from: own,
                    to: other,
                    compartments: [.support],
                    authority: authority,
                    basis: .gdpr6PublicTask,
                    referral: referral,
                    until: today
                )
            )
        }
        return try disclosures + spine(scope, consent, disclosure) + learned()
            + procedure(referral, preview) + (try once())
    }

    private func once() throws -> [Payload] {
        let check: CheckAsked.ID = try Self.identifier(33)
        let link: CaseLinked.ID = try Self.identifier(34)
        let decision = RecognisedDecision(
            stage: .conclusive,
            occurredOn: today,
            authority: Agency.ID("competent-authority")
        )
        let answers: [CheckAnswer] = [
            .contactMe(how: "Ring the duty desk"), .notTheSame, .recognised(decision, how: "Ring"),
        ]
        let bases: [CheckAsked.Basis] = [
            .person, .guardian(assent: .given), .law(Provision.ID("child-law")),
        ]
        let ways: [CaseLinked.Way] = [.search, .check(check)]
        return [
            .checkDeclined(CheckDeclined()), .caseUnlinked(.init(link: link, reason: "Sisters")),
        ]
            + bases.map {
                .checkAsked(CheckAsked(id: check, mayTell: Set(HolderGroup.allCases), basis: $0))
            }
            + answers.map { .checkAnswered(CheckAnswered(check: check, asker: other, answer: $0)) }
            + ways.map {
                .caseLinked(
                    CaseLinked(
                        id: link,
                        code: "K7PQ-3N",
                        agency: other,
                        way: $0,
                        sparedRetelling: true
                    )
                )
            }
    }

    private func spine(
        _ scope: Consent.Scope,
        _ consent: Consent.ID,
        _ disclosure: DisclosureMade.ID
    ) -> [Payload] {
        [
            .caseOpened(CaseOpened(code: "K7PQ-2M", isPractice: true)),
            .purposeExplained(
                PurposeExplained(
                    language: LanguageCode("ru"),
                    interpretation: .remote,
                    questions: "Who?"
                )
            ),
            .consentGiven(
                ConsentGiven(
                    id: consent,
                    scope: scope,
                    until: today,
                    giver: .guardian(assent: .given)
                )
            ),
            .consentWithheld(ConsentWithheld(scope: scope)),
            .consentWithdrawn(ConsentWithdrawn(consent: consent)),
            .supportOpened(SupportOpened(occurredOn: today)),
            .disclosureReviewed(
                DisclosureReviewed(disclosure: disclosure, isUpheld: true, reason: "Still")
            ),
            .disclosureReviewed(
                DisclosureReviewed(disclosure: disclosure, isUpheld: false, reason: "Over")
            ),
        ]
            + AgeStatus.allCases.map { .ageRecorded(AgeRecorded(status: $0)) }
            + GuardianStep.Step.allCases.map {
                .guardianStep(GuardianStep(step: $0, agency: Agency.ID("guardianship")))
            }
            + WishExpressed.Wish.allCases.map { .wishExpressed(WishExpressed(wish: $0)) }
            + CaseClosed.Reason.allCases.map {
                .caseClosed(CaseClosed(reason: $0, occurredOn: today))
            }
    }

    private func learned() -> [Payload] {
        let day = PartialDate.day(today)
        var payloads: [Payload] = MeetingKind.allCases.map {
            .contactMade(
                ContactMade(
                    occurredOn: .month(year: 2026, month: 2),
                    place: "Farm",
                    area: mechanism.areas.first?.id,
                    how: $0,
                    paperFormOf: today
                )
            )
        }
        payloads += Indicator.allCases.flatMap { indicator in
            IndicatorObserved.Basis.allCases.map {
                .indicatorObserved(
                    IndicatorObserved(indicator: indicator, basis: $0, detail: "Seen there")
                )
            }
        }
        payloads += NeedKind.allCases.flatMap { kind in
            NeedStated.Urgency.allCases.map {
                .needStated(NeedStated(kind: kind, urgency: $0, detail: ""))
            }
        }
        payloads += SafeContact.Channel.allCases.map {
            .safeContact(SafeContact(channel: $0, value: "v", isSafe: $0 == .phone, rules: "r"))
        }
        payloads += Note.Subject.allCases.map {
            .note(Note(subject: $0, occurredOn: day, text: "One\nTwo"))
        }
        payloads.append(.childViewRecorded(ChildViewRecorded(view: "Wants to stay")))
        payloads.append(
            .serviceStarted(ServiceStarted(service: mechanism.services[0].id, occurredOn: today))
        )
        payloads.append(.identityStated(Self.identity))
        return payloads
    }

    static let identity = IdentityStated(
        names: IdentityStated.Name.Kind.allCases.map {
            .init(text: "Ана \($0.rawValue)", kind: $0)
        },
        birth: .year(1999),
        statedAge: 27,
        sex: .female,
        citizenships: [CountryCode("MD"), CountryCode("RO")],
        languages: [LanguageCode("ro"), LanguageCode("ru")],
        residence: .irregular,
        documents: IdentityStated.Document.Holder.allCases.map {
            .init(name: "Passport", number: "1", holder: $0)
        }
    )

    private func procedure(
        _ referral: Referral.ID,
        _ preview: Referral.Preview
    ) throws -> [Payload] {
        let offered = ReferralOffered(
            id: referral,
            from: own,
            to: other,
            purpose: .support,
            service: mechanism.services[0].id,
            preview: preview,
            compartments: [.support],
            authority: .vitalInterest(reason: "Bleeding"),
            basis: .gdpr6PublicTask,
            offeredOn: today,
            answerBy: today,
            message: "Soon",
            needsSecondApprover: true
        )
        var payloads: [Payload] = [
            .referralOffered(offered), .referralApproved(ReferralApproved(referral: referral)),
            .referralAccepted(ReferralAccepted(referral: referral, message: "Come")),
            .referralWithdrawn(ReferralWithdrawn(referral: referral)),
            .identificationRequested(
                IdentificationRequested(referral: referral, occurredOn: today)
            ),
            .reflectionStarted(
                ReflectionStarted(occurredOn: today, atLeastUntil: today.adding(days: 30))
            ),
            .correction(
                Correction(
                    corrects: try Self.identifier(1),
                    compartment: .account,
                    replacement: nil,
                    reason: "Twice"
                )
            ),
        ]
        payloads += ReferralDeclined.Reason.allCases.map {
            .referralDeclined(ReferralDeclined(referral: referral, reason: $0, message: ""))
        }
        payloads += ReferralAnswered.Answer.allCases.map {
            .referralAnswered(ReferralAnswered(referral: referral, answer: $0, message: ""))
        }
        payloads += ReflectionEnded.Reason.allCases.map {
            .reflectionEnded(ReflectionEnded(occurredOn: today, reason: $0))
        }
        payloads += DecisionTaken.Stage.allCases.flatMap { stage in
            DecisionTaken.Result.allCases.map {
                .decisionTaken(
                    DecisionTaken(stage: stage, result: $0, occurredOn: today, reasons: "Because")
                )
            }
        }
        return payloads
    }
}
