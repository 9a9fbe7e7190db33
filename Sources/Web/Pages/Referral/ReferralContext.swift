import Casefile
import Casework
import HTML
import Mechanism

/// What pages about referrals need beside their models: names, words, the day and the form's token.
struct ReferralContext: Sendable {
    /// A moment as the country's clocks show it.
    struct Moment: Sendable {
        let day: CalendarDate
        let hour: Int
        let minute: Int
    }

    let words: Words
    let mechanism: Mechanism
    /// The reader's agency.
    let agency: Agency.ID
    let today: CalendarDate
    let token: String
    let moment: @Sendable (Instant) -> Moment

    func text(_ text: LocalizedText) -> String {
        text.text(in: [words.language] + mechanism.languages)
    }

    func name(of agency: Agency.ID) -> String {
        mechanism.agency(agency).map { text($0.name) } ?? agency.rawValue
    }

    func name(of service: Service.ID) -> String {
        mechanism.service(service).map { text($0.name) } ?? service.rawValue
    }

    func name(of provision: Provision.ID) -> String {
        mechanism.provision(provision).map { text($0.name) } ?? provision.rawValue
    }

    func name(of area: AreaID) -> String {
        mechanism.area(area).map { text($0.name) } ?? area.rawValue
    }

    /// Values after each other, or what says that there are none.
    func list(_ values: [String], orElse key: String = "none") -> String {
        values.isEmpty ? words("referral-context.\(key)") : values.joined(separator: ", ")
    }

    /// Names of compartments in a fixed order.
    func list(_ compartments: Set<Compartment>) -> String {
        list(Compartment.allCases.filter(compartments.contains).map { words.name(of: $0) })
    }

    /// When something was said: `today 09:40`.
    func when(_ instant: Instant) -> String {
        let moment = moment(instant)
        let time = words.time(hour: moment.hour, minute: moment.minute)
        let arguments = ["time": time, "date": words.date(moment.day)]
        if moment.day == today { return words("referral-context.today-at", arguments) }
        if moment.day == today.adding(days: -1) {
            return words("referral-context.yesterday-at", arguments)
        }
        return words("referral-context.day-at", arguments)
    }

    /// The public way to an agency: never an address.
    func contact(of agency: Agency) -> String {
        agency.contact.intake ?? agency.contact.phone ?? agency.contact.email
            ?? words("services.no-contact")
    }
}

extension Visit {
    /// What pages about referrals need beside their models.
    func referralContext(_ actor: Actor) -> ReferralContext {
        let installation = installation
        return ReferralContext(
            words: words,
            mechanism: mechanism,
            agency: actor.agency.id,
            today: installation.now().today,
            token: token
        ) { instant in
            let time = installation.time(of: instant)
            return .init(
                day: installation.day(of: instant),
                hour: time.hour,
                minute: time.minute
            )
        }
    }
}

/// Text that somebody typed, line by line.
struct MessageText: Component {
    let text: String

    var body: Markup {
        Div(.dir(.automatic)) {
            for line in text.split(whereSeparator: \.isNewline) { P(String(line)) }
        }
    }
}

/// A refusal that belongs to no field, where the error summary leads to it.
struct ReferralRefusalNotice: Component {
    let field: FieldValue
    /// What was typed and could not be sent.
    var unsent: [String] = []
    let words: Words

    var body: Markup {
        if let error = field.error {
            Div(.id(field.id), .focusable(.script)) {
                Notice(.caution) {
                    P(words(error))
                    if unsent.contains(where: { !$0.isEmpty }) {
                        P(words("referral-context.text-kept"))
                        for text in unsent where !text.isEmpty {
                            Blockquote { MessageText(text: text) }
                        }
                    }
                }
            }
        }
    }
}
