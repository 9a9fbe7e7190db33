package import Casefile
package import Database
package import Mechanism

/// A member as stored: no name and no sign-in name in clear.
package struct MemberRow: Sendable {
    package let id: Member.ID
    package let agency: Agency.ID
    package let loginDigest: [UInt8]
    package let sealedName: [UInt8]
    package let agreementPublic: [UInt8]
    package let signingPublic: [UInt8]
    package let salt: [UInt8]
    package let parameters: String
    package let verifier: [UInt8]
    package let sealedKeys: [UInt8]
    /// Capabilities by name, separated by spaces.
    package let capabilities: String
    package let isKeyholder: Bool
    /// False until a keyholder certified the member's keys.
    package let isConfirmed: Bool
    package let isActive: Bool
    package let createdAt: Instant

    package init(
        id: Member.ID,
        agency: Agency.ID,
        loginDigest: [UInt8],
        sealedName: [UInt8],
        agreementPublic: [UInt8],
        signingPublic: [UInt8],
        salt: [UInt8],
        parameters: String,
        verifier: [UInt8],
        sealedKeys: [UInt8],
        capabilities: String,
        isKeyholder: Bool,
        isConfirmed: Bool,
        isActive: Bool,
        createdAt: Instant
    ) {
        self.id = id
        self.agency = agency
        self.loginDigest = loginDigest
        self.sealedName = sealedName
        self.agreementPublic = agreementPublic
        self.signingPublic = signingPublic
        self.salt = salt
        self.parameters = parameters
        self.verifier = verifier
        self.sealedKeys = sealedKeys
        self.capabilities = capabilities
        self.isKeyholder = isKeyholder
        self.isConfirmed = isConfirmed
        self.isActive = isActive
        self.createdAt = createdAt
    }

    init(row: Row) throws(RowError) {
        id = try row.identifier("id")
        agency = try row.agency("agency")
        loginDigest = try row.blob("login_digest")
        sealedName = try row.blob("sealed_name")
        agreementPublic = try row.blob("agreement_public")
        signingPublic = try row.blob("signing_public")
        salt = try row.blob("salt")
        parameters = try row.text("parameters")
        verifier = try row.blob("verifier")
        sealedKeys = try row.blob("sealed_keys")
        capabilities = try row.text("capabilities")
        isKeyholder = try row.flag("is_keyholder")
        isConfirmed = try row.flag("is_confirmed")
        isActive = try row.flag("is_active")
        createdAt = try row.instant("created_at")
    }
}

/// The `member` table.
package struct MemberTable {
    private let connection: any Connection
    private let table: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        table = SealedTable("member", in: session)
    }

    package func insert(_ new: MemberRow) throws {
        try table.insert([
            "id": new.id, "agency": new.agency, "login_digest": new.loginDigest,
            "sealed_name": new.sealedName, "agreement_public": new.agreementPublic,
            "signing_public": new.signingPublic, "salt": new.salt, "parameters": new.parameters,
            "verifier": new.verifier, "sealed_keys": new.sealedKeys,
            "capabilities": new.capabilities, "is_keyholder": new.isKeyholder,
            "is_confirmed": new.isConfirmed, "is_active": new.isActive, "created_at": new.createdAt,
        ])
    }

    package func find(_ id: Member.ID) throws -> MemberRow? {
        try table.row(
            """
            SELECT * FROM member WHERE id = \(id)
            """
        ).map { try MemberRow(row: $0) }
    }

    package func find(login digest: [UInt8]) throws -> MemberRow? {
        try table.row(
            """
            SELECT * FROM member WHERE login_digest = \(digest)
            """
        ).map { try MemberRow(row: $0) }
    }

    /// Those of an agency's members among some, in no order.
    package func find(_ ids: [Member.ID], of agency: Agency.ID) throws -> [MemberRow] {
        guard !ids.isEmpty else { return [] }
        return try table.rows(
            """
            SELECT * FROM member WHERE id IN (\(list: ids)) AND agency = \(agency)
            """
        ).map { try MemberRow(row: $0) }
    }

    package func all(of agency: Agency.ID) throws -> [MemberRow] {
        try table.rows(
            """
            SELECT * FROM member WHERE agency = \(agency) ORDER BY created_at, id
            """
        ).map { try MemberRow(row: $0) }
    }

    package func confirm(_ id: Member.ID) throws {
        try table.change("UPDATE member SET is_confirmed = 1 WHERE id = \(id)")
    }

    package func disable(_ id: Member.ID) throws {
        try table.change("UPDATE member SET is_active = 0 WHERE id = \(id)")
    }
}
