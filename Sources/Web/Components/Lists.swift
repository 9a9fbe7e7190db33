import HTML
import Mechanism

/// Facts as terms and what belongs to them.
struct FactList: Component {
    /// One fact, and where it can be changed.
    struct Fact {
        let term: String
        let content: Markup
        var change: TextLink?

        init(_ term: String, change: TextLink? = nil, @MarkupBuilder content: () -> Markup) {
            self.term = term
            self.change = change
            self.content = content()
        }
    }

    let facts: [Fact]

    init(_ facts: [Fact]) { self.facts = facts }

    var body: Markup {
        Dl(.class("facts")) {
            for fact in facts {
                Div(.class("fact")) {
                    Dt(fact.term)
                    Dd { fact.content }
                    if let change = fact.change { Dd(.class("fact-change")) { change } }
                }
            }
        }
    }
}

/// What happened, one thing after the other.
struct Timeline: Component {
    /// One thing that happened.
    struct Item {
        /// When, as the reader writes it.
        let when: String
        let title: String
        /// Who wrote it.
        var by: String?
        var badges: [Badge] = []
        let content: Markup

        init(
            when: String,
            title: String,
            by: String? = nil,
            badges: [Badge] = [],
            @MarkupBuilder content: () -> Markup = { Markup.empty }
        ) {
            self.when = when
            self.title = title
            self.by = by
            self.badges = badges
            self.content = content()
        }
    }

    let items: [Item]

    init(_ items: [Item]) { self.items = items }

    var body: Markup {
        Ol(.class("timeline")) {
            for item in items {
                Li(.class("timeline-item")) {
                    P(.class("timeline-when")) {
                        item.when
                        for badge in item.badges {
                            " "
                            badge
                        }
                    }
                    H3(item.title, .class("timeline-title"))
                    if let by = item.by { P(.class("timeline-by")) { Bdi(by) } }
                    item.content
                }
            }
        }
    }
}

/// Tasks, each a row that leads to what is to be done.
struct TaskList: Component {
    /// One task.
    struct Task {
        let title: String
        let target: any URLConvertible
        var detail: String?
        var due: CalendarDate?
        var badges: [Badge] = []
    }

    let tasks: [Task]
    let today: CalendarDate
    let words: Words

    var body: Markup {
        Ul(.class("tasks")) {
            for task in tasks {
                Li(.class(isOverdue(task) ? "task task-overdue" : "task")) {
                    Div(.class("task-what")) {
                        A(task.title, .class("task-title"), .href(task.target.url))
                        if let detail = task.detail {
                            P(.class("task-detail")) { Bdi(detail) }
                        }
                    }
                    Div(.class("task-when")) {
                        if let due = task.due {
                            P(.class("task-due")) {
                                Time(
                                    words.due(due, today: today),
                                    .datetime(due.description)
                                )
                            }
                        }
                        task.badges
                    }
                }
            }
        }
    }

    private func isOverdue(_ task: Task) -> Bool { task.due.map { $0 < today } ?? false }
}
