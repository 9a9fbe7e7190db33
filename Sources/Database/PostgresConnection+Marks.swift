/// Marks by which a transaction is found again whose commit was not answered.
///
/// A transaction's number will not do: after a crash the server may give it to another, which then commits.
extension PostgresConnection {
    /// Makes the table where it is missing.
    func prepareMarks() throws(DatabaseError) {
        let row = try row(
            "SELECT CAST(to_regclass('transaction_mark') IS NOT NULL AS INT) AS found"
        )
        if case .integer(1)? = try? row?.value("found") { return }
        // One after the other: even IF NOT EXISTS fails where two make the same table at once.
        try run(
            script: """
                BEGIN;
                SELECT pg_advisory_xact_lock(\(lockNumbers));
                CREATE TABLE IF NOT EXISTS transaction_mark (
                    mark BYTEA PRIMARY KEY NOT NULL,
                    made_at BIGINT NOT NULL
                );
                COMMIT;
                """
        )
    }

    /// Leaves a mark in a transaction that wrote something.
    func leaveMark() throws(DatabaseError) -> String? {
        let mark = (0..<16).map { _ in UInt8.random(in: 0...255) }
        let count = try execute(
            """
            INSERT INTO transaction_mark (mark, made_at)
            SELECT \(mark), CAST(extract(epoch FROM now()) AS BIGINT)
            WHERE pg_current_xact_id_if_assigned() IS NOT NULL
            """
        )
        return count == 0 ? nil : String(decoding: mark.flatMap(Self.digits), as: UTF8.self)
    }

    private static func digits(_ byte: UInt8) -> [UInt8] {
        [byte >> 4, byte & 15].map { $0 < 10 ? $0 + 48 : $0 + 87 }
    }

    /// Whether the transaction that left a mark was committed.
    ///
    /// Asks by leaving the same mark, with a negative time: that waits for a transaction that is still on its
    /// way, and where there is none that committed, none with this mark ever will.
    package func hasCommitted(_ transaction: String) throws(DatabaseError) -> Bool? {
        try execute(
            """
            INSERT INTO transaction_mark (mark, made_at)
            VALUES (decode(\(transaction), 'hex'), -CAST(extract(epoch FROM now()) AS BIGINT))
            ON CONFLICT (mark) DO NOTHING
            """
        )
        let row = try row(
            "SELECT made_at FROM transaction_mark WHERE mark = decode(\(transaction), 'hex')"
        )
        guard case .integer(let time)? = try? row?.value("made_at") else { return nil }
        return time > 0
    }

    /// Forgets marks of which nobody will ask any more.
    ///
    /// Now and then; where it fails the next time does it.
    func sweepMarks() {
        commitCount += 1
        guard commitCount % 4_096 == 1 else { return }
        _ = try? execute(
            """
            DELETE FROM transaction_mark
            WHERE abs(made_at) < CAST(extract(epoch FROM now()) AS BIGINT) - 86400
            """
        )
    }
}
