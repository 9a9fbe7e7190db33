package import Casefile
package import Database
package import Mechanism

/// The `log_leaf` and `log_pending` tables: what happened and who looked.
package struct LeafTable {
    /// A leaf with its sealed content.
    package struct LeafRow: Sendable {
        package let id: [UInt8]
        package let hash: [UInt8]
        package let recordedAt: Instant
        package let caseID: Case.ID?
        /// Empty once the content was destroyed.
        package let sealed: [UInt8]
    }

    private let connection: any Connection
    private let leaves: SealedTable
    private let pending: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        leaves = SealedTable("log_leaf", in: session)
        pending = SealedTable("log_pending", key: ["leaf"], in: session)
    }

    /// Adds a leaf that waits for its place in the tree.
    package func insert(
        id: [UInt8],
        hash: [UInt8],
        at now: Instant,
        caseID: Case.ID?,
        sealed: [UInt8]
    ) throws {
        try leaves.insert([
            "id": id, "hash": hash, "recorded_at": now, "case_id": caseID, "sealed": sealed,
        ])
        try pending.insert(["leaf": id, "recorded_at": now])
    }

    /// Leaves that have no place yet, the oldest first.
    package func waiting(limit: Int) throws -> [(id: [UInt8], hash: [UInt8])] {
        try connection.rows(
            """
            SELECT log_leaf.id, log_leaf.hash
            FROM log_pending JOIN log_leaf ON log_leaf.id = log_pending.leaf
            ORDER BY log_pending.recorded_at, log_pending.leaf LIMIT \(limit)
            """
        ).map { (try $0.blob("id"), try $0.blob("hash")) }
    }

    /// Takes leaves off the list of those that wait.
    package func place(_ ids: [[UInt8]]) throws {
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = Array(ids[start..<min(start + 500, ids.count)])
            try connection.execute("DELETE FROM log_pending WHERE leaf IN (\(list: some))")
        }
    }

    /// When the oldest leaf that waits was recorded, and how many wait.
    package func waiting() throws -> (count: Int, oldest: Instant?) {
        let row = try connection.row(
            "SELECT COUNT(*) AS n, MIN(recorded_at) AS oldest FROM log_pending"
        )
        let oldest = try row?.optionalInteger("oldest").map { Instant(milliseconds: $0) }
        return (try row?.count("n") ?? 0, oldest)
    }

    /// Leaves of a time, the latest first.
    package func latest(
        from start: Instant,
        until end: Instant,
        limit: Int,
        offset: Int
    ) throws -> [LeafRow] {
        try leaves.rows(
            """
            SELECT * FROM log_leaf WHERE recorded_at >= \(start) AND recorded_at < \(end)
            ORDER BY recorded_at DESC, id LIMIT \(limit) OFFSET \(offset)
            """
        ).map { row in
            LeafRow(
                id: try row.blob("id"),
                hash: try row.blob("hash"),
                recordedAt: try row.instant("recorded_at"),
                caseID: try row.optionalIdentifier("case_id"),
                sealed: try row.blob("sealed")
            )
        }
    }

    /// Destroys the content of a case's leaves; their hashes stay.
    package func destroyContent(of id: Case.ID) throws {
        try leaves.change(
            "UPDATE log_leaf SET sealed = \([UInt8]()) WHERE case_id = \(id)"
        )
    }
}
