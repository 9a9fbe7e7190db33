import Cryptography
import Database
import Store

extension Installation {
    /// The keys for rows, log and fingerprints; for a database of release 0.1.0 they are made, and its rows sealed as they are.
    ///
    /// Kept only after the seals are committed: after a crash in between everything is sealed anew.
    static func adopt(
        _ database: Database,
        _ secrets: InstallationSecrets,
        keep: @Sendable (InstallationSecrets) throws -> Void
    ) async throws -> (RowKey, SigningPrivateKey, LinkageKeys) {
        if let rows = secrets.rows, let log = secrets.log, !secrets.linkage.isEmpty {
            return (RowKey(rows), log, LinkageKeys(secrets.linkage))
        }
        let rows = secrets.rows ?? .random(count: 32)
        let log = secrets.log ?? .generate()
        let linkage = secrets.linkage.isEmpty ? [1: .random(count: 32)] : secrets.linkage
        let key = RowKey(rows)
        if secrets.rows == nil { try await seal(database, with: key) }
        try keep(
            InstallationSecrets(
                pepper: secrets.pepper,
                anchor: secrets.anchor,
                rows: rows,
                log: log,
                linkage: linkage
            )
        )
        return (key, log, LinkageKeys(linkage))
    }

    /// Seals every row of both databases as it is.
    static func seal(_ database: Database, with key: RowKey) async throws {
        try await database.write { session in
            _ = try session.companion.transaction {
                try RowSeals(session.companion, key: key).sealAll()
            }
            _ = try RowSeals(session.main, key: key).sealAll()
        }
    }
}
