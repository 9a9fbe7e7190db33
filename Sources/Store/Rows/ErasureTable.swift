package import Casefile
package import Database
package import Mechanism

/// That an agency's part of a case is to be destroyed, or was.
package struct ErasureRow: Hashable, Sendable {
    package let caseID: Case.ID
    package let agency: Agency.ID
    package let askedBy: Member.ID
    package let askedAt: Instant
    /// The reason, sealed to the agency; empty once it is confirmed.
    package let sealed: [UInt8]
    /// The second keyholder, and when: from then on it holds.
    package let confirmation: Confirmation?

    /// Who confirmed an erasure, and when.
    package struct Confirmation: Hashable, Sendable {
        package let member: Member.ID
        package let at: Instant

        package init(member: Member.ID, at: Instant) {
            self.member = member
            self.at = at
        }
    }

    package init(
        caseID: Case.ID,
        agency: Agency.ID,
        askedBy: Member.ID,
        askedAt: Instant,
        sealed: [UInt8],
        confirmation: Confirmation?
    ) {
        self.caseID = caseID
        self.agency = agency
        self.askedBy = askedBy
        self.askedAt = askedAt
        self.sealed = sealed
        self.confirmation = confirmation
    }

    init(row: Row) throws(RowError) {
        caseID = try row.identifier("case_id")
        agency = try row.agency("agency")
        askedBy = try row.identifier("asked_by")
        askedAt = try row.instant("asked_at")
        sealed = try row.blob("sealed")
        confirmation = try row.optionalIdentifier("confirmed_by").map { member throws(RowError) in
            Confirmation(member: member, at: try row.instant("confirmed_at"))
        }
    }
}

/// The `erasure` table, and what an erasure destroys in the others.
package struct ErasureTable {
    private let session: DatabaseSession
    private let table: SealedTable
    private var connection: any Connection { session.main }

    package init(_ session: DatabaseSession) {
        self.session = session
        table = SealedTable("erasure", key: ["case_id", "agency"], in: session)
    }

    /// Keeps an erasure as it stands now.
    package func set(_ new: ErasureRow) throws {
        try table.insert(
            [
                "case_id": new.caseID, "agency": new.agency, "asked_by": new.askedBy,
                "asked_at": new.askedAt, "sealed": new.sealed,
                "confirmed_by": new.confirmation?.member, "confirmed_at": new.confirmation?.at,
            ],
            onConflict: .replace
        )
    }

    package func find(_ id: Case.ID, of agency: Agency.ID) throws -> ErasureRow? {
        try table.row("SELECT * FROM erasure WHERE case_id = \(id) AND agency = \(agency)")
            .map { try ErasureRow(row: $0) }
    }

    /// Takes back one that nobody confirmed.
    package func withdraw(_ id: Case.ID, of agency: Agency.ID) throws {
        try connection.execute(
            """
            DELETE FROM erasure
            WHERE case_id = \(id) AND agency = \(agency) AND confirmed_at IS NULL
            """
        )
    }

    package func confirmedCount() throws -> Int {
        try connection.row(
            "SELECT COUNT(*) AS n FROM erasure WHERE confirmed_at IS NOT NULL"
        )?.count("n") ?? 0
    }

    /// Every erasure that was confirmed, the earliest first.
    package func confirmed() throws -> [ErasureRow] {
        try table.rows(
            """
            SELECT * FROM erasure WHERE confirmed_at IS NOT NULL
            ORDER BY confirmed_at, case_id, agency
            """
        ).map { try ErasureRow(row: $0) }
    }
}

// MARK: - What is destroyed

extension ErasureTable {
    /// Destroys an agency's part of a case in the main store: wraps of its strands and its own wraps of others',
    /// work, offers, assignments, fingerprints, questions.
    ///
    /// The journal's sealed entries stay: without their keys they are noise, and the chain goes on.
    package func destroy(_ id: Case.ID, of agency: Agency.ID, at instant: Instant) throws {
        let strands = try StrandTable(session).strands(of: id)
        let own = strands.map(\.strand).filter { $0.owner == agency }.map(\.id)
        try connection.execute("DELETE FROM strand_grant WHERE strand IN (\(list: own))")
        try AttachmentTable(session).delete(of: own)
        try FingerprintTable(session).destroy(of: id, agency, at: instant)
        try BlindCheckTable(session).delete(of: id, by: agency)
        for other in strands.map(\.strand) where other.owner != agency {
            let count = try connection.execute(
                "DELETE FROM strand_grant WHERE strand = \(other.id) AND agency = \(agency)"
            )
            if count > 0 { try StrandTable(session).markForRotation(other.id) }
        }
        let offers = try connection.rows(
            """
            SELECT referral FROM offer WHERE case_id = \(id) AND state <> 'closed'
                AND (from_agency = \(agency) OR to_agency = \(agency)) ORDER BY referral
            """
        )
        for row in offers {
            let referral: Referral.ID = try row.identifier("referral")
            try StrandTable(session).drop(referral)
            try OfferTable(session).set(referral, to: .closed)
        }
        try connection.execute(
            "DELETE FROM work_task WHERE case_id = \(id) AND agency = \(agency)"
        )
        try connection.execute(
            "DELETE FROM assignment WHERE case_id = \(id) AND agency = \(agency)"
        )
        try connection.execute("DELETE FROM party WHERE case_id = \(id) AND agency = \(agency)")
    }

    /// Agencies, other than this one, that still hold strands of their own in a case.
    package func holders(of id: Case.ID, beside agency: Agency.ID) throws -> [Agency.ID] {
        try connection.rows(
            """
            SELECT DISTINCT strand.owner FROM strand CROSS JOIN strand_grant
            WHERE strand_grant.strand = strand.id AND strand_grant.agency = strand.owner
                AND strand.case_id = \(id) AND strand.owner <> \(agency)
            ORDER BY strand.owner
            """
        ).map { try $0.agency("owner") }
    }

    /// Destroys, in the shred store, the halves of the keys of every strand that was erased.
    ///
    /// - Returns: how many there were.
    package func destroyHalves() throws -> Int {
        var count = 0
        for erasure in try confirmed() {
            let strands = try connection.rows(
                """
                SELECT id FROM strand
                WHERE case_id = \(erasure.caseID) AND owner = \(erasure.agency) ORDER BY id
                """
            ).map { try $0.blob("id") }
            count += try session.companion.execute(
                "DELETE FROM strand_half WHERE strand IN (\(list: strands))"
            )
        }
        return count
    }

    /// A strand of a confirmed erasure that something can still open, if there is one.
    package func survivor() throws -> Strand.ID? {
        for erasure in try confirmed() {
            let strands = try connection.rows(
                """
                SELECT id FROM strand
                WHERE case_id = \(erasure.caseID) AND owner = \(erasure.agency) ORDER BY id
                """
            ).map { try $0.blob("id") }
            let wrap = try connection.row(
                "SELECT strand FROM strand_grant WHERE strand IN (\(list: strands)) LIMIT 1"
            )
            let half = try session.companion.row(
                "SELECT strand FROM strand_half WHERE strand IN (\(list: strands)) LIMIT 1"
            )
            if let row = wrap ?? half { return try row.identifier("strand") }
        }
        return nil
    }
}
