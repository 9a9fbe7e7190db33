package import Database

/// The `setting` table: facts about this installation.
package struct SettingTable {
    private let connection: any Connection
    private let table: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        table = SealedTable("setting", key: ["name"], in: session)
    }

    /// The stored bytes of a setting.
    package func value(_ name: String) throws -> [UInt8]? {
        try table.row("SELECT * FROM setting WHERE name = \(name)")?.blob("value")
    }

    /// Stores a setting, replacing an earlier value.
    package func set(_ name: String, to value: [UInt8]) throws {
        try table.insert(["name": name, "value": value], onConflict: .replace)
    }
}

/// The `mechanism` table: every edition of the mechanism file that was in force.
package struct MechanismTable {
    private let connection: any Connection
    private let table: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        table = SealedTable("mechanism", key: ["edition"], in: session)
    }

    /// The file in force.
    package func latest() throws -> [UInt8]? {
        try table.row("SELECT * FROM mechanism ORDER BY edition DESC LIMIT 1")?.blob("file")
    }

    /// Whether no file was ever in force; whoever sealed one, whatever it says.
    package func isEmpty() throws -> Bool {
        try connection.row("SELECT edition FROM mechanism LIMIT 1") == nil
    }

    /// Puts a file in force.
    package func publish(_ file: [UInt8], at milliseconds: Int64) throws {
        try table.change(
            """
            INSERT INTO mechanism (edition, file, published_at)
            SELECT COALESCE(MAX(edition), 0) + 1, \(file), \(milliseconds) FROM mechanism
            """
        )
    }
}
