package import Casefile
package import Database
package import Mechanism

/// A case as stored: a code and the head of its chain.
package struct CaseFileRow: Sendable {
    package let id: Case.ID
    package let code: String
    package let openedBy: Agency.ID
    package let isPractice: Bool
    package let lastSequence: Int
    package let lastLink: [UInt8]

    package init(
        id: Case.ID,
        code: String,
        openedBy: Agency.ID,
        isPractice: Bool,
        lastSequence: Int,
        lastLink: [UInt8]
    ) {
        self.id = id
        self.code = code
        self.openedBy = openedBy
        self.isPractice = isPractice
        self.lastSequence = lastSequence
        self.lastLink = lastLink
    }

    init(row: Row) throws(RowError) {
        id = try row.identifier("id")
        code = try row.text("code")
        openedBy = try row.agency("opened_by")
        isPractice = try row.flag("is_practice")
        lastSequence = try row.count("last_sequence")
        lastLink = try row.blob("last_link")
    }
}

/// The `case_file` and `assignment` tables, read through the viewer.
package struct CaseFileTable {
    private let session: DatabaseSession
    let connection: any Connection
    private let shred: any Connection
    private let files: SealedTable
    private let assignments: SealedTable

    package init(_ session: DatabaseSession) {
        self.session = session
        connection = session.main
        shred = session.companion
        files = SealedTable("case_file", in: session)
        assignments = SealedTable("assignment", key: ["case_id", "member"], in: session)
    }

    package func insert(_ new: CaseFileRow) throws {
        try files.insert([
            "id": new.id, "code": new.code, "opened_by": new.openedBy,
            "is_practice": new.isPractice, "last_sequence": new.lastSequence,
            "last_link": new.lastLink,
        ])
    }

    package func setHead(_ id: Case.ID, sequence: Int, link: [UInt8]) throws {
        try files.change(
            """
            UPDATE case_file SET last_sequence = \(sequence), last_link = \(link) WHERE id = \(id)
            """
        )
    }

    /// The case, if the agency can open anything of it.
    ///
    /// Without a day, grants count whose last day has passed.
    package func find(
        _ id: Case.ID,
        visibleTo agency: Agency.ID,
        on today: CalendarDate?
    ) throws -> CaseFileRow? {
        try connection.row(
            """
            SELECT id, code, opened_by, is_practice, last_sequence, last_link FROM case_file
            WHERE id = \(id) AND EXISTS (
                SELECT 1 FROM strand CROSS JOIN strand_grant
                WHERE strand_grant.strand = strand.id AND strand.case_id = case_file.id
                    AND strand.thread IS NULL
                    AND strand_grant.agency = \(agency) AND strand_grant.is_held = 0
                    AND (until_day IS NULL OR until_day >= \(today.lowest))
            )
            """
        ).map { try CaseFileRow(row: $0) }
    }

    /// The case, whoever asks: for the chain, never for a page.
    package func head(_ id: Case.ID) throws -> CaseFileRow? {
        try connection.row(
            """
            SELECT id, code, opened_by, is_practice, last_sequence, last_link FROM case_file
            WHERE id = \(id)
            """
        ).map { try CaseFileRow(row: $0) }
    }

    /// Every case, or the next of them after one, whoever asks: for verification.
    package func all(after last: Case.ID? = nil, limit: Int = .max) throws -> [CaseFileRow] {
        // No identifier is as short.
        let start = last?.bytes ?? []
        return try connection.rows(
            """
            SELECT id, code, opened_by, is_practice, last_sequence, last_link FROM case_file
            WHERE id > \(start) ORDER BY id LIMIT \(limit)
            """
        ).map { try CaseFileRow(row: $0) }
    }

    /// The case with this code, whoever asks: authorisation follows.
    package func find(code: String) throws -> Case.ID? {
        try connection.row("SELECT id FROM case_file WHERE code = \(code)")?.identifier("id")
    }

    /// Codes of those cases that the agency can open, and the member works on, where one is given.
    package func codes(
        of ids: [Case.ID],
        visibleTo agency: Agency.ID,
        assignedTo member: Member.ID? = nil,
        on today: CalendarDate?
    ) throws -> [Case.ID: String] {
        var ids = ids
        if let member {
            ids = try connection.rows(
                """
                SELECT case_id FROM assignment
                WHERE member = \(member) AND case_id IN (\(list: ids)) ORDER BY case_id
                """
            ).map { try $0.identifier("case_id") }
        }
        let rows = try connection.rows(
            """
            SELECT id, code FROM case_file
            WHERE id IN (\(list: ids)) AND EXISTS (
                SELECT 1 FROM strand CROSS JOIN strand_grant
                WHERE strand_grant.strand = strand.id AND strand.case_id = case_file.id
                    AND strand.thread IS NULL
                    AND strand_grant.agency = \(agency) AND strand_grant.is_held = 0
                    AND (until_day IS NULL OR until_day >= \(today.lowest))
            )
            ORDER BY id
            """
        )
        return Dictionary(
            try rows.map { (try $0.identifier("id"), try $0.text("code")) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Cases in which the member is assigned, or all cases of the agency, by code.
    ///
    /// Cost: of the lines up to the page, not of all that the agency can open.
    package func page(
        visibleTo agency: Agency.ID,
        assignedTo member: Member.ID?,
        on today: CalendarDate?,
        limit: Int,
        offset: Int
    ) throws -> [CaseFileRow] {
        if let member {
            return try assigned(
                to: member,
                visibleTo: agency,
                on: today,
                limit: limit,
                offset: offset
            )
        }
        return try connection.rows(
            """
            SELECT case_file.id, case_file.code, opened_by, is_practice, last_sequence, last_link
            FROM party CROSS JOIN case_file
            WHERE case_file.id = party.case_id AND party.agency = \(agency) AND EXISTS (
                SELECT 1 FROM strand CROSS JOIN strand_grant
                WHERE strand_grant.strand = strand.id AND strand.case_id = party.case_id
                    AND strand.thread IS NULL
                    AND strand_grant.agency = party.agency AND strand_grant.is_held = 0
                    AND (until_day IS NULL OR until_day >= \(today.lowest))
            )
            ORDER BY party.code LIMIT \(limit) OFFSET \(offset)
            """
        ).map { try CaseFileRow(row: $0) }
    }

    /// Whether a case still opens is asked a portion at a time, by code, until the page is full.
    private func assigned(
        to member: Member.ID,
        visibleTo agency: Agency.ID,
        on today: CalendarDate?,
        limit: Int,
        offset: Int
    ) throws -> [CaseFileRow] {
        var ids: ArraySlice<Case.ID> = try connection.rows(
            """
            SELECT party.case_id FROM assignment CROSS JOIN party
            WHERE party.case_id = assignment.case_id AND party.agency = \(agency)
                AND assignment.member = \(member)
            ORDER BY party.code
            """
        ).map { try $0.identifier("case_id") }[...]
        var found: [CaseFileRow] = []
        while !ids.isEmpty, found.count < offset + limit {
            let portion = Array(ids.prefix(Self.portion))
            ids = ids.dropFirst(Self.portion)
            found += try connection.rows(
                """
                SELECT id, code, opened_by, is_practice, last_sequence, last_link FROM case_file
                WHERE id IN (\(list: portion)) AND EXISTS (
                    SELECT 1 FROM strand CROSS JOIN strand_grant
                    WHERE strand_grant.strand = strand.id AND strand.case_id = case_file.id
                        AND strand.thread IS NULL
                        AND strand_grant.agency = \(agency) AND strand_grant.is_held = 0
                        AND (until_day IS NULL OR until_day >= \(today.lowest))
                )
                ORDER BY code
                """
            ).map { try CaseFileRow(row: $0) }
        }
        return Array(found.dropFirst(offset).prefix(limit))
    }

    private static let portion = 32

    package func assign(_ member: Member.ID, of agency: Agency.ID, to id: Case.ID) throws {
        try assignments.insert(
            ["case_id": id, "agency": agency, "member": member],
            onConflict: .ignore
        )
    }

    package func isAssigned(_ member: Member.ID, to id: Case.ID) throws -> Bool {
        try connection.row(
            "SELECT 1 AS found FROM assignment WHERE case_id = \(id) AND member = \(member)"
        ) != nil
    }

    package func assignees(of agency: Agency.ID, in id: Case.ID) throws -> [Member.ID] {
        try connection.rows(
            """
            SELECT member FROM assignment WHERE case_id = \(id) AND agency = \(agency)
            ORDER BY member
            """
        ).map { try $0.identifier("member") }
    }

    /// A leaving member's cases go to a successor; without one the agency's lead sees them.
    package func reassign(_ member: Member.ID, to successor: Member.ID?) throws {
        if let successor {
            for row in try connection.rows(
                "SELECT case_id, agency FROM assignment WHERE member = \(member) ORDER BY case_id"
            ) { try assign(successor, of: row.agency("agency"), to: row.identifier("case_id")) }
        }
        try connection.execute("DELETE FROM assignment WHERE member = \(member)")
    }

    /// Wipes an agency's practice cases with everything that belongs to them.
    package func deletePractice(openedBy agency: Agency.ID) throws {
        let cases = try connection.rows(
            """
            SELECT id FROM case_file WHERE opened_by = \(agency) AND is_practice = 1 ORDER BY id
            """
        ).map { (row: Row) -> Case.ID in try row.identifier("id") }
        for id in cases {
            let strands = try connection.rows(
                "SELECT id FROM strand WHERE case_id = \(id) ORDER BY id"
            ).map { try $0.blob("id") }
            try connection.execute("DELETE FROM work_task WHERE case_id = \(id)")
            try connection.execute("DELETE FROM offer WHERE case_id = \(id)")
            try connection.execute("DELETE FROM assignment WHERE case_id = \(id)")
            try connection.execute("DELETE FROM party WHERE case_id = \(id)")
            try connection.execute(
                """
                DELETE FROM attachment_chunk
                WHERE attachment IN (SELECT id FROM attachment WHERE case_id = \(id))
                """
            )
            try connection.execute("DELETE FROM attachment WHERE case_id = \(id)")
            try connection.execute("DELETE FROM fingerprint WHERE case_id = \(id)")
            try BlindCheckTable(session).delete(of: id)
            try connection.execute("DELETE FROM entry WHERE case_id = \(id)")
            try connection.execute("DELETE FROM strand_grant WHERE strand IN (\(list: strands))")
            try connection.execute("DELETE FROM strand_epoch WHERE strand IN (\(list: strands))")
            try connection.execute("DELETE FROM strand WHERE case_id = \(id)")
            try connection.execute("DELETE FROM case_file WHERE id = \(id)")
            for strand in strands {
                try shred.execute("DELETE FROM strand_half WHERE strand = \(strand)")
            }
        }
    }
}

extension CalendarDate? {
    /// The day as it is compared with last days; no day comes before all of them.
    fileprivate var lowest: String { self?.description ?? "" }
}
