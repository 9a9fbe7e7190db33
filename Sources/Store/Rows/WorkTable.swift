package import Casefile
package import Database
package import Mechanism

/// A piece of work as stored: whose and when in clear, what it is sealed to the agency.
package struct WorkRow: Sendable {
    package let id: [UInt8]
    package let agency: Agency.ID
    package let assignee: Member.ID?
    package let due: CalendarDate
    package let caseID: Case.ID
    package let sealed: [UInt8]
    package let digest: [UInt8]

    package init(
        id: [UInt8],
        agency: Agency.ID,
        assignee: Member.ID?,
        due: CalendarDate,
        caseID: Case.ID,
        sealed: [UInt8],
        digest: [UInt8]
    ) {
        self.id = id
        self.agency = agency
        self.assignee = assignee
        self.due = due
        self.caseID = caseID
        self.sealed = sealed
        self.digest = digest
    }

    init(row: Row) throws(RowError) {
        id = try row.blob("id")
        agency = try row.agency("agency")
        assignee = try row.optionalIdentifier("assignee")
        due = try row.day("due")
        caseID = try row.identifier("case_id")
        sealed = try row.blob("sealed")
        digest = try row.blob("digest")
    }
}

/// The `work_task` table.
package struct WorkTable {
    private let connection: any Connection
    private let table: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        table = SealedTable("work_task", in: session)
    }

    package func insert(_ new: WorkRow) throws {
        try table.insert(
            [
                "id": new.id, "agency": new.agency, "assignee": new.assignee, "due": new.due,
                "case_id": new.caseID, "sealed": new.sealed, "digest": new.digest,
            ],
            onConflict: .replace
        )
    }

    package func delete(_ id: [UInt8]) throws {
        try connection.execute("DELETE FROM work_task WHERE id = \(id)")
    }

    /// Work of a member and of the whole agency, or all of the agency's, the earliest day first.
    package func page(
        of agency: Agency.ID,
        for member: Member.ID?,
        limit: Int,
        offset: Int
    ) throws -> [WorkRow] {
        let rows: [Row]
        if let member {
            rows = try connection.rows(
                """
                SELECT id, agency, assignee, due, case_id, sealed, digest FROM work_task
                WHERE agency = \(agency) AND (assignee IS NULL OR assignee = \(member))
                ORDER BY due, id LIMIT \(limit) OFFSET \(offset)
                """
            )
        } else {
            rows = try connection.rows(
                """
                SELECT id, agency, assignee, due, case_id, sealed, digest FROM work_task
                WHERE agency = \(agency) ORDER BY due, id LIMIT \(limit) OFFSET \(offset)
                """
            )
        }
        return try rows.map { try WorkRow(row: $0) }
    }

    /// Work of an agency in one case, the earliest day first.
    ///
    /// Sorted here: asked for an order, SQLite goes over all work of the agency in that order.
    package func tasks(of agency: Agency.ID, in id: Case.ID) throws -> [WorkRow] {
        try connection.rows(
            """
            SELECT id, agency, assignee, due, case_id, sealed, digest FROM work_task
            WHERE agency = \(agency) AND case_id = \(id)
            """
        ).map { try WorkRow(row: $0) }.sorted { one, other in
            one.due == other.due
                ? one.id.lexicographicallyPrecedes(other.id) : one.due < other.due
        }
    }

    /// All work in one case: for verification.
    package func tasks(in id: Case.ID) throws -> [WorkRow] {
        try connection.rows(
            """
            SELECT id, agency, assignee, due, case_id, sealed, digest FROM work_task
            WHERE case_id = \(id) ORDER BY id
            """
        ).map { try WorkRow(row: $0) }
    }

    /// How much work there is, and how much of it is overdue.
    package func counts(
        of agency: Agency.ID,
        for member: Member.ID?,
        on today: CalendarDate
    ) throws -> (all: Int, overdue: Int) {
        let row: Row?
        if let member {
            row = try connection.row(
                """
                SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN due < \(today) THEN 1 ELSE 0 END), 0)
                    AS late
                FROM work_task
                WHERE agency = \(agency) AND (assignee IS NULL OR assignee = \(member))
                """
            )
        } else {
            row = try connection.row(
                """
                SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN due < \(today) THEN 1 ELSE 0 END), 0)
                    AS late
                FROM work_task WHERE agency = \(agency)
                """
            )
        }
        return (try row?.count("n") ?? 0, try row?.count("late") ?? 0)
    }

    /// A leaving member's work goes to a successor, or to the agency.
    package func reassign(_ member: Member.ID, to successor: Member.ID?) throws {
        try table.change(
            "UPDATE work_task SET assignee = \(successor) WHERE assignee = \(member)"
        )
    }
}
