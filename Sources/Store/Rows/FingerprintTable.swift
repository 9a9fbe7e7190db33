package import Casefile
package import Database
package import Mechanism

/// How a person's particulars look under the linkage key, as stored: of whose entry in clear, the rest sealed.
package struct FingerprintRow: Sendable {
    package typealias ID = Identifier<FingerprintRow>

    package let id: ID
    package let caseID: Case.ID
    package let entry: Entry.ID
    /// The agency whose entry states the particulars.
    package let agency: Agency.ID
    /// Of which linkage key.
    package let generation: Int
    /// When it was made or destroyed.
    package let changedAt: Instant
    /// Empty once it is destroyed.
    package let sealed: [UInt8]

    package init(
        id: ID,
        caseID: Case.ID,
        entry: Entry.ID,
        agency: Agency.ID,
        generation: Int,
        changedAt: Instant,
        sealed: [UInt8]
    ) {
        self.id = id
        self.caseID = caseID
        self.entry = entry
        self.agency = agency
        self.generation = generation
        self.changedAt = changedAt
        self.sealed = sealed
    }

    init(row: Row) throws(RowError) {
        id = try row.identifier("id")
        caseID = try row.identifier("case_id")
        entry = try row.identifier("entry")
        agency = try row.agency("agency")
        generation = try row.count("generation")
        changedAt = try row.instant("changed_at")
        sealed = try row.blob("sealed")
    }
}

/// The `fingerprint` table.
package struct FingerprintTable {
    private let connection: any Connection
    private let table: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        table = SealedTable("fingerprint", in: session)
    }

    package func insert(_ new: FingerprintRow) throws {
        try table.insert([
            "id": new.id, "case_id": new.caseID, "entry": new.entry, "agency": new.agency,
            "generation": new.generation, "changed_at": new.changedAt, "sealed": new.sealed,
        ])
    }

    /// Hands over every row, in portions and in no order that means anything.
    package func scan(_ body: ([FingerprintRow]) throws -> Void) throws {
        try connection.scan(
            """
            SELECT id, case_id, entry, agency, generation, changed_at, sealed FROM fingerprint
            """
        ) { rows in try body(rows.map { try FingerprintRow(row: $0) }) }
    }

    /// Rows that were made or destroyed since a moment, the earliest first.
    package func changed(since instant: Instant) throws -> [FingerprintRow] {
        try connection.rows(
            """
            SELECT id, case_id, entry, agency, generation, changed_at, sealed FROM fingerprint
            WHERE changed_at >= \(instant) ORDER BY changed_at, id
            """
        ).map { try FingerprintRow(row: $0) }
    }

    /// Destroys what was made of an entry that is wrong.
    package func destroy(of entry: Entry.ID, in id: Case.ID, at instant: Instant) throws {
        try table.change(
            """
            UPDATE fingerprint SET sealed = \(Self.nothing), changed_at = \(instant)
            WHERE case_id = \(id) AND entry = \(entry)
            """
        )
    }

    /// Destroys what was made of an agency's entries in a case.
    package func destroy(of id: Case.ID, _ agency: Agency.ID, at instant: Instant) throws {
        try table.change(
            """
            UPDATE fingerprint SET sealed = \(Self.nothing), changed_at = \(instant)
            WHERE case_id = \(id) AND agency = \(agency)
            """
        )
    }

    /// Forgets that there were rows which every server has dropped by now.
    package func sweepDestroyed(before instant: Instant) throws {
        try connection.execute(
            """
            DELETE FROM fingerprint
            WHERE changed_at < \(instant) AND sealed = \(Self.nothing)
            """
        )
    }

    /// Rows of an agency that were made under an older linkage key.
    package func outdated(
        of agency: Agency.ID,
        before generation: Int,
        limit: Int
    ) throws -> [FingerprintRow] {
        try connection.rows(
            """
            SELECT id, case_id, entry, agency, generation, changed_at, sealed FROM fingerprint
            WHERE agency = \(agency) AND generation < \(generation)
                AND sealed <> \(Self.nothing)
            ORDER BY generation, id LIMIT \(limit)
            """
        ).map { try FingerprintRow(row: $0) }
    }

    /// Under which linkage keys an entry has fingerprints.
    package func generations(of entry: Entry.ID, in id: Case.ID) throws -> Set<Int> {
        Set(
            try connection.rows(
                """
                SELECT generation FROM fingerprint
                WHERE case_id = \(id) AND entry = \(entry) AND sealed <> \(Self.nothing)
                ORDER BY generation
                """
            ).map { try $0.count("generation") }
        )
    }

    /// How many rows there are of each linkage key.
    package func counts() throws -> [(generation: Int, count: Int)] {
        try connection.rows(
            """
            SELECT generation, COUNT(*) AS n FROM fingerprint
            WHERE sealed <> \(Self.nothing) GROUP BY generation ORDER BY generation
            """
        ).map { (try $0.count("generation"), try $0.count("n")) }
    }

    private static let nothing: [UInt8] = []
}
