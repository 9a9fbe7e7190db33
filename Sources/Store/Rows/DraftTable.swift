package import Casefile
package import Database
package import Mechanism

/// A draft of one member, sealed so that nobody else can open it.
package struct DraftRow: Sendable {
    package let id: [UInt8]
    package let member: Member.ID
    package let sealed: [UInt8]
    package let updatedAt: Instant

    package init(id: [UInt8], member: Member.ID, sealed: [UInt8], updatedAt: Instant) {
        self.id = id
        self.member = member
        self.sealed = sealed
        self.updatedAt = updatedAt
    }

    init(row: Row) throws(RowError) {
        id = try row.blob("id")
        member = try row.identifier("member")
        sealed = try row.blob("sealed")
        updatedAt = try row.instant("updated_at")
    }
}

/// The `draft` table.
package struct DraftTable {
    private let connection: any Connection
    private let table: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        table = SealedTable("draft", in: session)
    }

    /// Keeps a draft, or its latest state; a draft of another member stays as it is.
    package func save(_ draft: DraftRow) throws {
        try table.change(
            """
            INSERT INTO draft (id, member, sealed, updated_at)
            VALUES (\(draft.id), \(draft.member), \(draft.sealed), \(draft.updatedAt))
            ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed,
                updated_at = excluded.updated_at
            WHERE draft.member = excluded.member
            """
        )
    }

    package func find(_ id: [UInt8], of member: Member.ID, since: Instant) throws -> DraftRow? {
        try connection.row(
            """
            SELECT id, member, sealed, updated_at FROM draft
            WHERE id = \(id) AND member = \(member) AND updated_at >= \(since)
            """
        ).map { try DraftRow(row: $0) }
    }

    package func all(of member: Member.ID, since: Instant) throws -> [DraftRow] {
        try connection.rows(
            """
            SELECT id, member, sealed, updated_at FROM draft
            WHERE member = \(member) AND updated_at >= \(since) ORDER BY updated_at DESC, id
            LIMIT 100
            """
        ).map { try DraftRow(row: $0) }
    }

    package func delete(_ id: [UInt8], of member: Member.ID) throws {
        try connection.execute("DELETE FROM draft WHERE id = \(id) AND member = \(member)")
    }

    package func deleteOld(before: Instant) throws {
        try connection.execute("DELETE FROM draft WHERE updated_at < \(before)")
    }
}

/// The `free_place` table: places that providers say are free today.
package struct FreePlaceTable {
    private let connection: any Connection
    private let table: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        table = SealedTable("free_place", key: ["service"], in: session)
    }

    package func set(_ service: Service.ID, to count: Int, at now: Instant) throws {
        try table.insert(
            ["service": service, "count": count, "updated_at": now],
            onConflict: .replace
        )
    }

    package func all() throws -> [Service.ID: (count: Int, updatedAt: Instant)] {
        let rows = try connection.rows(
            "SELECT service, count, updated_at FROM free_place ORDER BY service"
        )
        return Dictionary(
            try rows.map {
                (
                    Service.ID(try $0.text("service")),
                    (try $0.count("count"), try $0.instant("updated_at"))
                )
            },
            uniquingKeysWith: { first, _ in first }
        )
    }
}

/// The `tally` and `anonymous_notification` tables: nothing in them leads to a person or an author.
package struct TallyTable {
    private let connection: any Connection
    private let tallies: SealedTable
    private let notifications: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        tallies = SealedTable("tally", key: ["kind", "month"], in: session)
        notifications = SealedTable("anonymous_notification", key: ["position"], in: session)
    }

    package func count(_ kind: String, month: String) throws {
        try tallies.change(
            """
            INSERT INTO tally (kind, month, count) VALUES (\(kind), \(month), 1)
            ON CONFLICT (kind, month) DO UPDATE SET count = tally.count + 1
            """
        )
    }

    package func counts() throws -> [(kind: String, month: String, count: Int)] {
        try connection.rows("SELECT kind, month, count FROM tally ORDER BY month, kind").map {
            (try $0.text("kind"), try $0.text("month"), try $0.count("count"))
        }
    }

    /// Adds a notification at a random position.
    package func notify(
        position: Int64,
        id: [UInt8],
        agency: Agency.ID,
        epoch: Int,
        month: String,
        sealed: [UInt8]
    ) throws {
        try notifications.insert([
            "position": position, "id": id, "agency": agency, "agency_epoch": epoch, "month": month,
            "sealed": sealed,
        ])
    }

    /// Notifications to an agency, ordered by their random identifier within a month.
    package func notifications(
        to agency: Agency.ID,
        limit: Int,
        offset: Int
    ) throws -> [(id: [UInt8], epoch: Int, month: String, sealed: [UInt8])] {
        try connection.rows(
            """
            SELECT id, agency_epoch, month, sealed FROM anonymous_notification
            WHERE agency = \(agency) ORDER BY month DESC, id LIMIT \(limit) OFFSET \(offset)
            """
        ).map {
            (
                try $0.blob("id"), try $0.count("agency_epoch"), try $0.text("month"),
                try $0.blob("sealed")
            )
        }
    }
}
