package import Database

/// The `setting` table: facts about this installation.
package struct SettingTable {
    private let connection: any Connection

    package init(_ session: DatabaseSession) { connection = session.main }

    /// The stored bytes of a setting.
    package func value(_ name: String) throws -> [UInt8]? {
        try connection.row("SELECT value FROM setting WHERE name = \(name)")?.blob("value")
    }

    /// Stores a setting, replacing an earlier value.
    package func set(_ name: String, to value: [UInt8]) throws {
        try connection.execute(
            """
            INSERT INTO setting (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """
        )
    }
}

/// The `mechanism` table: every edition of the mechanism file that was in force.
package struct MechanismTable {
    private let connection: any Connection

    package init(_ session: DatabaseSession) { connection = session.main }

    /// The file in force.
    package func latest() throws -> [UInt8]? {
        try connection.row("SELECT file FROM mechanism ORDER BY edition DESC LIMIT 1")?.blob("file")
    }

    /// Puts a file in force.
    package func publish(_ file: [UInt8], at milliseconds: Int64) throws {
        try connection.execute(
            """
            INSERT INTO mechanism (edition, file, published_at)
            SELECT COALESCE(MAX(edition), 0) + 1, \(file), \(milliseconds) FROM mechanism
            """
        )
    }
}
