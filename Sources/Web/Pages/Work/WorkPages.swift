import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// The member's work, due and overdue first.
    func work(_ number: Int, _ actor: Actor) async throws -> HTTPResponse {
        let model = try await installation.work(page: number, by: actor)
        let drafts = try await installation.drafts(by: actor)
        // What only this member's keys can make anew, while they read.
        let installation = installation
        Task(priority: .background) { try? await installation.renewFingerprints(by: actor) }
        let checks = actor.may(.record) ? try await installation.checkNotices(by: actor).count : 0
        return try await page(words("work.title")) {
            WorkPage(model: model, drafts: drafts, checkCount: checks, visit: self)
        }
    }

    /// Marks work as done that leaves no entry of its own.
    func workDone(_ actor: Actor) async throws -> HTTPResponse {
        guard isPost else { throw AccessRefusal.hidden }
        guard let kind = form.only("kind").flatMap({ WorkTask.Kind(rawValue: $0) }),
            kind.isDoneByReading, let id = form.only("case").flatMap({ Case.ID(hex: $0) })
        else { throw AccessRefusal.hidden }
        let referral = form.only("referral").flatMap { Referral.ID(hex: $0) }
        let key = WorkTask.Key(kind, of: actor.agency.id, in: id, about: referral)
        try await installation.finish(key, by: actor)
        return try goOn(to: .work(page: 1))
    }
}

extension WorkTask.Kind {
    /// Work that is done once somebody has seen to it, without an entry of its own.
    var isDoneByReading: Bool {
        switch self {
        case .meetNeed, .arrangeGuardian, .referralReturned, .readDecision, .accessEnded,
            .breakGlassUsed, .awaitFeedback, .considerErasure, .readCheckAnswer:
            true
        default: false
        }
    }
}

/// The list of work.
struct WorkPage: Component {
    let model: WorkModel
    let drafts: [Draft]
    /// Questions about people whom the agency may know.
    let checkCount: Int
    let visit: Visit

    var body: Markup {
        let words = visit.words
        return Markup {
            H1(words("work.title"))
            P(
                words("work.count", count: model.count) + " "
                    + words("work.overdue", count: model.overdueCount),
                .class("hint")
            )
            if !drafts.isEmpty {
                Notice(.information) {
                    P {
                        TextLink(
                            words("work.drafts", count: drafts.count),
                            to: Route.firstContacts
                        )
                    }
                }
            }
            if checkCount > 0 {
                Notice(.information) {
                    P { TextLink(words("work.checks", count: checkCount), to: Route.checks) }
                }
            }
            if model.page.items.isEmpty {
                EmptyState(
                    heading: words("work.empty-heading"),
                    text: words("work.empty-text")
                )
            } else {
                TaskList(tasks: model.page.items.map(line), today: model.today, words: words)
            }
            SimplePager(
                number: model.page.number,
                hasNext: model.page.hasNext,
                words: words
            ) { Route.work(page: $0) }
        }
    }

    private func line(_ item: WorkItem) -> TaskList.Task {
        let words = visit.words
        let key = item.task.key
        let about = item.code.map { words("work.case", ["code": $0]) } ?? words("work.referral")
        return TaskList.Task(
            title: words("task.\(key.kind.rawValue)"),
            target: Route.target(of: key, isCaseOpen: item.code != nil),
            detail: about + (item.isMine ? " · " + words("work.mine") : ""),
            due: item.task.due
        )
    }
}

extension Route {
    /// Where a piece of work is done.
    static func target(of key: WorkTask.Key, isCaseOpen: Bool) -> Route {
        switch key.kind {
        case .answerReferral, .giveFeedback, .approveDisclosure, .awaitAnswer, .awaitFeedback,
            .referralReturned:
            if let referral = key.referral { return .referral(referral) }
            return .caseFile(key.caseID)
        default: return isCaseOpen ? .caseFile(key.caseID) : .work(page: 1)
        }
    }
}

/// Previous and next, for lists whose end is not counted.
struct SimplePager: Component {
    let number: Int
    let hasNext: Bool
    let words: Words
    let target: (Int) -> Route

    init(number: Int, hasNext: Bool, words: Words, target: @escaping (Int) -> Route) {
        self.number = number
        self.hasNext = hasNext
        self.words = words
        self.target = target
    }

    var body: Markup {
        Markup {
            if number > 1 || hasNext {
                Nav(.class("pagination"), .aria(.label, words("pagination.label"))) {
                    if number > 1 {
                        A(words("pagination.previous"), .href(target(number - 1).url))
                    }
                    if hasNext { A(words("pagination.next"), .href(target(number + 1).url)) }
                }
            }
        }
    }
}
