package import Casefile
package import Database
package import Mechanism

/// The `invitation` table.
package struct InvitationTable {
    /// An invitation: a link that carries a token, and a code told another way.
    package struct InvitationRow: Sendable {
        package let tokenDigest: [UInt8]
        package let agency: Agency.ID
        package let codeDigest: [UInt8]
        /// True for the first keyholder, who makes the agency's root.
        package let isFirst: Bool
        package let isKeyholder: Bool
        package let capabilities: String
        package let invitedBy: Member.ID?
        package let expiresAt: Instant
        package let attempts: Int

        package init(
            tokenDigest: [UInt8],
            agency: Agency.ID,
            codeDigest: [UInt8],
            isFirst: Bool,
            isKeyholder: Bool,
            capabilities: String,
            invitedBy: Member.ID?,
            expiresAt: Instant,
            attempts: Int
        ) {
            self.tokenDigest = tokenDigest
            self.agency = agency
            self.codeDigest = codeDigest
            self.isFirst = isFirst
            self.isKeyholder = isKeyholder
            self.capabilities = capabilities
            self.invitedBy = invitedBy
            self.expiresAt = expiresAt
            self.attempts = attempts
        }
    }

    private let connection: any Connection
    private let table: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        table = SealedTable("invitation", key: ["token_digest"], in: session)
    }

    package func insert(_ new: InvitationRow) throws {
        try table.insert([
            "token_digest": new.tokenDigest, "agency": new.agency, "code_digest": new.codeDigest,
            "is_first": new.isFirst, "is_keyholder": new.isKeyholder,
            "capabilities": new.capabilities, "invited_by": new.invitedBy,
            "expires_at": new.expiresAt, "attempts": 0,
        ])
    }

    package func find(token digest: [UInt8]) throws -> InvitationRow? {
        try connection.row(
            """
            SELECT agency, code_digest, is_first, is_keyholder, capabilities, invited_by,
                expires_at, attempts
            FROM invitation WHERE token_digest = \(digest)
            """
        ).map {
            InvitationRow(
                tokenDigest: digest,
                agency: try $0.agency("agency"),
                codeDigest: try $0.blob("code_digest"),
                isFirst: try $0.flag("is_first"),
                isKeyholder: try $0.flag("is_keyholder"),
                capabilities: try $0.text("capabilities"),
                invitedBy: try $0.optionalIdentifier("invited_by"),
                expiresAt: try $0.instant("expires_at"),
                attempts: try $0.count("attempts")
            )
        }
    }

    package func countAttempt(token digest: [UInt8]) throws {
        try table.change(
            "UPDATE invitation SET attempts = attempts + 1 WHERE token_digest = \(digest)"
        )
    }

    package func delete(token digest: [UInt8]) throws {
        try connection.execute("DELETE FROM invitation WHERE token_digest = \(digest)")
    }

    /// Invitations of an agency that can still be accepted.
    package func openCount(of agency: Agency.ID, at now: Instant) throws -> Int {
        try connection.row(
            """
            SELECT COUNT(*) AS n FROM invitation
            WHERE agency = \(agency) AND expires_at > \(now)
            """
        )?.count("n") ?? 0
    }

    package func deleteExpired(at now: Instant) throws {
        try connection.execute("DELETE FROM invitation WHERE expires_at <= \(now)")
    }
}
