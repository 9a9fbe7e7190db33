import Casefile
import Casework
import HTML
import Mechanism

/// What to know before referring: rules for a child, for enforcement, and what the person wants.
struct ReferralCautions: Component {
    let offering: ReferralOffering
    let context: ReferralContext

    private var words: Words { context.words }
    private var state: CaseState { offering.search.state }
    private var caseID: Case.ID { offering.search.caseID }

    var body: Markup {
        if offering.option.isOffered {
            Notice(.information) {
                P(words("new-referral.offered-text"))
                if let referral { P { TextLink(words("new-referral.offered-link"), to: referral) } }
            }
        }
        if state.age.isTreatedAsChild { child }
        if offering.option.agency.kind.isEnforcement {
            Notice(.law, heading: words("new-referral.enforcement-heading")) {
                P(words("new-referral.enforcement-text"))
            }
        }
        if offering.agreement.purpose == .formalIdentification { wish }
        conditions
    }

    private var referral: Route? {
        state.referrals.values.first {
            $0.offered.value.service == offering.option.match.service.id
                && $0.offered.value.from == context.agency
                && $0.status(on: context.today) == .offered
        }.map { .referral($0.offered.value.id) }
    }

    private var child: Markup {
        Notice(.law, heading: words("new-referral.child-heading")) {
            P(words("new-referral.child-now"))
            P(words("new-referral.child-later"))
            for key in childKeys { P(words("new-referral.\(key)")) }
            P {
                TextLink(
                    words("new-referral.child-guardian"),
                    to: Route.newEntry(caseID, .guardian)
                )
                " · "
                TextLink(
                    words("new-referral.child-view"),
                    to: Route.newEntry(caseID, .childView)
                )
            }
        }.body
    }

    private var childKeys: [String] {
        var keys: [String] = []
        if state.guardian?.step != .requested, state.guardian?.step != .appointed {
            keys.append("child-no-guardian")
        }
        if state.childViews.isEmpty { keys.append("child-no-view") }
        return keys.isEmpty ? ["child-ready"] : keys
    }

    @MarkupBuilder private var wish: Markup {
        if let key = wishKey {
            Notice(.caution, heading: words("new-referral.wish-heading")) {
                P(words("new-referral.\(key)"))
                P {
                    TextLink(
                        words("new-referral.wish-record"),
                        to: Route.newEntry(caseID, .wish)
                    )
                }
            }
        }
    }

    private var wishKey: String? {
        switch state.wish?.value.wish {
        case .formalIdentification: nil
        case .leaveFormal: "wish-left"
        case .helpWithoutFormal, .noHelp: "wish-other"
        case nil: "wish-none"
        }
    }

    @MarkupBuilder private var conditions: Markup {
        let rules = offering.option.match.conditions
        if !rules.isEmpty {
            Notice(.law, heading: words("services.law-heading")) {
                for rule in rules {
                    P(words.name(of: rule.kind))
                    SourceLine(source: rule.source, words: words)
                }
                P(words("services.law-open"))
            }
        }
    }
}

/// What allows the sharing: a consent that covers it, a provision of law, or vital interest.
struct AuthorityQuestion: Component {
    let offering: ReferralOffering
    let form: ReferralForm
    let context: ReferralContext

    private var words: Words { context.words }

    var body: Markup {
        RadioGroup(
            field: form.authority,
            legend: words("new-referral.authority"),
            hint: words("new-referral.authority-hint"),
            choices: consents + provisions + vitalInterest,
            words: words
        )
        if !offering.allowsVitalInterest, form.vitalReason.error != nil {
            FieldError(field: form.vitalReason, words: words)
        }
        if offering.consents.isEmpty {
            P(
                words(
                    "new-referral.no-consent",
                    ["agency": context.name(of: offering.option.agency.id)]
                )
            )
        }
        P {
            TextLink(
                words("new-referral.record-consent"),
                to: Route.newConsent(offering.search.caseID)
            )
        }
    }

    private var consents: [Choice] {
        offering.consents.map { consent in
            let given = consent.given.value
            let day = words.date(context.moment(consent.given.header.recordedAt).day)
            var key = "new-referral.consent"
            if case .guardian = given.giver { key = "new-referral.consent-guardian" }
            var hint = words(
                "new-referral.consent-covers",
                ["parts": context.list(given.scope.compartments)]
            )
            if let until = given.until {
                hint +=
                    ", " + words("new-referral.consent-until", ["date": words.date(until)])
            }
            return Choice(
                ReferralForm.value(of: given.id),
                words(key, ["date": day]),
                hint: hint
            )
        }
    }

    private var provisions: [Choice] {
        offering.provisions.map { provision in
            Choice(
                ReferralForm.value(of: provision.id),
                context.text(provision.name),
                hint: words(
                    "new-referral.law-covers",
                    ["parts": context.list(provision.compartments)]
                ),
                reveals: Markup { SourceLine(source: provision.source, words: words) }
            )
        }
    }

    private var vitalInterest: [Choice] {
        guard offering.allowsVitalInterest else { return [] }
        let reason = TextArea(
            field: form.vitalReason,
            label: words("new-referral.vital-reason"),
            hint: words("new-referral.vital-reason-hint"),
            rows: 2,
            maxlength: 1_000,
            words: words
        )
        return [
            Choice(
                ReferralForm.vitalInterest,
                words("new-referral.vital-interest"),
                hint: words("new-referral.vital-interest-hint"),
                reveals: Markup { reason }
            )
        ]
    }
}
