import Casefile
import HTML
import Mechanism

/// What an entry states, in sentences for staff: one way for every kind of payload.
struct PayloadSummary: Component {
    let payload: Payload
    let reading: CaseReading

    init(_ payload: Payload, _ reading: CaseReading) {
        self.payload = payload
        self.reading = reading
    }

    var words: Words { reading.words }

    var body: Markup {
        switch payload {
        case .caseOpened(let value): opened(value)
        case .purposeExplained(let value): explained(value)
        case .consentGiven(let value): given(value)
        case .consentWithheld(let value): withheld(value)
        case .consentWithdrawn: line("withdrawn")
        case .ageRecorded(let value): age(value)
        case .guardianStep(let value): guardian(value)
        case .wishExpressed(let value): P(words("case.wish", of: value.wish))
        case .supportOpened(let value): line("support", ["date": words.date(value.occurredOn)])
        case .disclosureMade(let value): disclosed(value)
        case .disclosureReviewed(let value): reviewed(value)
        case .caseClosed(let value): closed(value)
        case .contactMade(let value): contact(value)
        case .indicatorObserved(let value): indicator(value)
        case .childViewRecorded(let value): TypedText(value.view)
        case .needStated(let value): need(value)
        case .serviceStarted(let value): service(value)
        case .safeContact(let value): safeContact(value)
        case .identityStated(let value): IdentityFacts(identity: value, words: words)
        case .note(let value): note(value)
        case .referralOffered(let value): offered(value)
        case .referralApproved: line("referral-approved")
        case .referralAccepted(let value): accepted(value)
        case .referralDeclined(let value): declined(value)
        case .referralAnswered(let value): answered(value)
        case .referralWithdrawn: line("referral-withdrawn")
        case .identificationRequested(let value):
            line("requested", ["date": words.date(value.occurredOn)])
        case .decisionTaken(let value): decided(value)
        case .reflectionStarted(let value): reflectionStarted(value)
        case .reflectionEnded(let value): reflectionEnded(value)
        case .correction(let value): correction(value)
        case .attachmentAdded(let value): file(value)
        case .checkAsked(let value): asked(value)
        case .checkDeclined: line("check-declined")
        case .checkAnswered(let value): replied(value)
        case .caseLinked(let value): linked(value)
        case .caseUnlinked(let value): unlinked(value)
        }
    }

    /// A sentence of the catalogue's group `case.summary`.
    func line(_ key: String, _ arguments: [String: String] = [:]) -> Markup {
        Markup { P(words("case.summary.\(key)", arguments)) }
    }

    /// A file by its name; the link to it is the timeline's.
    private func file(_ value: AttachmentAdded) -> Markup {
        P {
            Bdi(value.name.isEmpty ? words("case.attachment.unnamed") : value.name)
            " (\(value.facts(words)))"
        }.body
    }

    /// What a correction of another entry says by itself.
    private func correction(_ value: Correction) -> Markup {
        Markup {
            line(value.replacement == nil ? "struck" : "replaced")
            P(words("case.summary.reason"), .class("hint"))
            TypedText(value.reason)
        }
    }
}

extension PayloadSummary {
    /// What is shared and with whom, for a consent that was asked for.
    func scope(_ scope: Consent.Scope) -> [String: String] {
        [
            "purpose": words.name(of: scope.purpose),
            "recipients": reading.list(scope.recipients),
            "compartments": reading.list(scope.compartments),
        ]
    }
}

extension Payload {
    /// The day of what is stated, where it is another than that of recording it.
    var occurredOn: PartialDate? {
        switch self {
        case .contactMade(let value): value.occurredOn
        case .note(let value): value.occurredOn
        case .supportOpened(let value): .day(value.occurredOn)
        case .serviceStarted(let value): .day(value.occurredOn)
        case .caseClosed(let value): .day(value.occurredOn)
        case .referralOffered(let value): .day(value.offeredOn)
        case .identificationRequested(let value): .day(value.occurredOn)
        case .decisionTaken(let value): .day(value.occurredOn)
        case .reflectionStarted(let value): .day(value.occurredOn)
        case .reflectionEnded(let value): .day(value.occurredOn)
        default: nil
        }
    }

    /// The day of the paper form that was typed in later.
    var paperFormOf: CalendarDate? {
        if case .contactMade(let value) = self { value.paperFormOf } else { nil }
    }
}
