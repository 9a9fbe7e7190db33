import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Takes a consent back: says first what stops and what law still keeps.
    func withdrawConsent(
        _ id: Case.ID,
        _ consent: Consent.ID,
        _ actor: Actor
    ) async throws -> HTTPResponse {
        guard actor.may(.record) else { throw AccessRefusal.missing(.record) }
        let model = try await installation.readCase(id, by: actor)
        let reading = reading(for: actor)
        guard let state = model.state.consents[consent] else { throw AccessRefusal.hidden }
        var refusal: ConsentRefusal? = state.withdrawal == nil ? nil : .alreadyWithdrawn
        if isPost {
            do {
                try await installation.withdrawConsent(consent, in: id, by: actor)
                return try goOn(to: .caseFile(id))
            } catch let found as ConsentRefusal { refusal = found }
        }
        let notice = refusal.map {
            ConsentRefusalNotice(refusal: $0, model: model, reading: reading).body
        }
        let formPage = CaseFormPage(
            title: words("case.withdraw.title"),
            model: model,
            action: .withdrawConsent(id, consent),
            reading: reading,
            form: CaseForm(words),
            refusal: notice ?? .empty,
            button: words("case.withdraw.button"),
            style: .grave
        ) { WithdrawalEffects(consent: state, state: model.state, reading: reading) }
        return try await answer(with: formPage, model)
    }
}

/// What a withdrawal stops and what it can't stop, for staff and read to the person.
struct WithdrawalEffects: Component {
    let consent: ConsentState
    let state: CaseState
    let reading: CaseReading

    private var words: Words { reading.words }
    private var id: Consent.ID { consent.given.value.id }

    var body: Markup {
        Markup {
            Notice(.information) {
                P(words("case.wanted.given-on", ["date": reading.day(of: consent.given.header)]))
                PayloadSummary(.consentGiven(consent.given.value), reading)
            }
            H2(words("case.withdraw.stops"))
            list(stopping, empty: "case.withdraw.nothing-stops") { made in
                words(
                    "case.withdraw.stop",
                    [
                        "agency": reading.name(of: made.to),
                        "compartments": reading.list(made.compartments),
                    ]
                )
            }
            if !offers.isEmpty {
                P(words("case.withdraw.offers"))
                Ul { offers.map { Li(reading.name(of: $0.to)) } }
            }
            P(words("case.access.unread"))
            H2(words("case.withdraw.stays"))
            list(staying, empty: "case.withdraw.nothing-stays") { stay($0) }
            let spoken = language
            H2(words("case.consent.read-out", ["language": words.name(of: spoken)]))
            PersonText(language: spoken) { personText(words.speaking(spoken)) }
        }
    }

    @MarkupBuilder
    private func list(
        _ disclosures: [DisclosureMade],
        empty: String,
        _ text: (DisclosureMade) -> String
    ) -> Markup {
        if disclosures.isEmpty {
            P(words(empty))
        } else {
            Ul { disclosures.map { Li(text($0)) } }
        }
    }

    @MarkupBuilder
    private func personText(_ person: Words) -> Markup {
        P(person("person.consent.withdraw"))
        P(person("person.consent.no-loss"))
        P(person("person.consent.cannot-unread"))
        for law in laws {
            P(
                person(
                    "person.consent.law-keeps",
                    ["law": reading.name(of: law, in: person.language)]
                )
            )
        }
    }

    private var language: LanguageCode {
        let last = state.explanations.last?.value.language
        return last.flatMap { Words.personLanguages.contains($0) ? $0 : nil } ?? .english
    }

    private var holding: [DisclosureMade] {
        state.disclosures.values.filter { $0.holds(on: reading.today) }.map(\.made.value)
            .sorted { ($0.to, $0.id) < ($1.to, $1.id) }
    }

    private var stopping: [DisclosureMade] { holding.filter { $0.authority == .consent(id) } }

    /// What goes on for the same agencies, on law, vital interest or another consent.
    private var staying: [DisclosureMade] {
        holding.filter { made in
            made.authority != .consent(id) && consent.given.value.scope.recipients.contains(made.to)
        }
    }

    private var laws: [Provision.ID] {
        Set(
            staying.compactMap { made -> Provision.ID? in
                if case .law(let id) = made.authority { id } else { nil }
            }
        ).sorted()
    }

    private var offers: [ReferralOffered] {
        state.referrals.values.filter {
            let status = $0.status(on: reading.today)
            return $0.offered.value.authority == .consent(id)
                && (status == .offered || status == .awaitingApproval)
        }.map(\.offered.value).sorted { $0.id < $1.id }
    }

    private func stay(_ made: DisclosureMade) -> String {
        let arguments = [
            "agency": reading.name(of: made.to), "compartments": reading.list(made.compartments),
        ]
        switch made.authority {
        case .law(let id):
            return words(
                "case.withdraw.stay-law",
                arguments.merging(["law": reading.name(of: id)]) { _, new in new }
            )
        case .vitalInterest: return words("case.withdraw.stay-vital-interest", arguments)
        case .consent: return words("case.withdraw.stay-consent", arguments)
        }
    }
}
