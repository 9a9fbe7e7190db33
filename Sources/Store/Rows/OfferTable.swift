package import Casefile
package import Database
package import Mechanism

/// The gate of a referral: whether waiting keys may be released.
package struct OfferRow: Sendable {
    /// The gate's state.
    ///
    /// What was said lies in the coordination strand.
    package enum State: String, SQLConvertible, Sendable {
        case awaitingApproval = "awaiting-approval"
        case offered, accepted, closed
    }

    package let referral: Referral.ID
    package let caseID: Case.ID
    package let from: Agency.ID
    package let to: Agency.ID
    package let answerBy: CalendarDate
    /// The consent that it rests on, if it does.
    package let consent: Consent.ID?
    package let state: State

    package init(
        referral: Referral.ID,
        caseID: Case.ID,
        from: Agency.ID,
        to: Agency.ID,
        answerBy: CalendarDate,
        consent: Consent.ID?,
        state: State
    ) {
        self.referral = referral
        self.caseID = caseID
        self.from = from
        self.to = to
        self.answerBy = answerBy
        self.consent = consent
        self.state = state
    }

    init(row: Row) throws {
        guard let state = State(rawValue: try row.text("state")) else {
            throw RowError(column: "state")
        }
        referral = try row.identifier("referral")
        caseID = try row.identifier("case_id")
        from = try row.agency("from_agency")
        to = try row.agency("to_agency")
        answerBy = try row.day("answer_by")
        consent = try row.optionalIdentifier("consent")
        self.state = state
    }
}

/// The `offer` table.
package struct OfferTable {
    private let connection: any Connection
    private let table: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        table = SealedTable("offer", key: ["referral"], in: session)
    }

    package func insert(_ new: OfferRow) throws {
        try table.insert([
            "referral": new.referral, "case_id": new.caseID, "from_agency": new.from,
            "to_agency": new.to, "answer_by": new.answerBy, "consent": new.consent,
            "state": new.state,
        ])
    }

    package func set(_ referral: Referral.ID, to state: OfferRow.State) throws {
        try table.change("UPDATE offer SET state = \(state) WHERE referral = \(referral)")
    }

    /// Offers in a case that rest on a consent and are not closed, whoever made them.
    package func offers(in id: Case.ID, restingOn consent: Consent.ID) throws -> [OfferRow] {
        try table.rows(
            """
            SELECT * FROM offer
            WHERE case_id = \(id) AND consent = \(consent) AND state <> 'closed'
            ORDER BY referral
            """
        ).map { try OfferRow(row: $0) }
    }

    /// The offer, if the agency is one of its two parties.
    ///
    /// The receiver is one once it can open the thread: never of an offer that no second member approved.
    package func find(_ referral: Referral.ID, visibleTo agency: Agency.ID) throws -> OfferRow? {
        try table.row(
            """
            SELECT * FROM offer
            WHERE referral = \(referral)
                AND (from_agency = \(agency) OR (to_agency = \(agency)
                    AND state <> 'awaiting-approval' AND EXISTS (
                        SELECT 1 FROM strand CROSS JOIN strand_grant
                        WHERE strand_grant.strand = strand.id
                            AND strand.case_id = offer.case_id AND strand.thread = offer.referral
                            AND strand_grant.agency = \(agency) AND strand_grant.is_held = 0
                    )))
            """
        ).map { try OfferRow(row: $0) }
    }

    /// Offers to an agency that wait for an answer, the earliest answer day first.
    package func received(by agency: Agency.ID, limit: Int, offset: Int) throws -> [OfferRow] {
        try table.rows(
            """
            SELECT * FROM offer
            WHERE to_agency = \(agency) AND state = 'offered'
            ORDER BY answer_by, referral LIMIT \(limit) OFFSET \(offset)
            """
        ).map { try OfferRow(row: $0) }
    }

    package func receivedCount(by agency: Agency.ID) throws -> Int {
        try connection.row(
            """
            SELECT COUNT(*) AS n FROM offer WHERE to_agency = \(agency) AND state = 'offered'
            """
        )?.count("n") ?? 0
    }
}
