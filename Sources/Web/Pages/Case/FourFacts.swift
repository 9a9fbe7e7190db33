import Casefile
import Casework
import HTML
import Mechanism

// Four facts that are never mixed: who noticed, what the person wants, what the authority decided,
// and what help runs. Each is a part of its own.

/// Who noticed, and what: detection, which proves nothing and opens help.
struct NoticedSection: Component {
    let state: CaseState
    let reading: CaseReading

    var body: Markup {
        CasePart("noticed", reading.words) {
            if state.contacts.isEmpty, state.indicators.isEmpty {
                P(reading.words("case.file.nothing"))
            }
            StatedList(state.contacts, reading) { .contactMade($0) }
            if !state.indicators.isEmpty {
                H3(reading.words("case.noticed.indicators"))
                P(reading.words("indicator.intro"), .class("hint"))
                StatedList(state.indicators, reading) { .indicatorObserved($0) }
            }
        }.body
    }
}

/// What the person wants: the wish, and consents given, withheld and withdrawn.
struct WantedSection: Component {
    let model: CaseModel
    let reading: CaseReading

    private var words: Words { reading.words }

    var body: Markup {
        let state = model.state
        return CasePart("wanted", words) {
            if let wish = state.wish {
                StatedList([wish], reading) { .wishExpressed($0) }
            } else {
                P(words("case.wanted.no-wish"))
            }
            if !state.childViews.isEmpty {
                H3(words("case.wanted.child-view"))
                StatedList(state.childViews, reading) { .childViewRecorded($0) }
            }
            H3(words("case.wanted.consents"))
            if state.consents.isEmpty, state.withheld.isEmpty {
                P(words("case.wanted.no-consent"))
            }
            Ul(.class("plain-list")) { consents.map(consent) }
            StatedList(state.withheld, reading) { .consentWithheld($0) }
        }.body
    }

    private var consents: [ConsentState] {
        model.state.consents.values.sorted {
            ($0.given.header.recordedAt, $0.given.value.id)
                < ($1.given.header.recordedAt, $1.given.value.id)
        }
    }

    private func consent(_ consent: ConsentState) -> Markup {
        Markup {
            Li {
                P(.class("hint")) {
                    words("case.wanted.given-on", ["date": reading.day(of: consent.given.header)])
                    " "
                    state(of: consent)
                }
                PayloadSummary(.consentGiven(consent.given.value), reading)
                if consent.withdrawal == nil, reading.may(.record) {
                    P {
                        TextLink(
                            words(
                                "case.wanted.withdraw",
                                ["recipients": reading.list(consent.given.value.scope.recipients)]
                            ),
                            to: Route.withdrawConsent(model.id, consent.given.value.id)
                        )
                    }
                }
            }
        }
    }

    private func state(of consent: ConsentState) -> Badge {
        if let withdrawal = consent.withdrawal {
            return Badge(
                words("case.wanted.withdrawn-on", ["date": reading.day(of: withdrawal)]),
                .plain
            )
        }
        return consent.holds(on: reading.today)
            ? Badge(words("case.wanted.holds"), .good)
            : Badge(words("case.wanted.ran-out"), .plain)
    }
}

/// What the authority decided.
struct DecidedSection: Component {
    let model: CaseModel
    let reading: CaseReading

    var body: Markup {
        let state = model.state
        return CasePart("decided", reading.words) {
            if state.requests.isEmpty, state.decisions.isEmpty, state.reflection == nil {
                P(reading.words("case.decided.nothing"))
            }
            StatedList(state.requests, reading) { .identificationRequested($0) }
            StatedList(state.decisions, reading) { .decisionTaken($0) }
            if let reflection = state.reflection {
                StatedList([reflection.started], reading) { .reflectionStarted($0) }
                if let ended = reflection.ended { PayloadSummary(.reflectionEnded(ended), reading) }
            }
        }.body
    }
}

/// What help runs: it needs neither a decision nor co-operation.
struct HelpSection: Component {
    let model: CaseModel
    let reading: CaseReading

    private var words: Words { reading.words }

    var body: Markup {
        let state = model.state
        return CasePart("help", words) {
            if let day = state.supportOpenedOn {
                P(words("case.help.since", ["date": words.date(day)]))
            } else {
                P(words("case.help.not-yet"))
            }
            StatedList(state.services, reading) { .serviceStarted($0) }
            if !state.needs.isEmpty {
                H3(words("case.help.needs"))
                StatedList(state.needs, reading) { .needStated($0) }
            }
            if !referrals.isEmpty {
                H3(words("case.help.referrals"))
                Ul(.class("tasks")) { referrals.map(referral) }
            }
        }.body
    }

    private var referrals: [ReferralState] {
        model.state.referrals.values.sorted {
            ($0.offered.header.recordedAt, $0.offered.value.id)
                > ($1.offered.header.recordedAt, $1.offered.value.id)
        }
    }

    private func referral(_ referral: ReferralState) -> Markup {
        let offered = referral.offered.value
        let status = referral.status(on: reading.today)
        return Markup {
            Li(.class("task")) {
                Div(.class("task-what")) {
                    A(
                        words(
                            "case.help.referral",
                            [
                                "from": reading.name(of: offered.from),
                                "to": reading.name(of: offered.to),
                            ]
                        ),
                        .class("task-title"),
                        .href(Route.referral(offered.id).url)
                    )
                    P(.class("task-detail")) {
                        words.name(of: offered.purpose)
                        if let service = offered.service {
                            " · "
                            Bdi(reading.name(of: service))
                        }
                    }
                }
                Div(.class("task-when")) {
                    Badge(words("case.referral-status", of: status), tone(of: status))
                    if status == .offered || status == .awaitingApproval {
                        P(words.due(offered.answerBy, today: reading.today), .class("task-due"))
                    } else if let answer = referral.answers.last {
                        P(words("case.answer", of: answer.value.answer), .class("task-due"))
                    }
                }
            }
        }
    }

    private func tone(of status: ReferralState.Status) -> Badge.Tone {
        switch status {
        case .accepted: .good
        case .offered, .awaitingApproval: .waiting
        case .declined, .expired: .late
        case .withdrawn: .plain
        }
    }
}

/// Who the person is and how to reach them: nothing at all where the agency can't open it.
struct PersonSection: Component {
    let state: CaseState
    let reading: CaseReading

    var body: Markup {
        Markup {
            if !state.safeContacts.isEmpty {
                CasePart("contact", reading.words) {
                    StatedList(state.safeContacts, reading) { .safeContact($0) }
                }
            }
            if !state.identities.isEmpty {
                CasePart("identity", reading.words) {
                    P(reading.words("case.identity.as-said-each"), .class("hint"))
                    StatedList(state.identities, reading) { .identityStated($0) }
                }
            }
        }
    }
}

/// Statements with who made them and when.
struct StatedList<Value: Hashable & Sendable>: Component {
    let stated: [CaseState.Stated<Value>]
    let reading: CaseReading
    let payload: (Value) -> Payload

    init(
        _ stated: [CaseState.Stated<Value>],
        _ reading: CaseReading,
        payload: @escaping (Value) -> Payload
    ) {
        self.stated = stated
        self.reading = reading
        self.payload = payload
    }

    var body: Markup {
        for group in groups {
            Ul(.class("plain-list")) {
                for item in group { Li { PayloadSummary(payload(item.value), reading) } }
            }
            if let header = group.first?.header {
                P(.class("hint")) {
                    reading.words(
                        "case.file.stated",
                        [
                            "agency": reading.name(of: header.authorAgency),
                            "date": reading.day(of: header),
                        ]
                    )
                }
            }
        }
    }

    /// Statements that follow each other from one agency and one day share one line about it.
    private var groups: [[CaseState.Stated<Value>]] {
        var groups: [[CaseState.Stated<Value>]] = []
        for item in stated {
            if let last = groups.last?.last, isSame(last.header, item.header) {
                groups[groups.count - 1].append(item)
            } else {
                groups.append([item])
            }
        }
        return groups
    }

    private func isSame(_ left: EntryHeader, _ right: EntryHeader) -> Bool {
        left.authorAgency == right.authorAgency
            && reading.stamp(left.recordedAt).day == reading.stamp(right.recordedAt).day
    }
}
