import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Tells the competent authority that somebody was met, without anything that leads to them.
    func newNotification(_ actor: Actor) async throws -> HTTPResponse {
        try requireContacts(actor)
        guard mechanism.rules.hasDutyToNotify else { throw AccessRefusal.hidden }
        let receiver = mechanism.agencies.first { $0.mandates.contains(.identifyFormally) }
        var notification = NotificationForm(
            receiver: receiver.map { name(of: $0.id) } ?? "",
            token: token,
            words: words
        )
        guard isPost else { return try await notificationPage(notification) }
        notification.take(form)
        guard let read = notification.reading else {
            notification.showsFaults = true
            return try await notificationPage(notification)
        }
        try await installation.notifyAnonymously(read, by: actor)
        return try await page(words("notification.done-title")) {
            H1(words("notification.done-title"))
            Notice(.done, isStatus: true) { P(words("notification.done-text")) }
            P { TextLink(words("first-contact.list-title"), to: Route.firstContacts) }
        }
    }

    private func notificationPage(_ form: NotificationForm) async throws -> HTTPResponse {
        try await page(words("notification.title"), hasErrors: form.showsFaults) { form }
    }

    /// What reached the member's agency: a month and coded answers.
    func notifications(_ number: Int, _ actor: Actor) async throws -> HTTPResponse {
        let received = try await installation.notifications(page: number, by: actor)
        return try await page(words("notification.list-title"), isWide: true) {
            NotificationList(
                items: received.items,
                number: received.number,
                hasNext: received.hasNext,
                words: words
            )
        }
    }
}

/// The form of an anonymous notification.
struct NotificationForm: Component {
    let receiver: String
    let token: String
    let words: Words
    var showsFaults = false
    private var typed: [String: String] = [:]

    /// Characters that a place may have: room for a country or a region, and for no story.
    static let placeLimit = 100
    private static let names = ["exploitation", "sex", "age-band", "place"]

    init(receiver: String, token: String, words: Words) {
        self.receiver = receiver
        self.token = token
        self.words = words
    }

    mutating func take(_ form: FormBody) {
        for name in Self.names {
            typed[name] = (form.only(name) ?? "").split { $0.isWhitespace }
                .joined(separator: " ")
        }
    }

    /// The notification, where nothing is wrong with it.
    var reading: AnonymousNotification? {
        guard let exploitation = ExploitationForm(rawValue: typed["exploitation"] ?? ""),
            let sex = Sex(rawValue: typed["sex"] ?? ""),
            let age = AgeBand(rawValue: typed["age-band"] ?? ""),
            let place = typed["place"], place.count <= Self.placeLimit
        else { return nil }
        return AnonymousNotification(
            exploitation: exploitation,
            sex: sex,
            ageBand: age,
            place: place
        )
    }

    private var exploitation: FieldValue {
        chosen("exploitation", ExploitationForm.allCases.map(\.rawValue))
    }
    private var sex: FieldValue { chosen("sex", Sex.allCases.map(\.rawValue)) }
    private var age: FieldValue { chosen("age-band", AgeBand.allCases.map(\.rawValue)) }

    private var place: FieldValue {
        let value = typed["place"] ?? ""
        guard showsFaults, value.count > Self.placeLimit else { return FieldValue("place", value) }
        let arguments = [
            "field": words("notification.place"), "count": String(Self.placeLimit),
        ]
        return FieldValue("place", value, error: Message("form.too-long", arguments))
    }

    private func chosen(_ name: String, _ known: [String]) -> FieldValue {
        let value = typed[name] ?? ""
        let isWrong = showsFaults && !known.contains(value)
        let message = Message("form.choose-one", ["field": words("notification.\(name)")])
        return FieldValue(name, value, error: isWrong ? message : nil)
    }

    var body: Markup {
        Markup {
            ErrorSummary(fields: [exploitation, sex, age, place], words: words)
            H1(words("notification.title"))
            P(words("notification.lead"))
            Notice(.caution, heading: words("notification.warning-heading")) {
                P(words("notification.warning"))
            }
            P(words("notification.receiver", ["agency": receiver]))
            PostForm(action: Route.newNotification, token: token) {
                SelectField(
                    field: exploitation,
                    label: words("notification.exploitation"),
                    prompt: words("person.shell.choose"),
                    choices: ExploitationForm.allCases.map {
                        Choice($0.rawValue, words.name(of: $0))
                    },
                    words: words
                )
                RadioGroup(
                    field: sex,
                    legend: words("notification.sex"),
                    choices: Sex.allCases.map { Choice($0.rawValue, words.name(of: $0)) },
                    words: words
                )
                RadioGroup(
                    field: age,
                    legend: words("notification.age-band"),
                    choices: AgeBand.allCases.map {
                        Choice($0.rawValue, words("age-band", of: $0))
                    },
                    words: words
                )
                TextField(
                    field: place,
                    label: words("notification.place"),
                    hint: words("notification.place-hint"),
                    maxlength: Self.placeLimit,
                    words: words
                )
                SubmitButton(words("notification.button"))
            }
        }
    }
}

/// Notifications as their receiver reads them.
struct NotificationList: Component {
    let items: [ReceivedNotification]
    let number: Int
    let hasNext: Bool
    let words: Words

    var body: Markup {
        Markup {
            H1(words("notification.list-title"))
            P(words("notification.list-lead"))
            if items.isEmpty {
                EmptyState(
                    heading: words("notification.empty-heading"),
                    text: words("notification.empty-text")
                )
            } else {
                DataTable(
                    caption: words("notification.list-title"),
                    hidesCaption: true,
                    columns: ["month", "exploitation", "sex", "age-band", "place"].map {
                        words("notification.\($0)")
                    },
                    rows: items.map(row)
                )
            }
            SimplePager(number: number, hasNext: hasNext, words: words) {
                Route.notifications(page: $0)
            }
        }
    }

    private func row(_ item: ReceivedNotification) -> [Markup] {
        [
            Markup(text: month(item.month)),
            Markup(text: words.name(of: item.notification.exploitation)),
            Markup(text: words.name(of: item.notification.sex)),
            Markup(text: words("age-band", of: item.notification.ageBand)),
            Markup { Bdi(item.notification.place) },
        ]
    }

    /// `2026-03` as its reader writes it.
    private func month(_ text: String) -> String {
        guard let day = CalendarDate(iso: text + "-01") else { return text }
        let (year, month, _) = day.parts
        return words.date(PartialDate.month(year: year, month: month))
    }
}
