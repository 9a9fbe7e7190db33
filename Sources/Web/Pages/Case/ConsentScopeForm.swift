import Casefile
import Casework
import HTML
import Mechanism

/// What a consent could cover: the agencies that may receive from the reader's agency, and what.
struct ConsentOffer {
    let reading: CaseReading

    private var agreements: [Agreement] {
        reading.mechanism.agreements.filter { $0.from.contains(reading.own) }
    }

    /// Purposes for which there is an agreement, in the order in which they are declared.
    var purposes: [Agreement.Purpose] {
        Agreement.Purpose.allCases.filter { purpose in
            agreements.contains { $0.purpose == purpose }
        }
    }

    /// Agencies that can receive for a purpose: help first, units of enforcement apart.
    func recipients(for purpose: Agreement.Purpose) -> (help: [Agency], enforcement: [Agency]) {
        let ids = agreements.filter { $0.purpose == purpose }.reduce(into: Set<Agency.ID>()) {
            $0.formUnion($1.to)
        }
        let all = reading.mechanism.agencies.filter { ids.contains($0.id) && $0.id != reading.own }
        return (all.filter { !$0.kind.isEnforcement }, all.filter(\.kind.isEnforcement))
    }

    /// What an agency can receive for a purpose under one agreement or another.
    func compartments(for purpose: Agreement.Purpose, to agency: Agency.ID) -> Set<Compartment> {
        agreements.filter { $0.purpose == purpose && $0.to.contains(agency) }
            .reduce(into: []) { $0.formUnion($1.compartments) }
    }

    /// Everything that anybody can receive for a purpose, in the order in which it is declared.
    func compartments(for purpose: Agreement.Purpose) -> [Compartment] {
        let all = agreements.filter { $0.purpose == purpose }.reduce(into: Set<Compartment>()) {
            $0.formUnion($1.compartments)
        }
        return Compartment.shareable.filter(all.contains)
    }
}

/// The steps by which a consent is asked for: one form, sent three times, each time with everything so far.
enum ConsentStep: String, CaseIterable { case purpose, scope, answer }

/// What is asked for, read from the form as far as it has come.
struct ConsentRequest {
    var step: ConsentStep
    var purpose: Agreement.Purpose?
    var language: LanguageCode?
    var scope: Consent.Scope?
    var until: CalendarDate?

    /// Reads the step that was sent; what is wrong keeps the form at that step.
    init(_ form: inout CaseForm, _ offer: ConsentOffer) {
        let sent = ConsentStep(rawValue: form.field("step").value) ?? .purpose
        step = .purpose
        purpose = form.choices("purpose", among: offer.purposes).first
        if purpose == nil {
            form.fail("purpose", Message("case.consent.choose-purpose"))
        }
        let known = CaseLanguages.all(offer.reading.mechanism)
        language = form.choices("language", among: known).first
        if language == nil { form.fail("language", Message("case.consent.choose-language")) }
        guard form.isRight, let purpose else { return }
        step = .scope
        guard sent != .purpose else { return }
        readScope(&form, offer, purpose)
        if form.isRight { step = .answer }
    }

    private mutating func readScope(
        _ form: inout CaseForm,
        _ offer: ConsentOffer,
        _ purpose: Agreement.Purpose
    ) {
        let (help, enforcement) = offer.recipients(for: purpose)
        let chosen = form.choices("recipient", among: help.map(\.id))
        let apart = form.choices("enforcement", among: enforcement.map(\.id))
        let recipients = Set(chosen + apart)
        if recipients.isEmpty {
            form.fail(
                help.isEmpty ? "enforcement" : "recipient",
                Message("case.consent.choose-recipient")
            )
        } else if !apart.isEmpty, recipients.count > 1 {
            form.fail("enforcement", Message("refusal.consent.enforcement-needs-its-own"))
        }
        let compartments = Set(
            form.choices("compartment", among: offer.compartments(for: purpose))
        )
        if compartments.isEmpty {
            form.fail("compartment", Message("case.consent.choose-compartment"))
        }
        for agency in recipients.sorted() {
            let beyond = compartments.subtracting(offer.compartments(for: purpose, to: agency))
            guard !beyond.isEmpty else { continue }
            form.fail(
                "compartment",
                Message(
                    "case.consent.beyond-agreement",
                    [
                        "agency": offer.reading.name(of: agency),
                        "compartments": offer.reading.list(beyond),
                    ]
                )
            )
        }
        until = form.day("until", isRequired: false)
        if let until, until < offer.reading.today {
            form.failDate("until", Message("refusal.consent.already-over"))
        }
        scope = Consent.Scope(purpose: purpose, recipients: recipients, compartments: compartments)
    }
}

/// What is asked at each step, with what was answered before.
struct ConsentFields: Component {
    let form: CaseForm
    let request: ConsentRequest
    let offer: ConsentOffer
    let isTreatedAsChild: Bool

    private var words: Words { form.words }

    var body: Markup {
        Markup {
            HiddenField(name: "step", value: request.step.rawValue)
            switch request.step {
            case .purpose: purpose
            case .scope: scope
            case .answer: answer
            }
        }
    }

    @MarkupBuilder private var purpose: Markup {
        P(words("case.consent.intro"))
        form.radios(
            "purpose",
            offer.purposes.map { Choice($0.rawValue, words.name(of: $0)) }
        )
        LanguageSelect(
            field: form.field("language"),
            label: form.label("consent-language"),
            hint: form.hint("consent-language"),
            languages: CaseLanguages.all(offer.reading.mechanism),
            words: words
        )
    }

    @MarkupBuilder private var scope: Markup {
        held(["purpose", "language"])
        if let purpose = request.purpose {
            FactList([.init(form.label("purpose")) { words.name(of: purpose) }])
            let (help, enforcement) = offer.recipients(for: purpose)
            if !help.isEmpty { form.boxes("recipient", help.map { choice($0, purpose) }) }
            if !enforcement.isEmpty {
                let isOpen = help.isEmpty || !form.field("enforcement").values.isEmpty
                Disclosure(words("case.consent.enforcement"), isOpen: isOpen) {
                    P(words("case.consent.enforcement-text"))
                    form.boxes("enforcement", enforcement.map { choice($0, purpose) })
                }
            }
            form.boxes(
                "compartment",
                offer.compartments(for: purpose).map {
                    Choice($0.rawValue, words.name(of: $0))
                }
            )
            form.dateBoxes("until", acceptsLess: false, isOptional: true)
        }
    }

    @MarkupBuilder private var answer: Markup {
        held([
            "purpose", "language", "recipient", "enforcement", "compartment", "until-day",
            "until-month", "until-year",
        ])
        if let scope = request.scope {
            ConsentReadAloud(
                scope: scope,
                until: request.until,
                language: request.language,
                isTreatedAsChild: isTreatedAsChild,
                reading: offer.reading
            )
            form.radios(
                "giver",
                [
                    Choice("person", words("case.consent.giver-person")),
                    Choice(
                        "guardian",
                        words("case.consent.giver-guardian"),
                        reveals: form.radios("assent", form.all(Consent.Assent.self, "case.assent"))
                            .body
                    ),
                ]
            )
        }
    }

    private func held(_ names: [String]) -> Markup {
        Markup {
            for name in names {
                for value in form.field(name).values { HiddenField(name: name, value: value) }
            }
        }
    }

    private func choice(_ agency: Agency, _ purpose: Agreement.Purpose) -> Choice {
        let compartments = offer.compartments(for: purpose, to: agency.id)
        return Choice(
            agency.id.rawValue,
            offer.reading.text(agency.name),
            hint: words(
                "case.consent.can-receive",
                ["compartments": offer.reading.list(compartments)]
            )
        )
    }
}
