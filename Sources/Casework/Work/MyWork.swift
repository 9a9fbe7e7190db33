package import Casefile
import Database
package import Mechanism
import Store

/// A line of the member's work.
package struct WorkItem: Sendable {
    package let task: WorkTask
    /// The case's code, where the member may open the case.
    package let code: String?
    /// True where the day has passed.
    package let isOverdue: Bool
    /// True where the task is given to this member.
    package let isMine: Bool
}

/// The member's work, due and overdue first.
package struct WorkModel: Sendable {
    package let page: Page<WorkItem>
    package let count: Int
    package let overdueCount: Int
    package let today: CalendarDate
}

extension Installation {
    /// Work of the member and of the agency, the earliest day first.
    ///
    /// - Throws: `AccessRefusal.notConfirmed`.
    package func work(page number: Int, by actor: Actor) async throws -> WorkModel {
        let now = now()
        let model = try await database.read { session in
            _ = try actor.authorise(.enter, in: session)
            let table = WorkTable(session)
            let member = actor.may(.lead) ? nil : actor.member
            let rows = try self.page(number) { limit, offset in
                try table.page(
                    of: actor.agency.id,
                    for: member,
                    limit: limit,
                    offset: offset
                )
            }
            let codes = try CaseFileTable(session)
                .codes(
                    of: Set(rows.items.map(\.caseID)).sorted(),
                    visibleTo: actor.agency.id,
                    assignedTo: member,
                    on: now.today
                )
            let counts = try table.counts(of: actor.agency.id, for: member, on: now.today)
            let items = try rows.items.compactMap { row in
                try self.openWork(row, for: actor).map { task in
                    WorkItem(
                        task: task,
                        code: codes[row.caseID],
                        isOverdue: row.due < now.today,
                        isMine: row.assignee == actor.member
                    )
                }
            }
            return WorkModel(
                page: Page(items, number: rows.number, hasNext: rows.hasNext),
                count: counts.all,
                overdueCount: counts.overdue,
                today: now.today
            )
        }
        return try await logged(
            LogLeaf(.list, by: actor, detail: "work", at: now.instant),
            model
        )
    }
}
