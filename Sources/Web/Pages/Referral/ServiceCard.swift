import Casefile
import Casework
import HTML
import Mechanism

/// One service beside a person: what is free, what speaks against it, and the way to ask it.
struct ServiceCard: Component {
    let option: ServiceOption
    let caseID: Case.ID
    let context: ReferralContext

    private var words: Words { context.words }
    private var service: Service { option.match.service }

    var body: Markup {
        Li(.class("task")) {
            Div(.class("task-what")) {
                H3(.class("timeline-title")) { Bdi(context.name(of: service.id)) }
                P {
                    words.name(of: service.kind)
                    " · "
                    Bdi(context.name(of: option.agency.id))
                }
                if !option.match.reasons.isEmpty {
                    Ul { option.match.reasons.map { Li(ServiceFacts(option, context).reason($0)) } }
                }
                Ul(.class("plain-list hint")) {
                    for line in ServiceFacts(option, context).lines { Li { Bdi(line) } }
                }
                rules
                obstacles
            }
            Div(.class("task-when")) {
                badges
                action
            }
        }
    }

    /// Conditions that a law states, as that law's rule.
    @MarkupBuilder private var rules: Markup {
        let conditions = service.requires + service.endsOn
        if !conditions.isEmpty {
            Notice(.law, heading: words("services.law-heading")) {
                for condition in conditions {
                    P(words.name(of: condition.kind))
                    SourceLine(source: condition.source, words: words)
                }
                P(words("services.law-open"))
            }
        }
    }

    @MarkupBuilder private var obstacles: Markup {
        let contact = ["contact": context.contact(of: option.agency)]
        if !option.canReceive {
            P(words("services.cannot-receive-text", contact))
        } else if option.agreement == nil {
            P(words("services.no-agreement", contact))
        }
    }

    @MarkupBuilder private var badges: Markup {
        if option.isOffered {
            Badge(words("services.offered"), .waiting)
        }
        if !option.canReceive {
            Badge(words("services.cannot-receive"))
        }
    }

    @MarkupBuilder private var action: Markup {
        if option.canBeAsked {
            let name = context.name(of: service.id)
            let key = option.match.fits ? "refer" : "ask-anyway"
            P {
                A(
                    words("services.\(key)"),
                    .class(
                        option.match.fits
                            ? ButtonStyle.primary.rawValue : ButtonStyle.secondary.rawValue
                    ),
                    .href(Route.newReferral(caseID, service.id).url),
                    .aria(
                        .label,
                        words(
                            option.match.fits ? "services.refer-to" : "services.ask-anyway-of",
                            ["service": name]
                        )
                    )
                )
            }
        }
    }
}

extension ServiceOption {
    /// True where a referral can be offered now.
    var canBeAsked: Bool { canReceive && agreement != nil && !isOffered }

    /// What can be asked now and has places comes first, formal identification after all help.
    var rank: Int {
        (canBeAsked ? 0 : 4) + (freePlaces?.count == 0 ? 2 : 0)
            + (match.service.kind == .identification ? 1 : 0)
    }
}

/// A service's facts in words.
struct ServiceFacts {
    private let option: ServiceOption
    private let context: ReferralContext

    init(_ option: ServiceOption, _ context: ReferralContext) {
        self.option = option
        self.context = context
    }

    private var words: Words { context.words }
    private var service: Service { option.match.service }

    /// Places, answer day, languages, place and what to ask first.
    var lines: [String] {
        var lines: [String] = []
        if let places { lines.append(places) }
        if let day = option.answerBy {
            lines.append(words("services.answer-by", ["date": words.longDate(day)]))
        }
        if !service.eligibility.languages.isEmpty, !option.match.reasons.contains(.language) {
            lines.append(words("services.speaks", ["languages": languages]))
        }
        lines.append(location)
        if !service.areas.isEmpty, service.location != .confidential,
            !option.match.reasons.contains(.area)
        {
            lines.append(words("services.areas", ["areas": areas]))
        }
        let unknown = option.match.cautions.map { caution in
            switch caution {
            case .unknown(let fact): words("services.fact-\(fact.rawValue)")
            }
        }
        if !unknown.isEmpty {
            lines.append(words("services.ask-first", ["facts": unknown.joined(separator: ", ")]))
        }
        return lines
    }

    /// Free places with the time at which they were said; `nil` where places are not counted.
    var places: String? {
        guard service.capacity != nil else { return nil }
        guard let free = option.freePlaces else {
            return words("referral-context.places-not-said")
        }
        let time = ["time": context.when(free.updatedAt)]
        return words("referral-context.places-said", count: free.count, time)
    }

    /// Where it is: of a confidential place only how its intake is reached.
    private var location: String {
        switch service.location {
        case .confidential:
            words("services.confidential", ["contact": context.contact(of: option.agency)])
        case .address(let address): words("services.address", ["address": address])
        case .mobile: words("services.mobile")
        }
    }

    /// Why it is not for the person.
    func reason(_ reason: MismatchReason) -> String {
        let eligibility = service.eligibility
        let values: String
        switch reason {
        case .sex:
            values = context.list(
                Sex.allCases.filter(eligibility.sexes.contains).map { words.name(of: $0) }
            )
        case .age:
            values = context.list(
                AgeBand.allCases.filter(eligibility.ages.contains).map { words("age-band", of: $0) }
            )
        case .exploitation:
            values = context.list(
                ExploitationForm.allCases.filter(eligibility.exploitation.contains)
                    .map { words.name(of: $0) }
            )
        case .residence:
            values = context.list(
                ResidenceStatus.allCases.filter(eligibility.residence.contains)
                    .map { words.name(of: $0) }
            )
        case .language: values = languages
        case .area: values = areas
        }
        return words("services.reason-\(reason.rawValue)", ["values": values])
    }

    private var languages: String {
        context.list(service.eligibility.languages.sorted().map { words.name(of: $0) })
    }

    private var areas: String {
        context.list(service.areas.sorted().map { context.name(of: $0) })
    }
}
