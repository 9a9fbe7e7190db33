import Casefile
import Casework
import HTML
import Mechanism

/// What comes next and by when: open work of the reader's agency, and the clocks that run.
struct NextSteps: Component {
    let model: CaseModel
    let reading: CaseReading

    private var words: Words { reading.words }

    var body: Markup {
        CasePart("next", words) {
            if model.work.isEmpty {
                P(words("case.next.nothing"))
            } else {
                Ul(.class("tasks")) { model.work.map(task) }
            }
            let clocks = CaseClocks(state: model.state, reading: reading).running
            if !clocks.isEmpty { FactList(clocks.map(fact)) }
        }.body
    }

    private func task(_ task: WorkTask) -> Markup {
        let isOverdue = task.due < reading.today
        let title = words("task", of: task.key.kind)
        return Markup {
            Li(.class(isOverdue ? "task task-overdue" : "task")) {
                Div(.class("task-what")) {
                    if let target = target(of: task.key) {
                        A(title, .class("task-title"), .href(target.url))
                    } else {
                        P(title, .class("task-title"))
                    }
                    if task.key.kind.isDoneByReading, reading.may(.record) { done(task, title) }
                }
                Div(.class("task-when")) {
                    P(.class("task-due")) {
                        Time(
                            words.due(task.due, today: reading.today),
                            .datetime(task.due.description)
                        )
                    }
                }
            }
        }
    }

    private func done(_ task: WorkTask, _ title: String) -> Markup {
        PostForm(action: Route.workDone, token: reading.token, guardsTyping: false) {
            HiddenField(name: "kind", value: task.key.kind.rawValue)
            HiddenField(name: "case", value: task.key.caseID.description)
            if let referral = task.key.referral {
                HiddenField(name: "referral", value: referral.description)
            }
            Button(
                words("case.next.done"),
                .class(ButtonStyle.secondary.rawValue),
                .type(.submit),
                .aria(.label, words("case.next.done-with", ["task": title]))
            )
        }.body
    }

    private func target(of key: WorkTask.Key) -> (any URLConvertible)? {
        switch key.kind {
        case .meetNeed: return reading.may(.refer) ? Route.services(model.id) : nil
        case .arrangeGuardian:
            return reading.may(.record) ? Route.newEntry(model.id, .guardian) : nil
        case .decideReasonableGrounds, .decideConclusive:
            return reading.may(.decide) ? Route.newDecision(model.id) : nil
        case .reviewVitalInterest:
            let disclosure = model.state.disclosures.values.first {
                $0.made.value.referral == key.referral && $0.made.value.rests(on: .vitalInterest)
            }
            return disclosure.map { Route.reviewDisclosure(model.id, $0.made.value.id) }
        case .readDecision: return SafeURL(fragment: "decided")
        case .accessEnded: return SafeURL(fragment: "access")
        case .readCheckAnswer: return SafeURL(fragment: "known")
        case .breakGlassUsed: return nil
        case .confirmErasure, .considerErasure: return Route.eraseCase(model.id)
        default: return key.referral.map { Route.referral($0) }
        }
    }

    private func fact(_ clock: CaseClocks.Running) -> FactList.Fact {
        FactList.Fact(words("case.clock.\(clock.name)")) {
            P(
                clock.isMinimum
                    ? words("case.clock.at-least", ["date": words.date(clock.day)])
                    : words.due(clock.day, today: reading.today)
            )
            if let source = clock.source { SourceLine(source: source, words: words) }
        }
    }
}

/// The clocks of the mechanism that run in a case, as far as the reader can open what starts them.
struct CaseClocks {
    /// A clock that runs: the rest of its key in the catalogue, and its day.
    struct Running {
        let name: String
        let day: CalendarDate
        let isMinimum: Bool
        let source: Source?
    }

    let state: CaseState
    let reading: CaseReading

    var running: [Running] {
        guard state.wish?.value.wish != .leaveFormal else { return reflection }
        return [reasonableGrounds].compactMap(\.self) + reflection + [conclusive].compactMap(\.self)
    }

    private var mechanism: Mechanism { reading.mechanism }

    private func decision(_ stage: DecisionTaken.Stage) -> DecisionTaken? {
        state.decisions.last { $0.value.stage == stage }?.value
    }

    private var reasonableGrounds: Running? {
        guard decision(.reasonableGrounds) == nil, let request = state.requests.last?.value else {
            return nil
        }
        return mechanism.clocks.first {
            $0.starts == .identificationRequest && $0.ends == .reasonableGroundsDecision
                && $0.bound == .maximum
        }.map { running("reasonable-grounds", $0, from: request.occurredOn) }
    }

    private var conclusive: Running? {
        guard decision(.conclusive) == nil, let first = decision(.reasonableGrounds),
            first.result == .positive
        else { return nil }
        return mechanism.clocks.first { $0.bound == .maximum && $0.ends == .conclusiveDecision }
            .map { running("conclusive", $0, from: first.occurredOn) }
    }

    private var reflection: [Running] {
        guard let reflection = state.reflection, reflection.ended == nil else { return [] }
        let clock = mechanism.clocks.first {
            $0.bound == .minimum
                && ($0.starts == .positiveReasonableGrounds || $0.starts == .reflectionStart)
        }
        return [
            Running(
                name: "reflection",
                day: reflection.started.value.atLeastUntil,
                isMinimum: true,
                source: clock?.source
            )
        ]
    }

    private func running(_ name: String, _ clock: Clock, from day: CalendarDate) -> Running {
        Running(
            name: name,
            day: mechanism.deadline(for: clock, from: day),
            isMinimum: false,
            source: clock.source
        )
    }
}

extension DisclosureMade {
    /// What may authorise a disclosure, without what it carries.
    enum Ground { case consent, law, vitalInterest }

    /// What authorised this one.
    var ground: Ground {
        switch authority {
        case .consent: .consent
        case .law: .law
        case .vitalInterest: .vitalInterest
        }
    }

    func rests(on ground: Ground) -> Bool { self.ground == ground }
}
