package import Casefile
package import Database
package import Mechanism

/// A question whether the mechanism knows a person, as stored.
package struct BlindCheckRow: Sendable {
    package let id: CheckAsked.ID
    package let caseID: Case.ID
    /// Who asks.
    package let agency: Agency.ID
    package let member: Member.ID
    package let askedAt: Instant
    /// The last day on which a holder may answer.
    package let endsOn: CalendarDate
    /// The particulars, under a key made for this question.
    package let sealed: [UInt8]
    /// That key and what is looked for, under the linkage key; absent once the holders are told.
    package let waiting: [UInt8]?

    package init(
        id: CheckAsked.ID,
        caseID: Case.ID,
        agency: Agency.ID,
        member: Member.ID,
        askedAt: Instant,
        endsOn: CalendarDate,
        sealed: [UInt8],
        waiting: [UInt8]?
    ) {
        self.id = id
        self.caseID = caseID
        self.agency = agency
        self.member = member
        self.askedAt = askedAt
        self.endsOn = endsOn
        self.sealed = sealed
        self.waiting = waiting
    }

    init(row: Row) throws(RowError) {
        id = try row.identifier("id")
        caseID = try row.identifier("case_id")
        agency = try row.agency("agency")
        member = try row.identifier("member")
        askedAt = try row.instant("asked_at")
        endsOn = try row.day("ends_on")
        sealed = try row.blob("sealed")
        waiting = try row.optionalBlob("waiting")
    }
}

/// The `blind_check` table.
package struct BlindCheckTable {
    private let connection: any Connection
    private let table: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        table = SealedTable("blind_check", in: session)
    }

    package func insert(_ new: BlindCheckRow) throws {
        try table.insert([
            "id": new.id, "case_id": new.caseID, "agency": new.agency, "member": new.member,
            "asked_at": new.askedAt, "ends_on": new.endsOn, "sealed": new.sealed,
            "waiting": new.waiting,
        ])
    }

    package func find(_ id: CheckAsked.ID) throws -> BlindCheckRow? {
        try table.row("SELECT * FROM blind_check WHERE id = \(id)")
            .map { try BlindCheckRow(row: $0) }
    }

    /// Questions of an agency in one of its cases, the latest first.
    package func checks(of agency: Agency.ID, in id: Case.ID) throws -> [BlindCheckRow] {
        try table.rows(
            """
            SELECT * FROM blind_check WHERE case_id = \(id) AND agency = \(agency)
            ORDER BY asked_at DESC, id
            """
        ).map { try BlindCheckRow(row: $0) }
    }

    /// Questions whose holders are not told yet, the earliest first.
    package func waiting(limit: Int) throws -> [BlindCheckRow] {
        try table.rows(
            """
            SELECT * FROM blind_check WHERE waiting IS NOT NULL
            ORDER BY asked_at, id LIMIT \(limit)
            """
        ).map { try BlindCheckRow(row: $0) }
    }

    /// Notes that the holders are told: what waited is gone.
    ///
    /// - Returns: false where another server was faster.
    package func finish(_ id: CheckAsked.ID) throws -> Bool {
        try table.change(
            "UPDATE blind_check SET waiting = NULL WHERE id = \(id) AND waiting IS NOT NULL"
        ) > 0
    }

    /// How many questions an agency asked since a moment, and how many of them this member.
    package func count(
        of agency: Agency.ID,
        by member: Member.ID,
        since instant: Instant
    ) throws -> (agency: Int, member: Int) {
        let row = try connection.row(
            """
            SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN member = \(member) THEN 1 ELSE 0 END), 0)
                AS own
            FROM blind_check WHERE agency = \(agency) AND asked_at >= \(instant)
            """
        )
        return (try row?.count("n") ?? 0, try row?.count("own") ?? 0)
    }

    /// Destroys the questions of an agency in a case, or all of a case's, with notices and answers.
    package func delete(of id: Case.ID, by agency: Agency.ID? = nil) throws {
        let ids = try connection.rows(
            "SELECT id, agency FROM blind_check WHERE case_id = \(id) ORDER BY id"
        ).filter { row in try agency.map { try row.agency("agency") == $0 } ?? true }
            .map { try $0.blob("id") }
        try delete(ids)
    }

    /// Destroys questions whose time is over.
    package func deleteEnded(before today: CalendarDate, limit: Int = 1_000) throws {
        try delete(
            connection.rows(
                """
                SELECT id FROM blind_check WHERE ends_on < \(today) ORDER BY id LIMIT \(limit)
                """
            ).map { try $0.blob("id") }
        )
    }

    private func delete(_ ids: [[UInt8]]) throws {
        guard !ids.isEmpty else { return }
        try connection.execute("DELETE FROM check_answer WHERE blind_check IN (\(list: ids))")
        try connection.execute("DELETE FROM check_notice WHERE blind_check IN (\(list: ids))")
        try connection.execute("DELETE FROM blind_check WHERE id IN (\(list: ids))")
    }
}
