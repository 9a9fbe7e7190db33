import Casefile
import Casework
import HTML
import Mechanism

/// The form of a formal decision.
struct NewDecisionPage: Component {
    let subject: DecisionSubject
    let form: DecisionForm
    let isPost: Bool
    let context: ReferralContext

    private var words: Words { context.words }
    private var caseID: Case.ID { subject.model.id }

    var body: Markup {
        if isPost { ErrorSummary(fields: form.fields, words: words) }
        P {
            TextLink(
                words("referral-context.case", ["code": subject.model.code]),
                to: Route.caseFile(caseID)
            )
        }
        H1(words("decision.title"))
        P(words("decision.lead"))
        ReferralRefusalNotice(field: form.refusal, words: words)
        if let referral = subject.referral?.offered.value {
            P(
                words(
                    "decision.requested",
                    [
                        "date": words.date(referral.offeredOn),
                        "agency": context.name(of: referral.from),
                    ]
                )
            )
            DecisionClock(subject: subject, context: context)
            if subject.next == nil, form.stage.error == nil {
                Notice(.information) { P(words("decision.none-open")) }
            } else {
                questions(referral)
            }
        }
        NegativeDecision(context: context)
    }

    private func questions(_ referral: ReferralOffered) -> Markup {
        PostForm(action: Route.newDecision(caseID), token: context.token) {
            RadioGroup(
                field: form.stage,
                legend: words("decision.stage"),
                choices: DecisionTaken.Stage.allCases.map {
                    choice("decision.stage-\($0.rawValue)", $0.rawValue)
                },
                words: words
            )
            RadioGroup(
                field: form.result,
                legend: words("decision.result"),
                choices: DecisionTaken.Result.allCases.map {
                    choice("decision.result-\($0.rawValue)", $0.rawValue)
                },
                words: words
            )
            DateField(
                value: form.date,
                legend: words("decision.date"),
                acceptsLess: false,
                words: words
            )
            TextArea(
                field: form.reasons,
                label: words("decision.reasons"),
                hint: words("decision.reasons-hint"),
                rows: 10,
                words: words
            )
            tell(referral)
            SubmitButton(words("decision.button"))
        }.body
    }

    private func choice(_ key: String, _ value: String) -> Choice {
        Choice(value, words(key), hint: words("\(key)-hint"))
    }

    @MarkupBuilder
    private func tell(_ referral: ReferralOffered) -> Markup {
        let referrer = ["agency": context.name(of: referral.from)]
        if subject.mayTell.isEmpty {
            P(words("decision.tell-nobody", referrer))
            if form.tell.error != nil {
                Div(.id(form.tell.id)) { FieldError(field: form.tell, words: words) }
            }
        } else {
            CheckboxGroup(
                field: form.tell,
                legend: words("decision.tell"),
                hint: words("decision.tell-hint", referrer),
                choices: subject.mayTell.map { Choice($0.rawValue, context.name(of: $0)) },
                words: words
            )
        }
    }
}

/// Decisions taken, when the next one is due, and which clocks say so.
struct DecisionClock: Component {
    let subject: DecisionSubject
    let context: ReferralContext

    var body: Markup {
        let words = context.words
        if !subject.taken.isEmpty {
            H2(words("decision.earlier"))
            Ul {
                for decision in subject.taken {
                    Li {
                        words.date(decision.occurredOn)
                        " – "
                        words(
                            "decision.taken",
                            [
                                "stage": words("decision.stage-\(decision.stage.rawValue)"),
                                "result": words("decision.result-\(decision.result.rawValue)"),
                            ]
                        )
                    }
                }
            }
        }
        if let stage = subject.next {
            H2(words("decision.clock-heading"))
            P {
                Strong(words("decision.due-\(stage.rawValue)"))
                if let due = subject.due(stage) {
                    ": "
                    words.due(due, today: context.today)
                }
                if stage == .conclusive, let earliest = subject.earliestConclusive {
                    "; "
                    words("decision.not-before", ["date": words.longDate(earliest)])
                }
            }
            for clock in clocks(of: stage) { rule(clock) }
        }
    }

    private func clocks(of stage: DecisionTaken.Stage) -> [Clock] {
        let end: ProcedureEvent =
            stage == .conclusive ? .conclusiveDecision : .reasonableGroundsDecision
        return context.mechanism.clocks.filter { $0.ends == end }
    }

    @MarkupBuilder
    private func rule(_ clock: Clock) -> Markup {
        P(context.words.rule(of: clock), .class("hint"))
        SourceLine(source: clock.source, words: context.words)
    }
}

extension Words {
    /// A clock in words: `At most 5 working days, from: Request for formal identification`.
    fileprivate func rule(of clock: Clock) -> String {
        self(
            "decision.rule",
            [
                "bound": self("clock-bound", of: clock.bound),
                "period": self("period.\(clock.period.unit.rawValue)", count: clock.period.count),
                "event": name(of: clock.starts),
            ]
        )
    }
}

/// What a negative decision does and does not do, and what can be done against it.
struct NegativeDecision: Component {
    let context: ReferralContext

    private var words: Words { context.words }

    var body: Markup {
        let remedies = context.mechanism.clocks(startingWith: .negativeDecision)
        let ending = context.mechanism.services.filter { service in
            service.endsOn.contains { $0.kind == .negativeDecision }
        }
        H2(words("decision.remedy-heading"))
        if remedies.isEmpty { P(words("decision.remedy-none")) }
        for clock in remedies {
            P(
                words(
                    "decision.remedy-clock",
                    [
                        "event": words.name(of: clock.ends),
                        "bound": words("clock-bound", of: clock.bound),
                        "period": words(
                            "period.\(clock.period.unit.rawValue)",
                            count: clock.period.count
                        ),
                    ]
                )
            )
            SourceLine(source: clock.source, words: words)
        }
        if ending.isEmpty {
            P(words("decision.result-negative-hint"))
        } else {
            Notice(.law, heading: words("services.law-heading")) {
                P(words("decision.remedy-help"))
                for service in ending { rule(of: service) }
            }
        }
    }

    @MarkupBuilder
    private func rule(of service: Service) -> Markup {
        P { Bdi(context.name(of: service.id)) }
        for condition in service.endsOn where condition.kind == .negativeDecision {
            SourceLine(source: condition.source, words: words)
        }
    }
}
