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

    /// How far a look at halves came, the oldest first.
    package struct HalfMark: Hashable, Sendable {
        /// When the last half was made that was looked at.
        package let createdAt: Instant
        let strand: [UInt8]
        let epoch: Int

        /// Before every half of a moment.
        package init(at moment: Instant) {
            createdAt = moment
            strand = []
            epoch = 0
        }

        fileprivate init(createdAt: Instant, orphan: Orphan) {
            self.createdAt = createdAt
            strand = orphan.strand.bytes
            epoch = orphan.epoch
        }
    }

    /// Halves whose case never committed, a page of halves at a time: for a transaction that holds up no writer.
    ///
    /// `before` lies so far back that none is still on its way.
    /// - Returns: those of the page, and how far it came; nil where there was no further page.
    package func orphans(
        after mark: HalfMark,
        before: Instant,
        limit: Int = 100
    ) throws -> (found: [Orphan], last: HalfMark?) {
        let halves = try shred.rows(
            """
            SELECT created_at, strand, epoch FROM strand_half
            WHERE (created_at, strand, epoch) > (\(mark.createdAt), \(mark.strand), \(mark.epoch))
                AND created_at < \(before)
            ORDER BY created_at, strand, epoch LIMIT \(limit)
            """
        ).map { (try $0.instant("created_at"), try orphan($0)) }
        guard let last = halves.last else { return ([], nil) }
        let known = Set(
            try connection.rows(
                """
                SELECT strand, epoch FROM strand_epoch
                WHERE strand IN (\(list: Set(halves.map(\.1.strand)).sorted()))
                ORDER BY strand, epoch
                """
            ).map(orphan)
        )
        return (
            halves.map(\.1).filter { !known.contains($0) },
            HalfMark(createdAt: last.0, orphan: last.1)
        )
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
