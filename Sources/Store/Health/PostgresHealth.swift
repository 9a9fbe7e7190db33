import Database

/// What a PostgreSQL server tells of its state.
package struct PostgresHealth: Hashable, Sendable {
    /// Settings without which an acknowledged entry may be lost, or a damaged page go unseen: `on` or `off`, and
    /// further words for `synchronous_commit` and `archive_mode`.
    package let settings: [String: String]
    /// Whether it is reached through a socket or loopback address of its own machine.
    package let isLocal: Bool
    /// Whether the connection is encrypted by TLS.
    package let isEncrypted: Bool
    /// Seconds that a standby is behind, -1 where it has heard nothing yet; nil for a server that takes writes.
    package let standbyLag: Int64?

    static let settingNames = [
        "archive_mode", "data_checksums", "fsync", "full_page_writes", "synchronous_commit",
    ]

    package init(
        settings: [String: String],
        isLocal: Bool,
        isEncrypted: Bool,
        standbyLag: Int64?
    ) {
        self.settings = settings
        self.isLocal = isLocal
        self.isEncrypted = isEncrypted
        self.standbyLag = standbyLag
    }

    init(of connection: any Connection) throws {
        let rows = try connection.rows(
            """
            SELECT name, setting FROM pg_settings WHERE name IN (\(list: Self.settingNames))
            ORDER BY name
            """
        )
        settings = try Dictionary(
            rows.map { (try $0.text("name"), try $0.text("setting")) },
            uniquingKeysWith: { first, _ in first }
        )
        let state = try connection.row(
            """
            SELECT inet_server_addr() IS NULL
                    OR host(inet_server_addr()) IN ('127.0.0.1', '::1') AS is_local,
                EXISTS (SELECT 1 FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl)
                    AS is_encrypted,
                CASE WHEN NOT pg_is_in_recovery() THEN NULL
                    WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
                    ELSE COALESCE(
                        EXTRACT(EPOCH FROM now() - pg_last_xact_replay_timestamp())::BIGINT, -1)
                    END AS standby_lag
            """
        )
        isLocal = try state?.flag("is_local") ?? false
        isEncrypted = try state?.flag("is_encrypted") ?? false
        standbyLag = try state?.optionalInteger("standby_lag")
    }

    static func hasTable(_ name: String, _ connection: any Connection) throws -> Bool {
        try connection.row("SELECT to_regclass(\(name)) IS NOT NULL AS is_there")?
            .flag("is_there") ?? false
    }
}
