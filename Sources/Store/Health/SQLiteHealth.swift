import Database

/// What an SQLite file tells of its state.
package struct SQLiteHealth: Hashable, Sendable {
    /// Whether its pages hang together, without a look at whether indexes fit their tables.
    package let isIntact: Bool
    /// `wal`, unless somebody changed it.
    package let journalMode: String
    /// Whether a commit is on the disk when it returns, as this program opens the file.
    package let isDurable: Bool

    package init(isIntact: Bool, journalMode: String, isDurable: Bool) {
        self.isIntact = isIntact
        self.journalMode = journalMode
        self.isDurable = isDurable
    }

    /// Asks a file; the cost is that of reading it once.
    init(of connection: any Connection) throws {
        isIntact = try connection.row("PRAGMA quick_check(1)")?.text("quick_check") == "ok"
        journalMode = try connection.row("PRAGMA journal_mode")?.text("journal_mode") ?? ""
        // FULL is 2, EXTRA is 3.
        isDurable = try connection.row("PRAGMA synchronous")?.integer("synchronous") ?? 0 >= 2
    }

    static func hasTable(_ name: String, _ connection: any Connection) throws -> Bool {
        try connection.row("SELECT name FROM sqlite_master WHERE type = 'table' AND name = \(name)")
            != nil
    }
}
