package import Casefile
package import Database
package import Mechanism

/// A strand with the epoch that new entries use.
package struct StrandRow: Hashable, Sendable {
    package let strand: Strand
    package let epoch: Int
    /// True after a grant ended: the next write begins a new epoch.
    package let mustRotate: Bool

    package init(strand: Strand, epoch: Int, mustRotate: Bool) {
        self.strand = strand
        self.epoch = epoch
        self.mustRotate = mustRotate
    }

    init(row: Row) throws {
        guard let compartment = Compartment(rawValue: try row.text("compartment")) else {
            throw RowError(column: "compartment")
        }
        strand = Strand(
            id: try row.identifier("id"),
            caseID: try row.identifier("case_id"),
            compartment: compartment,
            owner: try row.agency("owner"),
            thread: try row.optionalIdentifier("thread")
        )
        epoch = try row.count("epoch")
        mustRotate = try row.flag("must_rotate")
    }
}

/// One wrap of one epoch of a strand's key for one agency.
package struct GrantRow: Sendable {
    package let strand: Strand.ID
    package let epoch: Int
    package let agency: Agency.ID
    package let agencyEpoch: Int
    package let sealed: [UInt8]
    package let referral: Referral.ID?
    /// True while the key waits for a referral's acceptance.
    package let isHeld: Bool
    package let until: CalendarDate?
    package let grantedBy: Member.ID
    package let signature: [UInt8]

    package init(
        strand: Strand.ID,
        epoch: Int,
        agency: Agency.ID,
        agencyEpoch: Int,
        sealed: [UInt8],
        referral: Referral.ID?,
        isHeld: Bool,
        until: CalendarDate?,
        grantedBy: Member.ID,
        signature: [UInt8]
    ) {
        self.strand = strand
        self.epoch = epoch
        self.agency = agency
        self.agencyEpoch = agencyEpoch
        self.sealed = sealed
        self.referral = referral
        self.isHeld = isHeld
        self.until = until
        self.grantedBy = grantedBy
        self.signature = signature
    }

    init(row: Row) throws {
        strand = try row.identifier("strand")
        epoch = try row.count("epoch")
        agency = try row.agency("agency")
        agencyEpoch = try row.count("agency_epoch")
        sealed = try row.blob("sealed")
        referral = try row.blob("referral").isEmpty ? nil : row.identifier("referral")
        isHeld = try row.flag("is_held")
        // A day that can't be read must not become access without an end.
        until = try row.optionalText("until_day") == nil ? nil : row.day("until_day")
        grantedBy = try row.identifier("granted_by")
        signature = try row.blob("signature")
    }
}

/// The `strand`, `strand_epoch`, `strand_grant` and `party` tables, and the shred store's `strand_half`.
///
/// `CROSS JOIN` keeps SQLite from starting at the agency's grants, which are many, instead of the case's
/// strands, which are few.
package struct StrandTable {
    let connection: any Connection
    let shred: any Connection
    private let strands: SealedTable
    private let epochs: SealedTable
    private let grants: SealedTable
    private let parties: SealedTable
    let halfTable: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        shred = session.companion
        strands = SealedTable("strand", in: session)
        epochs = SealedTable("strand_epoch", key: ["strand", "epoch"], in: session)
        grants = SealedTable(
            "strand_grant",
            key: ["strand", "epoch", "agency", "referral"],
            in: session
        )
        parties = SealedTable("party", key: ["case_id", "agency"], in: session)
        halfTable = SealedTable(
            "strand_half",
            key: ["strand", "epoch"],
            in: session,
            isShred: true
        )
    }

    /// All strands of a case.
    package func strands(of id: Case.ID) throws -> [StrandRow] {
        try connection.rows(
            """
            SELECT id, case_id, compartment, owner, thread, epoch, must_rotate FROM strand
            WHERE case_id = \(id) ORDER BY id
            """
        ).map { try StrandRow(row: $0) }
    }

    package func insert(_ new: StrandRow) throws {
        let strand = new.strand
        try strands.insert([
            "id": strand.id, "case_id": strand.caseID, "compartment": strand.compartment,
            "owner": strand.owner, "thread": strand.thread, "epoch": new.epoch,
            "must_rotate": new.mustRotate,
        ])
    }

    package func insertEpoch(_ strand: Strand.ID, epoch: Int, commitment: [UInt8]) throws {
        try epochs.insert(["strand": strand, "epoch": epoch, "commitment": commitment])
    }

    package func setEpoch(_ strand: Strand.ID, epoch: Int) throws {
        try strands.change(
            "UPDATE strand SET epoch = \(epoch), must_rotate = 0 WHERE id = \(strand)"
        )
    }

    package func markForRotation(_ strand: Strand.ID) throws {
        try strands.change("UPDATE strand SET must_rotate = 1 WHERE id = \(strand)")
    }

    package func commitments(of id: Case.ID) throws -> [(Strand.ID, Int, [UInt8])] {
        try connection.rows(
            """
            SELECT strand_epoch.strand, strand_epoch.epoch, strand_epoch.commitment
            FROM strand_epoch JOIN strand ON strand.id = strand_epoch.strand
            WHERE strand.case_id = \(id) ORDER BY strand_epoch.strand, strand_epoch.epoch
            """
        ).map { (try $0.identifier("strand"), try $0.count("epoch"), try $0.blob("commitment")) }
    }

    /// Adds a wrap, and makes the agency a party; of two for the same referral the one that lasts longer stays.
    package func grant(_ new: GrantRow) throws {
        let referral = new.referral?.bytes ?? []
        try addParty(new.agency, to: new.strand)
        let isNew = try grants.insert(
            [
                "strand": new.strand, "epoch": new.epoch, "agency": new.agency,
                "agency_epoch": new.agencyEpoch, "sealed": new.sealed, "referral": referral,
                "is_held": new.isHeld, "until_day": new.until, "granted_by": new.grantedBy,
                "signature": new.signature,
            ],
            onConflict: .ignore
        )
        guard isNew == 0 else { return }
        try grants.change(
            """
            UPDATE strand_grant SET agency_epoch = \(new.agencyEpoch), sealed = \(new.sealed),
                until_day = \(new.until), granted_by = \(new.grantedBy),
                signature = \(new.signature)
            WHERE strand = \(new.strand) AND epoch = \(new.epoch) AND agency = \(new.agency)
                AND referral = \(referral) AND until_day IS NOT NULL
                AND until_day < \(new.until?.description ?? Self.noEnd)
            """
        )
    }

    /// Whoever was given a key beside a thread may find the case in the list.
    private func addParty(_ agency: Agency.ID, to strand: Strand.ID) throws {
        let row = try connection.row(
            """
            SELECT case_file.id, case_file.code
            FROM strand JOIN case_file ON case_file.id = strand.case_id
            WHERE strand.id = \(strand) AND strand.thread IS NULL AND NOT EXISTS (
                SELECT 1 FROM party WHERE party.case_id = case_file.id AND party.agency = \(agency)
            )
            """
        )
        guard let row else { return }
        try parties.insert(
            ["case_id": row.blob("id"), "agency": agency, "code": row.text("code")],
            onConflict: .ignore
        )
    }

    /// Later than every last day; compared as text.
    private static let noEnd = "9999-12-31"

    /// Keys of a case that an agency may use, one an epoch: held and expired ones are not there.
    package func grants(
        to agency: Agency.ID,
        in id: Case.ID,
        on today: CalendarDate
    ) throws -> [GrantRow] {
        try grants.rows(
            """
            SELECT strand_grant.* FROM strand CROSS JOIN strand_grant
            WHERE strand_grant.strand = strand.id AND strand.case_id = \(id)
                AND strand_grant.agency = \(agency) AND is_held = 0
                AND (until_day IS NULL OR until_day >= \(today))
            ORDER BY strand_grant.strand, strand_grant.epoch, referral
            """
        ).map { try GrantRow(row: $0) }.reduce(into: []) { grants, grant in
            let isSame = grants.last.map { $0.strand == grant.strand && $0.epoch == grant.epoch }
            if isSame != true { grants.append(grant) }
        }
    }

    /// Every grant in a case, held and expired ones too: for verification.
    package func grants(in id: Case.ID) throws -> [GrantRow] {
        try connection.rows(
            """
            SELECT strand_grant.* FROM strand CROSS JOIN strand_grant
            WHERE strand_grant.strand = strand.id AND strand.case_id = \(id)
            ORDER BY strand_grant.strand, strand_grant.epoch, strand_grant.agency, referral
            """
        ).map { try GrantRow(row: $0) }
    }

    /// Every agency that can open a strand, for new epochs and for 'who can see what'.
    package func readers(of id: Case.ID, on today: CalendarDate) throws -> [(Strand.ID, Agency.ID)]
    {
        try connection.rows(
            """
            SELECT DISTINCT strand_grant.strand, strand_grant.agency
            FROM strand CROSS JOIN strand_grant
            WHERE strand_grant.strand = strand.id AND strand.case_id = \(id)
                AND is_held = 0
                AND (until_day IS NULL OR until_day >= \(today))
            ORDER BY strand_grant.strand, strand_grant.agency
            """
        ).map { (try $0.identifier("strand"), try $0.agency("agency")) }
    }

    /// Agencies that hold a key of a strand, or wait for one: what a new epoch is wrapped for.
    ///
    /// One line for what an agency can open, with the day on which the last of it ends, and one for each
    /// referral that it has not accepted yet.
    package func holders(
        of strand: Strand.ID,
        on today: CalendarDate
    ) throws -> [(agency: Agency.ID, heldFor: Referral.ID?, until: CalendarDate?)] {
        let rows = try connection.rows(
            """
            SELECT DISTINCT agency, referral, is_held, until_day FROM strand_grant
            WHERE strand = \(strand) AND (until_day IS NULL OR until_day >= \(today))
            ORDER BY agency, is_held, until_day, referral
            """
        )
        var holders: [(agency: Agency.ID, heldFor: Referral.ID?, until: CalendarDate?)] = []
        for row in rows {
            let agency = try row.agency("agency")
            let until = try row.optionalText("until_day") == nil ? nil : row.day("until_day")
            if try row.flag("is_held") {
                holders.append((agency, try row.identifier("referral"), until))
            } else if let last = holders.indices.last, holders[last].agency == agency {
                let known = holders[last].until
                holders[last].until = known.flatMap { known in until.map { max(known, $0) } }
            } else {
                holders.append((agency, nil, until))
            }
        }
        return holders
    }

    package func release(_ referral: Referral.ID) throws {
        try grants.change("UPDATE strand_grant SET is_held = 0 WHERE referral = \(referral)")
    }

    package func drop(_ referral: Referral.ID) throws {
        try connection.execute(
            "DELETE FROM strand_grant WHERE referral = \(referral) AND is_held = 1"
        )
    }

    /// Ends what an agency can open of a strand; what waits for an acceptance is not touched.
    package func revoke(_ agency: Agency.ID, from strand: Strand.ID) throws {
        try connection.execute(
            """
            DELETE FROM strand_grant
            WHERE strand = \(strand) AND agency = \(agency) AND is_held = 0
            """
        )
        try markForRotation(strand)
    }

    /// Deletes wraps whose last day has passed; their strands begin a new epoch with the next write.
    package func endExpired(on today: CalendarDate) throws -> Int {
        try strands.change(
            """
            UPDATE strand SET must_rotate = 1 WHERE id IN (
                SELECT strand FROM strand_grant WHERE until_day < \(today) AND is_held = 0
            )
            """
        )
        return try connection.execute("DELETE FROM strand_grant WHERE until_day < \(today)")
    }

    /// The same for one case.
    ///
    /// - Returns: strands that somebody can't open any more.
    package func endExpired(of id: Case.ID, on today: CalendarDate) throws -> Set<Strand.ID> {
        let rows = try connection.rows(
            """
            SELECT DISTINCT strand.id FROM strand CROSS JOIN strand_grant
            WHERE strand_grant.strand = strand.id AND strand.case_id = \(id)
                AND until_day < \(today) AND is_held = 0
            ORDER BY strand.id
            """
        )
        let strands: [Strand.ID] = try rows.map { try $0.identifier("id") }
        for strand in strands {
            try connection.execute(
                """
                DELETE FROM strand_grant
                WHERE strand = \(strand) AND until_day < \(today) AND is_held = 0
                """
            )
            try markForRotation(strand)
        }
        return Set(strands)
    }
}
