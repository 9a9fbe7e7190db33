package import Casefile
package import Database
package import Mechanism

/// What a holder is told of a question, or what looks like it.
package struct CheckNoticeRow: Sendable {
    package let id: BlindNotice.ID
    package let check: CheckAsked.ID
    package let agency: Agency.ID
    package let agencyEpoch: Int
    package let endsOn: CalendarDate
    package let sealed: [UInt8]

    package init(
        id: BlindNotice.ID,
        check: CheckAsked.ID,
        agency: Agency.ID,
        agencyEpoch: Int,
        endsOn: CalendarDate,
        sealed: [UInt8]
    ) {
        self.id = id
        self.check = check
        self.agency = agency
        self.agencyEpoch = agencyEpoch
        self.endsOn = endsOn
        self.sealed = sealed
    }

    init(row: Row) throws(RowError) {
        id = try row.identifier("id")
        check = try row.identifier("blind_check")
        agency = try row.agency("agency")
        agencyEpoch = try row.count("agency_epoch")
        endsOn = try row.day("ends_on")
        sealed = try row.blob("sealed")
    }
}

/// What a holder wrote back.
package struct CheckAnswerRow: Sendable {
    package let id: BlindAnswer.ID
    package let check: CheckAsked.ID
    /// The holder.
    package let agency: Agency.ID
    package let answeredAt: Instant
    package let sealed: [UInt8]

    package init(
        id: BlindAnswer.ID,
        check: CheckAsked.ID,
        agency: Agency.ID,
        answeredAt: Instant,
        sealed: [UInt8]
    ) {
        self.id = id
        self.check = check
        self.agency = agency
        self.answeredAt = answeredAt
        self.sealed = sealed
    }

    init(row: Row) throws(RowError) {
        id = try row.identifier("id")
        check = try row.identifier("blind_check")
        agency = try row.agency("agency")
        answeredAt = try row.instant("answered_at")
        sealed = try row.blob("sealed")
    }
}

/// The `check_notice` and `check_answer` tables.
package struct CheckNoticeTable {
    private let connection: any Connection
    private let notices: SealedTable
    private let answers: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        notices = SealedTable("check_notice", in: session)
        answers = SealedTable("check_answer", in: session)
    }

    package func insert(_ new: CheckNoticeRow) throws {
        try notices.insert([
            "id": new.id, "blind_check": new.check, "agency": new.agency,
            "agency_epoch": new.agencyEpoch, "ends_on": new.endsOn, "sealed": new.sealed,
        ])
    }

    /// One notice of the agency.
    package func find(_ id: BlindNotice.ID, of agency: Agency.ID) throws -> CheckNoticeRow? {
        try notices.row(
            "SELECT * FROM check_notice WHERE id = \(id) AND agency = \(agency)"
        ).map { try CheckNoticeRow(row: $0) }
    }

    /// Notices of the agency that it has neither answered nor let run out, the first to end first.
    package func open(
        of agency: Agency.ID,
        on today: CalendarDate,
        limit: Int
    ) throws -> [CheckNoticeRow] {
        try notices.rows(
            """
            SELECT * FROM check_notice
            WHERE agency = \(agency) AND ends_on >= \(today) AND NOT EXISTS (
                SELECT 1 FROM check_answer
                WHERE check_answer.blind_check = check_notice.blind_check
                    AND check_answer.agency = check_notice.agency
            )
            ORDER BY ends_on, id LIMIT \(limit)
            """
        ).map { try CheckNoticeRow(row: $0) }
    }

    /// Adds an answer.
    ///
    /// - Returns: false where the agency has answered before.
    package func insert(_ new: CheckAnswerRow) throws -> Bool {
        guard
            try connection.row(
                """
                SELECT id FROM check_answer
                WHERE blind_check = \(new.check) AND agency = \(new.agency)
                """
            ) == nil
        else { return false }
        try answers.insert([
            "id": new.id, "blind_check": new.check, "agency": new.agency,
            "answered_at": new.answeredAt, "sealed": new.sealed,
        ])
        return true
    }

    /// Answers to a question, the earliest first.
    package func answers(to check: CheckAsked.ID) throws -> [CheckAnswerRow] {
        try answers.rows(
            """
            SELECT * FROM check_answer WHERE blind_check = \(check) ORDER BY answered_at, id
            """
        ).map { try CheckAnswerRow(row: $0) }
    }
}
