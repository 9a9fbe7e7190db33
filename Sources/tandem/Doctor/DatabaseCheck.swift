import Store

/// Whether one of the two databases is sound, current, and keeps what it acknowledged.
struct DatabaseCheck {
    enum Role { case main, shred }

    let role: Role
    let health: DatabaseHealth

    private var name: String { role == .main ? "The database" : "The shred store" }

    var symptoms: [Symptom] {
        switch health.engine {
        case .sqlite(let sqlite): schema + symptoms(of: sqlite)
        case .postgres(let postgres): schema + symptoms(of: postgres)
        }
    }

    private var schema: [Symptom] {
        if let step = health.unknownSteps.first {
            return [
                .fault(
                    "schema",
                    "\(name) was used by a later release (\(step))",
                    "install that release; this one does not serve it"
                )
            ]
        }
        if let step = health.missingSteps.first {
            return [
                .warning(
                    "schema",
                    "\(name) is not at this release's schema (\(step) is missing)",
                    "back up, then start the server: it migrates"
                )
            ]
        }
        return []
    }

    private func symptoms(of sqlite: SQLiteHealth) -> [Symptom] {
        var symptoms: [Symptom] = []
        if !sqlite.isIntact { symptoms.append(Self.damaged(name)) }
        if sqlite.journalMode != "wal" || !sqlite.isDurable {
            symptoms.append(
                .fault(
                    "durability",
                    "\(name) does not keep every commit through a power cut",
                    "keep its file on a local disk, where write-ahead logging works"
                )
            )
        }
        return symptoms
    }

    /// What is said of a database that can't even be asked.
    static func damaged(_ name: String) -> Symptom {
        .fault(
            "integrity",
            "\(name) is damaged",
            "stop the server, keep the files as they are, and restore the latest backup elsewhere"
        )
    }
}

// MARK: - PostgreSQL

extension DatabaseCheck {
    private func symptoms(of postgres: PostgresHealth) -> [Symptom] {
        var symptoms: [Symptom] = []
        for setting in ["fsync", "full_page_writes", "synchronous_commit"]
        where postgres.settings[setting] == "off" {
            symptoms.append(
                .fault(
                    "durability",
                    "\(name) may lose what it acknowledged: \(setting) is off",
                    "set \(setting) = on in postgresql.conf and reload"
                )
            )
        }
        if postgres.settings["data_checksums"] == "off" {
            symptoms.append(
                .warning(
                    "checksums",
                    "\(name) does not notice a damaged page",
                    "stop PostgreSQL and run pg_checksums --enable"
                )
            )
        }
        if role == .shred, let mode = postgres.settings["archive_mode"], mode != "off" {
            symptoms.append(
                .fault(
                    "archive",
                    "What is erased from the shred store lives on in the archive of its log",
                    "set archive_mode = off on its server and destroy the archive"
                )
            )
        }
        if !postgres.isLocal, !postgres.isEncrypted {
            symptoms.append(
                .fault(
                    "connection",
                    "The connection to \(name.lowercased()) is not encrypted",
                    "take sslmode out of its address, so that verify-full holds"
                )
            )
        }
        return symptoms + standby(postgres.standbyLag)
    }

    private func standby(_ lag: Int64?) -> [Symptom] {
        guard let lag else { return [] }
        guard (0...60).contains(lag) else {
            return [
                .warning(
                    "standby",
                    lag < 0
                        ? "\(name) is a standby that has heard nothing yet"
                        : "\(name) is a standby that is \(lag) s behind",
                    "look at its log and at pg_stat_replication on the primary"
                )
            ]
        }
        return [
            .note(
                "standby",
                "\(name) is a standby that is \(lag) s behind, and takes no writes",
                "give 'tandem serve' the address of the primary"
            )
        ]
    }
}
