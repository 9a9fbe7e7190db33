package import Casefile
package import Database
package import Mechanism

/// A file of a case as stored; its chunks lie apart.
package struct AttachmentRow: Hashable, Sendable {
    package let id: AttachedFile.ID
    package let caseID: Case.ID
    package let strand: Strand.ID
    /// The entry that records it; `nil` while it is being uploaded.
    package let entry: Entry.ID?
    /// Bytes of the content.
    package let bytes: Int
    package let createdAt: Instant

    package init(
        id: AttachedFile.ID,
        caseID: Case.ID,
        strand: Strand.ID,
        entry: Entry.ID?,
        bytes: Int,
        createdAt: Instant
    ) {
        self.id = id
        self.caseID = caseID
        self.strand = strand
        self.entry = entry
        self.bytes = bytes
        self.createdAt = createdAt
    }

    init(row: Row) throws(RowError) {
        id = try row.identifier("id")
        caseID = try row.identifier("case_id")
        strand = try row.identifier("strand")
        entry = try row.optionalIdentifier("entry")
        bytes = try row.count("bytes")
        createdAt = try row.instant("created_at")
    }
}

/// The `attachment` and `attachment_chunk` tables, read through the viewer.
package struct AttachmentTable {
    private let connection: any Connection
    private let files: SealedTable
    private let chunks: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        files = SealedTable("attachment", in: session)
        chunks = SealedTable("attachment_chunk", key: ["attachment", "number"], in: session)
    }

    package func insert(_ new: AttachmentRow) throws {
        try files.insert([
            "id": new.id, "case_id": new.caseID, "strand": new.strand, "entry": new.entry,
            "bytes": new.bytes, "created_at": new.createdAt,
        ])
    }

    package func insertChunk(_ sealed: [UInt8], number: Int, of id: AttachedFile.ID) throws {
        try chunks.insert(["attachment": id, "number": number, "sealed": sealed])
    }

    /// Ties an upload to the entry that records it.
    ///
    /// - Returns: false where there is no such upload in that strand, or it has an entry already.
    package func finish(
        _ id: AttachedFile.ID,
        in strand: Strand.ID,
        with entry: Entry.ID,
        bytes: Int
    ) throws -> Bool {
        try files.change(
            """
            UPDATE attachment SET entry = \(entry), bytes = \(bytes)
            WHERE id = \(id) AND strand = \(strand) AND entry IS NULL
            """
        ) == 1
    }

    /// A recorded file, if its strand stands open to the agency.
    package func find(
        _ id: AttachedFile.ID,
        in caseID: Case.ID,
        visibleTo agency: Agency.ID,
        on today: CalendarDate
    ) throws -> AttachmentRow? {
        try files.row(
            """
            SELECT id, case_id, strand, entry, bytes, created_at, seal FROM attachment
            WHERE id = \(id) AND case_id = \(caseID) AND entry IS NOT NULL AND EXISTS (
                SELECT 1 FROM strand_grant
                WHERE strand_grant.strand = attachment.strand AND strand_grant.agency = \(agency)
                    AND strand_grant.is_held = 0
                    AND (until_day IS NULL OR until_day >= \(today))
            )
            """
        ).map { try AttachmentRow(row: $0) }
    }

    /// One chunk of a recorded file, while its strand stands open to the agency.
    package func chunk(
        _ number: Int,
        of id: AttachedFile.ID,
        visibleTo agency: Agency.ID,
        on today: CalendarDate
    ) throws -> [UInt8]? {
        try chunks.row(
            """
            SELECT attachment, number, sealed, seal FROM attachment_chunk
            WHERE attachment = \(id) AND number = \(number) AND EXISTS (
                SELECT 1 FROM attachment CROSS JOIN strand_grant
                WHERE attachment.id = attachment_chunk.attachment AND attachment.entry IS NOT NULL
                    AND strand_grant.strand = attachment.strand
                    AND strand_grant.agency = \(agency) AND strand_grant.is_held = 0
                    AND (until_day IS NULL OR until_day >= \(today))
            )
            """
        ).map { try $0.blob("sealed") }
    }

    /// The file that an entry records, whoever asks: for verification.
    package func find(of entry: Entry.ID) throws -> AttachmentRow? {
        try files.row(
            """
            SELECT id, case_id, strand, entry, bytes, created_at, seal FROM attachment
            WHERE entry = \(entry)
            """
        ).map { try AttachmentRow(row: $0) }
    }

    /// One chunk, whoever asks: for verification.
    package func chunk(_ number: Int, of id: AttachedFile.ID) throws -> [UInt8]? {
        try chunks.row(
            """
            SELECT attachment, number, sealed, seal FROM attachment_chunk
            WHERE attachment = \(id) AND number = \(number)
            """
        ).map { try $0.blob("sealed") }
    }

    /// Removes an upload that no entry records.
    package func discard(_ id: AttachedFile.ID) throws {
        try connection.execute(
            """
            DELETE FROM attachment_chunk WHERE attachment IN (
                SELECT id FROM attachment WHERE id = \(id) AND entry IS NULL
            )
            """
        )
        try connection.execute("DELETE FROM attachment WHERE id = \(id) AND entry IS NULL")
    }

    /// Removes every file of these strands.
    package func delete(of strands: [Strand.ID]) throws {
        try connection.execute(
            """
            DELETE FROM attachment_chunk WHERE attachment IN (
                SELECT id FROM attachment WHERE strand IN (\(list: strands))
            )
            """
        )
        try connection.execute("DELETE FROM attachment WHERE strand IN (\(list: strands))")
    }

    /// Removes uploads that no entry records and that began long ago.
    package func sweepUnfinished(before: Instant) throws {
        try connection.execute(
            """
            DELETE FROM attachment_chunk WHERE attachment IN (
                SELECT id FROM attachment WHERE entry IS NULL AND created_at < \(before)
            )
            """
        )
        try connection.execute(
            "DELETE FROM attachment WHERE entry IS NULL AND created_at < \(before)"
        )
    }
}
