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

    /// Deletes halves whose case never committed.
    ///
    /// `before` lies so far back that none is still on its way. Read a page at a time: memory stays flat.
    package func sweepOrphans(before: Instant) throws -> Int {
        var swept = 0
        var last: [UInt8] = []
        while true {
            let rows = try shred.rows(
                """
                SELECT DISTINCT strand FROM strand_half
                WHERE strand > \(last) AND created_at < \(before) ORDER BY strand LIMIT 500
                """
            )
            let strands: [Strand.ID] = try rows.map { try $0.identifier("strand") }
            guard let end = strands.last else { return swept }
            last = end.bytes
            swept += try sweepOrphans(of: strands, before: before)
        }
    }

    private func sweepOrphans(of strands: [Strand.ID], before: Instant) throws -> Int {
        struct Half: Hashable {
            let strand: Strand.ID
            let epoch: Int
        }
        let known = Set(
            try connection.rows(
                """
                SELECT strand, epoch FROM strand_epoch WHERE strand IN (\(list: strands))
                ORDER BY strand, epoch
                """
            ).map { Half(strand: try $0.identifier("strand"), epoch: try $0.count("epoch")) }
        )
        var swept = 0
        for row in try shred.rows(
            """
            SELECT strand, epoch FROM strand_half
            WHERE strand IN (\(list: strands)) AND created_at < \(before) ORDER BY strand, epoch
            """
        ) {
            let half = Half(strand: try row.identifier("strand"), epoch: try row.count("epoch"))
            guard !known.contains(half) else { continue }
            swept += try shred.execute(
                """
                DELETE FROM strand_half WHERE strand = \(half.strand) AND epoch = \(half.epoch)
                """
            )
        }
        return swept
    }
}
