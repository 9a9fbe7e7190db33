package import Database
package import Mechanism

/// The `log_checkpoint` and `log_cosignature` tables.
package struct CheckpointTable {
    /// A signed checkpoint.
    package struct CheckpointRow: Hashable, Sendable {
        package let size: Int
        package let root: [UInt8]
        /// The note with the log's own signature.
        package let note: String
        package let signedAt: Instant

        package init(size: Int, root: [UInt8], note: String, signedAt: Instant) {
            self.size = size
            self.root = root
            self.note = note
            self.signedAt = signedAt
        }

        init(row: Row) throws(RowError) {
            size = try row.count("size")
            root = try row.blob("root")
            note = String(decoding: try row.blob("signed"), as: UTF8.self)
            signedAt = try row.instant("signed_at")
        }
    }

    /// A witness's signature below a checkpoint.
    package struct CosignatureRow: Hashable, Sendable {
        package let size: Int
        package let witness: String
        package let keyID: [UInt8]
        package let signature: [UInt8]
        package let signedAt: Instant

        package init(
            size: Int,
            witness: String,
            keyID: [UInt8],
            signature: [UInt8],
            signedAt: Instant
        ) {
            self.size = size
            self.witness = witness
            self.keyID = keyID
            self.signature = signature
            self.signedAt = signedAt
        }

        init(row: Row) throws(RowError) {
            size = try row.count("size")
            witness = try row.text("witness")
            keyID = try row.blob("key_id")
            signature = try row.blob("signature")
            signedAt = try row.instant("signed_at")
        }
    }

    private let connection: any Connection
    private let checkpoints: SealedTable
    private let cosignatures: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        checkpoints = SealedTable("log_checkpoint", key: ["size"], in: session)
        cosignatures = SealedTable(
            "log_cosignature",
            key: ["size", "witness", "key_id"],
            in: session
        )
    }

    package func insert(_ new: CheckpointRow) throws {
        try checkpoints.insert([
            "size": new.size, "root": new.root, "signed": Array(new.note.utf8),
            "signed_at": new.signedAt,
        ])
    }

    /// The latest checkpoint, which a change from outside does not hide.
    package func latest() throws -> CheckpointRow? {
        try connection.row("SELECT * FROM log_checkpoint ORDER BY size DESC LIMIT 1")
            .map { try CheckpointRow(row: $0) }
    }

    package func find(size: Int) throws -> CheckpointRow? {
        try connection.row("SELECT * FROM log_checkpoint WHERE size = \(size)")
            .map { try CheckpointRow(row: $0) }
    }

    /// Every checkpoint that is kept, the smallest first.
    package func all() throws -> [CheckpointRow] {
        try connection.rows("SELECT * FROM log_checkpoint ORDER BY size")
            .map { try CheckpointRow(row: $0) }
    }

    /// Keeps a witness's signature; of two by the same key the later.
    package func insert(_ new: CosignatureRow) throws {
        try cosignatures.insert(
            [
                "size": new.size, "witness": new.witness, "key_id": new.keyID,
                "signature": new.signature, "signed_at": new.signedAt,
            ],
            onConflict: .replace
        )
    }

    package func cosignatures(size: Int? = nil) throws -> [CosignatureRow] {
        let rows: [Row]
        if let size {
            rows = try connection.rows(
                "SELECT * FROM log_cosignature WHERE size = \(size) ORDER BY witness, key_id"
            )
        } else {
            rows = try connection.rows(
                "SELECT * FROM log_cosignature ORDER BY size, witness, key_id"
            )
        }
        return try rows.map { try CosignatureRow(row: $0) }
    }

    /// When each witness signed last.
    package func latestByWitness() throws -> [String: Instant] {
        let rows = try connection.rows(
            "SELECT witness, MAX(signed_at) AS signed_at FROM log_cosignature GROUP BY witness"
        )
        return try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0.text("witness"), try $0.instant("signed_at")) }
        )
    }

    /// Forgets checkpoints that were signed before a moment and that no witness cosigned.
    package func forget(before moment: Instant) throws {
        try connection.execute(
            """
            DELETE FROM log_checkpoint WHERE signed_at < \(moment)
                AND size < (SELECT MAX(size) FROM log_checkpoint)
                AND NOT EXISTS (
                    SELECT 1 FROM log_cosignature WHERE log_cosignature.size = log_checkpoint.size
                )
            """
        )
    }
}

/// The `lease` table: work that one process does for all.
package struct LeaseTable {
    private let connection: any Connection
    private let leases: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        leases = SealedTable("lease", key: ["name"], in: session)
    }

    /// Takes a lease, or holds it longer, unless somebody else holds it.
    ///
    /// - Returns: whether it is the holder's now.
    package func take(
        _ name: String,
        for holder: [UInt8],
        now: Instant,
        until end: Instant
    ) throws -> Bool {
        let row = try connection.row("SELECT holder, until FROM lease WHERE name = \(name)")
        if let row, try row.blob("holder") != holder, try row.instant("until") > now {
            return false
        }
        let values: KeyValuePairs<String, (any SQLConvertible)?> = [
            "name": name, "holder": holder, "until": end,
        ]
        try leases.insert(values, onConflict: .replace)
        return true
    }

    /// Gives a lease back, so that nobody has to wait for its end.
    package func release(_ name: String, by holder: [UInt8]) throws {
        try connection.execute("DELETE FROM lease WHERE name = \(name) AND holder = \(holder)")
    }
}
