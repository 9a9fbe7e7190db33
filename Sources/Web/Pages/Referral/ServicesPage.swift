import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Services for a person; what is looked for comes as a form, so that nothing of it is in an address.
    func services(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        let search = try await installation.findServices([], for: id, by: actor)
        var help = FieldValue("help", values: search.state.statedHelp.map(\.rawValue))
        var kinds = search.state.statedHelp
        if isPost {
            help = FieldValue("help", values: form.all("help"))
            kinds = help.values.compactMap { ServiceKind(rawValue: $0) }
            if kinds.count < help.values.count {
                let field = ["field": words("services.unknown-help")]
                help = help.failing(Message("form.choose-known", field))
            }
        }
        let found = ServicesPage(
            search: search,
            help: help,
            kinds: kinds,
            context: referralContext(actor)
        )
        return try await page(
            words("services.title"),
            hasErrors: help.error != nil,
            isWide: true
        ) { found }
    }
}

extension CaseState {
    /// Kinds of help that answer the needs that were stated, each once.
    var statedHelp: [ServiceKind] {
        var kinds = needs.flatMap(\.value.kind.services)
        if wish?.value.wish == .formalIdentification { kinds.append(.identification) }
        return ServiceKind.allCases.filter(kinds.contains)
    }
}

/// Services beside a person, those that fit first.
struct ServicesPage: Component {
    let search: ServiceSearch
    let help: FieldValue
    /// Kinds that are looked for; none stands for every kind.
    let kinds: [ServiceKind]
    let context: ReferralContext

    private var words: Words { context.words }

    private var options: [ServiceOption] {
        search.options.filter { kinds.isEmpty || kinds.contains($0.match.service.kind) }
            .enumerated().sorted { left, right in
                (left.element.rank, left.offset) < (right.element.rank, right.offset)
            }.map(\.element)
    }

    var body: Markup {
        let fitting = options.filter(\.match.fits)
        let others = options.filter { !$0.match.fits }
        ErrorSummary(fields: [help], words: words)
        P {
            TextLink(
                words("referral-context.case", ["code": search.code]),
                to: Route.caseFile(search.caseID)
            )
        }
        H1(words("services.title"))
        P(words("services.lead"))
        MatchedFacts(state: search.state, context: context)
        P(words("services.looking-for", ["help": lookedFor]))
        Disclosure(words("services.change"), isOpen: help.error != nil || kinds.isEmpty) {
            PostForm(
                action: Route.services(search.caseID),
                token: context.token,
                guardsTyping: false
            ) {
                choices
                SubmitButton(words("services.show"), style: .secondary)
            }
        }
        H2(words("services.fitting"))
        if fitting.isEmpty {
            EmptyState(heading: words("services.none-heading"), text: words("services.none-text"))
        } else {
            list(fitting)
        }
        if !others.isEmpty {
            H2(words("services.not-fitting"))
            list(others)
        }
        withoutService
    }

    private var lookedFor: String {
        kinds.isEmpty
            ? words("services.everything") : context.list(kinds.map { words.name(of: $0) })
    }

    private var choices: CheckboxGroup {
        CheckboxGroup(
            field: help,
            legend: words("services.choose"),
            hint: words("services.choose-hint"),
            choices: ServiceKind.allCases.map { Choice($0.rawValue, words.name(of: $0)) },
            words: words
        )
    }

    private func list(_ options: [ServiceOption]) -> Markup {
        Ul(.class("tasks")) {
            for option in options {
                ServiceCard(option: option, caseID: search.caseID, context: context)
            }
        }.body
    }

    /// Authorities that may be asked for a decision, but whose file names no service to ask.
    @MarkupBuilder private var withoutService: Markup {
        let mechanism = context.mechanism
        let asked = mechanism.agreements.filter {
            $0.purpose == .formalIdentification && $0.from.contains(context.agency)
        }.reduce(into: Set<Agency.ID>()) { $0.formUnion($1.to) }
        let missing = asked.filter { agency in
            !mechanism.services.contains { $0.agency == agency && $0.kind == .identification }
        }.sorted()
        if !missing.isEmpty {
            H2(words("services.without-service-heading"))
            for agency in missing {
                P(words("services.without-service", ["agency": context.name(of: agency)]))
            }
        }
    }
}

/// What services are matched by, as far as it is known.
struct MatchedFacts: Component {
    let state: CaseState
    let context: ReferralContext

    var body: Markup {
        let words = context.words
        let profile = state.profile
        func shown(_ text: String?) -> String { text ?? words("referral-context.not-known") }
        let languages = profile.languages.sorted().map { words.name(of: $0) }
        return Disclosure(words("services.matched")) {
            FactList([
                .init(words("referral-context.sex")) {
                    shown(profile.sex.map { words.name(of: $0) })
                },
                .init(words("referral-context.age")) {
                    words("referral-context.age-\(state.age.rawValue)")
                },
                .init(words("referral-context.languages")) {
                    context.list(languages, orElse: "not-known")
                },
                .init(words("services.area")) { shown(profile.area.map { context.name(of: $0) }) },
                .init(words("services.residence")) {
                    shown(profile.residence.map { words.name(of: $0) })
                },
            ])
        }.body
    }
}
