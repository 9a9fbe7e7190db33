package import Database

/// The `log_sequence` and `log_node` tables: the tree's leaves in order, and the hashes above them.
package struct LogTable {
    private let connection: any Connection
    private let sequence: SealedTable
    private let nodes: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        sequence = SealedTable("log_sequence", key: ["position"], in: session)
        nodes = SealedTable("log_node", key: ["level", "position"], in: session)
    }

    /// How many leaves the tree has.
    package func size() throws -> Int {
        let row = try connection.row("SELECT MAX(position) AS last FROM log_sequence")
        return try row?.optionalInteger("last").map { Int($0) + 1 } ?? 0
    }

    /// Puts a leaf at its place.
    package func append(_ leaf: [UInt8], hash: [UInt8], at position: Int) throws {
        try sequence.insert(["position": position, "leaf": leaf, "hash": hash])
    }

    /// Keeps the hash of a complete subtree over `256^level` leaves.
    package func insertNode(level: Int, position: Int, hash: [UInt8]) throws {
        try nodes.insert(["level": level, "position": position, "hash": hash])
    }

    /// Hashes at a level of tiles from a place on: of leaves at 0, of complete subtrees above.
    ///
    /// Ends where one is missing.
    package func hashes(level: Int, from start: Int, count: Int) throws -> [[UInt8]] {
        let rows =
            level == 0
            ? try connection.rows(
                """
                SELECT position, hash FROM log_sequence
                WHERE position >= \(start) AND position < \(start + count) ORDER BY position
                """
            )
            : try connection.rows(
                """
                SELECT position, hash FROM log_node
                WHERE level = \(level) AND position >= \(start) AND position < \(start + count)
                ORDER BY position
                """
            )
        var hashes: [[UInt8]] = []
        for row in rows {
            guard try row.count("position") == start + hashes.count else { break }
            hashes.append(try row.blob("hash"))
        }
        return hashes
    }

    /// Where a leaf stands.
    package func position(ofHash hash: [UInt8]) throws -> Int? {
        try connection.row("SELECT position FROM log_sequence WHERE hash = \(hash)")?
            .count("position")
    }

    /// Leaves in order, with what the content's table says of them.
    ///
    /// `recorded` is the hash there, absent where the row is gone.
    package func page(
        from start: Int,
        limit: Int
    ) throws -> [(position: Int, leaf: [UInt8], hash: [UInt8], recorded: [UInt8]?)] {
        try connection.rows(
            """
            SELECT log_sequence.position, log_sequence.leaf, log_sequence.hash,
                log_leaf.hash AS recorded
            FROM log_sequence LEFT JOIN log_leaf ON log_leaf.id = log_sequence.leaf
            WHERE log_sequence.position >= \(start)
            ORDER BY log_sequence.position LIMIT \(limit)
            """
        ).map {
            (
                try $0.count("position"), try $0.blob("leaf"), try $0.blob("hash"),
                try $0.optionalBlob("recorded")
            )
        }
    }

    /// Nodes above the leaves, in order.
    package func nodeCount() throws -> Int {
        try connection.row("SELECT COUNT(*) AS n FROM log_node")?.count("n") ?? 0
    }
}

extension LogTable {
    /// A leaf that was recorded and neither has a place nor waits for one.
    package func lostLeaf() throws -> [UInt8]? {
        try connection.row(
            """
            SELECT log_leaf.id FROM log_leaf
            LEFT JOIN log_sequence ON log_sequence.leaf = log_leaf.id
            LEFT JOIN log_pending ON log_pending.leaf = log_leaf.id
            WHERE log_sequence.position IS NULL AND log_pending.leaf IS NULL
            ORDER BY log_leaf.id LIMIT 1
            """
        )?.blob("id")
    }

    /// A place in the list of waiting leaves whose leaf is gone, or has its place already.
    package func wrongWaiting() throws -> [UInt8]? {
        try connection.row(
            """
            SELECT log_pending.leaf FROM log_pending
            LEFT JOIN log_leaf ON log_leaf.id = log_pending.leaf
            LEFT JOIN log_sequence ON log_sequence.leaf = log_pending.leaf
            WHERE log_leaf.id IS NULL OR log_sequence.position IS NOT NULL
            ORDER BY log_pending.leaf LIMIT 1
            """
        )?.blob("leaf")
    }

    /// An entry whose leaf is neither in the tree nor waiting, or is another entry's too.
    package func entryWithoutLeaf() throws -> [UInt8]? {
        let missing = try connection.row(
            """
            SELECT entry.id FROM entry
            LEFT JOIN log_sequence ON log_sequence.hash = entry.leaf
            LEFT JOIN (
                SELECT log_leaf.hash FROM log_pending
                JOIN log_leaf ON log_leaf.id = log_pending.leaf
            ) AS waiting ON waiting.hash = entry.leaf
            WHERE log_sequence.position IS NULL AND waiting.hash IS NULL
            ORDER BY entry.id LIMIT 1
            """
        )
        if let missing { return try missing.blob("id") }
        return try connection.row(
            """
            SELECT id FROM entry
            WHERE leaf IN (SELECT leaf FROM entry GROUP BY leaf HAVING COUNT(*) > 1)
            ORDER BY id LIMIT 1
            """
        )?.blob("id")
    }
}
