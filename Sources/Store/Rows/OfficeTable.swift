package import Casefile
package import Database
package import Mechanism

/// The `office_wrap` table: who can open the log.
package struct OfficeTable {
    private let connection: any Connection
    private let table: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        table = SealedTable("office_wrap", key: ["member"], in: session)
    }

    package func insert(_ sealed: [UInt8], for member: Member.ID, at now: Instant) throws {
        try table.insert(
            ["member": member, "sealed": sealed, "taken_at": now],
            onConflict: .replace
        )
    }

    package func find(_ member: Member.ID) throws -> [UInt8]? {
        try table.row("SELECT * FROM office_wrap WHERE member = \(member)")?.blob("sealed")
    }

    package func delete(_ member: Member.ID) throws {
        try connection.execute("DELETE FROM office_wrap WHERE member = \(member)")
    }
}
