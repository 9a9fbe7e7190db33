package import Database
package import Mechanism
import Store

extension Backup {
    private static let finishSetting = "backup-at"

    /// Keeps in the database when both files of a backup were whole, so that whoever looks after it can tell.
    ///
    /// - Throws: `DatabaseError`, of kind `readOnly` on a standby.
    package static func recordFinish(in database: Database, at now: Instant) async throws {
        try await database.write { session in
            try SettingTable(session).set(finishSetting, to: Array("\(now.milliseconds)".utf8))
        }
    }

    /// When both files of the latest backup were whole.
    static func lastFinish(in session: DatabaseSession) throws -> Instant? {
        try SettingTable(session).value(finishSetting)
            .flatMap { Int64(String(decoding: $0, as: UTF8.self)) }
            .map { Instant(milliseconds: $0) }
    }
}
