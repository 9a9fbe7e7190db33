package import Casefile
package import Database
package import Mechanism

/// An agency's keys as they are stored.
package struct AgencyRow: Sendable {
    package let id: Agency.ID
    package let rootPublic: [UInt8]
    /// False while the agency has one keyholder only: its cases are practice.
    package let isLive: Bool
    /// True once its root's fingerprint was confirmed out of band.
    package let isPinned: Bool
    package let pinnedBy: Member.ID?
    package let pinSignature: [UInt8]?

    init(row: Row) throws(RowError) {
        id = try row.agency("id")
        rootPublic = try row.blob("root_public")
        isLive = try row.flag("is_live")
        pinnedBy = try row.optionalIdentifier("pinned_by")
        pinSignature = try row.optionalBlob("pin_signature")
        isPinned = pinSignature != nil
    }
}

/// The `agency` and `agency_epoch` tables.
package struct AgencyTable {
    private let connection: any Connection
    private let agencies: SealedTable
    private let epochs: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        agencies = SealedTable("agency", in: session)
        epochs = SealedTable("agency_epoch", key: ["agency", "epoch"], in: session)
    }

    package func insert(_ id: Agency.ID, rootPublic: [UInt8]) throws {
        try agencies.insert(["id": id, "root_public": rootPublic, "is_live": 0])
    }

    package func find(_ id: Agency.ID) throws -> AgencyRow? {
        try agencies.row("SELECT * FROM agency WHERE id = \(id)").map { try AgencyRow(row: $0) }
    }

    package func all() throws -> [AgencyRow] {
        try agencies.rows("SELECT * FROM agency ORDER BY id").map { try AgencyRow(row: $0) }
    }

    package func pin(_ id: Agency.ID, by member: Member.ID, signature: [UInt8], at: Instant) throws
    {
        try agencies.change(
            """
            UPDATE agency SET pinned_at = \(at), pinned_by = \(member), pin_signature = \(signature)
            WHERE id = \(id)
            """
        )
    }

    package func goLive(_ id: Agency.ID) throws {
        try agencies.change("UPDATE agency SET is_live = 1 WHERE id = \(id)")
    }

    package func insertEpoch(_ id: Agency.ID, epoch: Int, publicKey: [UInt8]) throws {
        try epochs.insert(["agency": id, "epoch": epoch, "public_key": publicKey])
    }

    /// Every epoch and its public key: for verification.
    package func epochs(of id: Agency.ID) throws -> [(epoch: Int, publicKey: [UInt8])] {
        try connection.rows(
            "SELECT epoch, public_key FROM agency_epoch WHERE agency = \(id) ORDER BY epoch"
        ).map { (try $0.count("epoch"), try $0.blob("public_key")) }
    }

    /// The latest epoch and its public key.
    package func latestEpoch(_ id: Agency.ID) throws -> (epoch: Int, publicKey: [UInt8])? {
        try connection.row(
            """
            SELECT epoch, public_key FROM agency_epoch WHERE agency = \(id)
            ORDER BY epoch DESC LIMIT 1
            """
        ).map { (try $0.count("epoch"), try $0.blob("public_key")) }
    }
}

/// The `key_wrap` table: private keys of agencies, sealed to their holders.
package struct KeyWrapTable {
    /// Which private key is wrapped.
    package enum Kind: String, SQLConvertible, Sendable { case epoch, root }

    /// The holder that stands for the printed recovery code.
    package static let recovery = [UInt8](repeating: 0, count: 16)

    private let connection: any Connection
    private let table: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        table = SealedTable("key_wrap", key: ["agency", "kind", "epoch", "holder"], in: session)
    }

    package func insert(
        _ kind: Kind,
        of agency: Agency.ID,
        epoch: Int,
        holder: [UInt8],
        sealed: [UInt8]
    ) throws {
        try table.insert(
            ["agency": agency, "kind": kind, "epoch": epoch, "holder": holder, "sealed": sealed],
            onConflict: .replace
        )
    }

    /// Wraps of one holder, by epoch.
    package func wraps(
        _ kind: Kind,
        of agency: Agency.ID,
        holder: [UInt8]
    ) throws -> [(epoch: Int, sealed: [UInt8])] {
        try connection.rows(
            """
            SELECT epoch, sealed FROM key_wrap
            WHERE agency = \(agency) AND kind = \(kind) AND holder = \(holder) ORDER BY epoch
            """
        ).map { (try $0.count("epoch"), try $0.blob("sealed")) }
    }

    package func delete(holder: [UInt8], of agency: Agency.ID) throws {
        try connection.execute(
            "DELETE FROM key_wrap WHERE agency = \(agency) AND holder = \(holder)"
        )
    }
}
