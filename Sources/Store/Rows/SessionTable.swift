package import Casefile
package import Database
package import Mechanism

/// The `session` table: what only the cookie can open.
package struct SessionTable {
    /// A signed-in session.
    package struct SessionRow: Sendable {
        package let id: [UInt8]
        package let member: Member.ID
        package let sealedKeys: [UInt8]
        package let createdAt: Instant
        package let seenAt: Instant

        package init(
            id: [UInt8],
            member: Member.ID,
            sealedKeys: [UInt8],
            createdAt: Instant,
            seenAt: Instant
        ) {
            self.id = id
            self.member = member
            self.sealedKeys = sealedKeys
            self.createdAt = createdAt
            self.seenAt = seenAt
        }
    }

    private let connection: any Connection
    private let table: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        table = SealedTable("session", in: session)
    }

    package func insert(_ new: SessionRow) throws {
        try table.insert([
            "id": new.id, "member": new.member, "sealed_keys": new.sealedKeys,
            "created_at": new.createdAt, "seen_at": new.seenAt,
        ])
    }

    package func find(_ id: [UInt8]) throws -> SessionRow? {
        try connection.row(
            """
            SELECT id, member, sealed_keys, created_at, seen_at FROM session WHERE id = \(id)
            """
        ).map {
            SessionRow(
                id: try $0.blob("id"),
                member: try $0.identifier("member"),
                sealedKeys: try $0.blob("sealed_keys"),
                createdAt: try $0.instant("created_at"),
                seenAt: try $0.instant("seen_at")
            )
        }
    }

    package func touch(_ id: [UInt8], at now: Instant) throws {
        try table.change("UPDATE session SET seen_at = \(now) WHERE id = \(id)")
    }

    package func delete(_ id: [UInt8]) throws {
        try connection.execute("DELETE FROM session WHERE id = \(id)")
    }

    package func delete(member: Member.ID) throws {
        try connection.execute("DELETE FROM session WHERE member = \(member)")
    }

    package func deleteOld(createdBefore: Instant, seenBefore: Instant) throws {
        try connection.execute(
            """
            DELETE FROM session WHERE created_at < \(createdBefore) OR seen_at < \(seenBefore)
            """
        )
    }
}
