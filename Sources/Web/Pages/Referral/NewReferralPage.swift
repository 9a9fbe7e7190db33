import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// A referral to one service: what is shared, what is seen before, and what allows it.
    func newReferral(
        _ id: Case.ID,
        _ service: Service.ID,
        _ actor: Actor
    ) async throws -> HTTPResponse {
        guard let kind = mechanism.service(service)?.kind else { throw AccessRefusal.hidden }
        let search = try await installation.findServices([kind], for: id, by: actor)
        guard let option = search.options.first(where: { $0.match.service.id == service }) else {
            throw AccessRefusal.hidden
        }
        let context = referralContext(actor)
        guard let agreement = option.agreement, option.canReceive else {
            return try await page(words("new-referral.title")) {
                ClosedReferralPage(option: option, search: search, context: context)
            }
        }
        let offering = ReferralOffering(
            option,
            agreement,
            in: search,
            under: mechanism,
            today: context.today
        )
        var typed = ReferralForm(offering: offering)
        if isPost {
            let read = referralForm(offering)
            typed = read.form
            if let reading = read.reading {
                do {
                    let referral = try await offer(reading, typed.message.value, offering, actor)
                    return try goOn(to: .referral(referral))
                } catch let error as ReferralRefusal {
                    typed.refuse(error)
                }
            }
        }
        let drawn = typed
        return try await page(
            words("new-referral.title"),
            hasErrors: drawn.fields.contains { $0.error != nil }
        ) { NewReferralPage(offering: offering, form: drawn, context: context) }
    }

    private func offer(
        _ reading: ReferralReading,
        _ message: String,
        _ offering: ReferralOffering,
        _ actor: Actor
    ) async throws -> Referral.ID {
        try await installation.offerReferral(
            to: offering.option.agency.id,
            purpose: offering.agreement.purpose,
            service: offering.option.match.service.id,
            help: reading.help,
            compartments: Set(reading.compartments),
            authority: reading.authority,
            urgency: reading.urgency,
            children: reading.children,
            message: message,
            in: offering.search.caseID,
            by: actor
        )
    }
}

/// Why a service can't be asked here, and the other ways.
struct ClosedReferralPage: Component {
    let option: ServiceOption
    let search: ServiceSearch
    let context: ReferralContext

    var body: Markup {
        let words = context.words
        let contact = ["contact": context.contact(of: option.agency)]
        H1(
            words(
                "new-referral.to",
                ["service": context.name(of: option.match.service.id)]
            )
        )
        Notice(.caution) {
            P(
                option.canReceive
                    ? words("services.no-agreement", contact)
                    : words("services.cannot-receive-text", contact)
            )
        }
        ButtonRow {
            ButtonLink(
                words("new-referral.other-service"),
                to: Route.services(search.caseID)
            )
        }
    }
}

/// The form of a referral.
struct NewReferralPage: Component {
    let offering: ReferralOffering
    let form: ReferralForm
    let context: ReferralContext

    private var words: Words { context.words }
    private var caseID: Case.ID { offering.search.caseID }
    private var agency: String { context.name(of: offering.option.agency.id) }
    private var service: String { context.name(of: offering.option.match.service.id) }

    var body: Markup {
        ErrorSummary(fields: form.fields, words: words)
        P {
            TextLink(
                words("referral-context.case", ["code": offering.search.code]),
                to: Route.caseFile(caseID)
            )
            " · "
            TextLink(words("new-referral.other-service"), to: Route.services(caseID))
        }
        H1(words("new-referral.to", ["service": service]))
        P { Bdi(words("new-referral.of", ["agency": agency])) }
        ReferralRefusalNotice(field: form.refusal, words: words)
        ReferralCautions(offering: offering, context: context)
        H2(words("new-referral.preview-heading", ["agency": agency]))
        P(words("new-referral.preview-text", ["agency": agency]))
        PreviewFacts(preview: preview, isComplete: false, context: context)
        PostForm(
            action: Route.newReferral(caseID, offering.option.match.service.id),
            token: context.token
        ) {
            questions
            AuthorityQuestion(offering: offering, form: form, context: context)
            closing
            SubmitButton(words("new-referral.send"))
        }
    }

    private var preview: Referral.Preview {
        offering.search.state.preview(urgency: .soon, help: [], children: 0)
    }

    @MarkupBuilder private var questions: Markup {
        CheckboxGroup(
            field: form.help,
            legend: words("new-referral.help"),
            choices: offering.help.map { Choice($0.rawValue, words.name(of: $0)) },
            words: words
        )
        RadioGroup(
            field: form.urgency,
            legend: words("new-referral.urgency"),
            choices: NeedStated.Urgency.allCases.map {
                Choice($0.rawValue, words("referral-context.urgency-\($0.rawValue)"))
            },
            words: words
        )
        TextField(
            field: form.children,
            label: words("new-referral.children"),
            width: .short,
            mode: .numeric,
            maxlength: 4,
            words: words
        )
        TextArea(
            field: form.message,
            label: words("new-referral.message"),
            hint: words("new-referral.message-hint"),
            rows: 3,
            maxlength: ReferralForm.messageLimit,
            words: words
        )
        CheckboxGroup(
            field: form.compartments,
            legend: words("new-referral.share", ["agency": agency]),
            hint: words(
                offering.option.agency.kind.isEnforcement
                    ? "new-referral.share-hint-enforcement" : "new-referral.share-hint"
            ),
            choices: offering.compartments.map { Choice($0.rawValue, words.name(of: $0)) },
            words: words
        )
    }

    @MarkupBuilder private var closing: Markup {
        P(
            words(
                "new-referral.basis",
                ["agency": agency, "basis": words.name(of: offering.agreement.basis)]
            )
        )
        if let source = offering.agreement.source { SourceLine(source: source, words: words) }
        if let day = offering.option.answerBy {
            P(
                words(
                    "new-referral.answer-within",
                    ["agency": agency, "date": words.longDate(day)]
                )
            )
        }
    }
}
