package import Casefile
import Database
package import Mechanism

/// The shred store's half of every strand's key.
extension StrandTable {
    /// Writes second halves of keys durably, before the case commits.
    ///
    /// Their epochs were inserted in this very transaction, before: another writer of the same epoch waits at
    /// that key and then starts anew. So a half that is there already is an orphan of one that failed, and is
    /// replaced.
    package func insertHalves(
        _ halves: [(strand: Strand.ID, epoch: Int, half: [UInt8])],
        at now: Instant
    ) throws {
        try shred.transaction {
            for (strand, epoch, half) in halves {
                try halfTable.insert(
                    ["strand": strand, "epoch": epoch, "half": half, "created_at": now],
                    onConflict: .replace
                )
            }
        }
    }

    /// Whether the shred store holds any half.
    package func hasHalves() throws -> Bool {
        try shred.row("SELECT strand FROM strand_half ORDER BY strand, epoch LIMIT 1") != nil
    }

    /// Second halves of the keys of these strands.
    package func halves(of strands: [Strand.ID]) throws -> [(Strand.ID, Int, [UInt8])] {
        try shred.rows(
            """
            SELECT strand, epoch, half FROM strand_half WHERE strand IN (\(list: strands))
            ORDER BY strand, epoch
            """
        ).map { (try $0.identifier("strand"), try $0.count("epoch"), try $0.blob("half")) }
    }

    /// A half without the epoch that it is of.
    package struct Orphan: Hashable, Sendable {
        let strand: Strand.ID
        let epoch: Int
    }

    /// Halves whose case never committed, a page of strands at a time: for a transaction that holds up no writer.
    ///
    /// `before` lies so far back that none is still on its way.
    /// - Returns: those of the page, and its last strand; nil where there was no further page.
    package func orphans(
        after last: Strand.ID?,
        before: Instant,
        limit: Int = 500
    ) throws -> (found: [Orphan], last: Strand.ID?) {
        let strands: [Strand.ID] = try shred.rows(
            """
            SELECT DISTINCT strand FROM strand_half
            WHERE strand > \(last?.bytes ?? []) AND created_at < \(before)
            ORDER BY strand LIMIT \(limit)
            """
        ).map { try $0.identifier("strand") }
        guard !strands.isEmpty else { return ([], nil) }
        let known = Set(
            try connection.rows(
                """
                SELECT strand, epoch FROM strand_epoch WHERE strand IN (\(list: strands))
                ORDER BY strand, epoch
                """
            ).map(orphan)
        )
        let found = try shred.rows(
            """
            SELECT strand, epoch FROM strand_half
            WHERE strand IN (\(list: strands)) AND created_at < \(before) ORDER BY strand, epoch
            """
        ).map(orphan).filter { !known.contains($0) }
        return (found, strands.last)
    }

    private func orphan(_ row: Row) throws -> Orphan {
        Orphan(strand: try row.identifier("strand"), epoch: try row.count("epoch"))
    }

    /// Deletes halves that are still without their epoch.
    ///
    /// - Returns: how many.
    @discardableResult
    package func deleteOrphans(_ orphans: [Orphan]) throws -> Int {
        var deleted = 0
        for orphan in orphans {
            let epoch = try connection.row(
                """
                SELECT epoch FROM strand_epoch
                WHERE strand = \(orphan.strand) AND epoch = \(orphan.epoch)
                """
            )
            guard epoch == nil else { continue }
            deleted += try shred.execute(
                """
                DELETE FROM strand_half
                WHERE strand = \(orphan.strand) AND epoch = \(orphan.epoch)
                """
            )
        }
        return deleted
    }
}
