package import Casefile
package import Database
import Mechanism

/// An entry as stored: header in clear, payload sealed.
package struct EntryRow: Sendable {
    package let header: EntryHeader
    package let sequence: Int
    /// Digests of rows that came with the entry: work and attachments.
    package let workDigest: [UInt8]
    package let sealed: [UInt8]
    package let signature: [UInt8]
    package let link: [UInt8]
    package let leaf: [UInt8]

    package init(
        header: EntryHeader,
        sequence: Int,
        workDigest: [UInt8],
        sealed: [UInt8],
        signature: [UInt8],
        link: [UInt8],
        leaf: [UInt8]
    ) {
        self.header = header
        self.sequence = sequence
        self.workDigest = workDigest
        self.sealed = sealed
        self.signature = signature
        self.link = link
        self.leaf = leaf
    }

    init(row: Row) throws {
        guard let compartment = Compartment(rawValue: try row.text("compartment")) else {
            throw RowError(column: "compartment")
        }
        let heads = try row.blob("heads")
        guard heads.count.isMultiple(of: 16) else { throw RowError(column: "heads") }
        header = EntryHeader(
            id: try row.identifier("id"),
            caseID: try row.identifier("case_id"),
            strand: try row.identifier("strand"),
            compartment: compartment,
            owner: try row.agency("owner"),
            epoch: try row.count("epoch"),
            author: try row.identifier("author"),
            authorAgency: try row.agency("author_agency"),
            recordedAt: try row.instant("recorded_at"),
            heads: stride(from: 0, to: heads.count, by: 16).compactMap {
                Entry.ID(bytes: heads[$0..<$0 + 16])
            }
        )
        sequence = try row.count("sequence")
        workDigest = try row.blob("work_digest")
        sealed = try row.blob("sealed")
        signature = try row.blob("signature")
        link = try row.blob("link")
        leaf = try row.blob("leaf")
    }
}

/// The `entry` table.
///
/// Entries are only ever added.
package struct EntryTable {
    private let connection: any Connection
    private let table: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        table = SealedTable("entry", in: session)
    }

    package func insert(_ new: EntryRow) throws {
        let header = new.header
        try table.insert([
            "id": header.id, "case_id": header.caseID, "sequence": new.sequence,
            "strand": header.strand, "epoch": header.epoch, "author": header.author,
            "author_agency": header.authorAgency, "recorded_at": header.recordedAt,
            "heads": header.heads.flatMap(\.bytes), "work_digest": new.workDigest,
            "sealed": new.sealed, "signature": new.signature, "link": new.link, "leaf": new.leaf,
        ])
    }

    /// Entries of some strands of a case, in order of the journal.
    package func entries(of id: Case.ID, in strands: [Strand.ID]) throws -> [EntryRow] {
        try connection.rows(
            """
            SELECT entry.id, entry.case_id, entry.sequence, entry.strand, entry.epoch,
                entry.author, entry.author_agency, entry.recorded_at, entry.heads,
                entry.work_digest, entry.sealed, entry.signature, entry.link, entry.leaf,
                strand.compartment, strand.owner
            FROM entry JOIN strand ON strand.id = entry.strand
            WHERE entry.case_id = \(id) AND entry.strand IN (\(list: strands))
            ORDER BY entry.sequence
            """
        ).map { try EntryRow(row: $0) }
    }

    /// What an entry's signature covers beside it.
    package func workDigest(of id: Entry.ID) throws -> [UInt8]? {
        try connection.row("SELECT work_digest FROM entry WHERE id = \(id)").map {
            try $0.blob("work_digest")
        }
    }

    /// Every entry of a case, in order of the journal: for verification.
    package func all(of id: Case.ID) throws -> [EntryRow] {
        try connection.rows(
            """
            SELECT entry.id, entry.case_id, entry.sequence, entry.strand, entry.epoch,
                entry.author, entry.author_agency, entry.recorded_at, entry.heads,
                entry.work_digest, entry.sealed, entry.signature, entry.link, entry.leaf,
                strand.compartment, strand.owner
            FROM entry JOIN strand ON strand.id = entry.strand
            WHERE entry.case_id = \(id) ORDER BY entry.sequence
            """
        ).map { try EntryRow(row: $0) }
    }
}
