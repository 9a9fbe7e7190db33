package import Casefile
package import Database
package import Mechanism

/// A signed statement that a key belongs to an agency.
package struct CertificateRow: Sendable {
    /// What is certified.
    package enum Kind: String, SQLConvertible, Sendable { case keyholder, member, epoch }

    package let id: [UInt8]
    package let agency: Agency.ID
    package let kind: Kind
    /// The member's identifier, or the epoch's public key.
    package let subject: [UInt8]
    /// The keyholder that signed; 16 zero bytes for the agency's root.
    package let issuer: [UInt8]
    package let body: [UInt8]
    package let signature: [UInt8]
    package let issuedAt: Instant

    package init(
        id: [UInt8],
        agency: Agency.ID,
        kind: Kind,
        subject: [UInt8],
        issuer: [UInt8],
        body: [UInt8],
        signature: [UInt8],
        issuedAt: Instant
    ) {
        self.id = id
        self.agency = agency
        self.kind = kind
        self.subject = subject
        self.issuer = issuer
        self.body = body
        self.signature = signature
        self.issuedAt = issuedAt
    }
}

/// The `certificate` table.
package struct CertificateTable {
    private let connection: any Connection

    package init(_ session: DatabaseSession) { connection = session.main }

    package func insert(_ new: CertificateRow) throws {
        try connection.execute(
            """
            INSERT INTO certificate (id, agency, kind, subject, issuer, body, signature, issued_at)
            VALUES (\(new.id), \(new.agency), \(new.kind), \(new.subject), \(new.issuer),
                \(new.body), \(new.signature), \(new.issuedAt))
            """
        )
    }

    package func find(
        _ kind: CertificateRow.Kind,
        of agency: Agency.ID,
        subject: [UInt8]
    ) throws -> CertificateRow? {
        try connection.row(
            """
            SELECT id, issuer, body, signature, issued_at FROM certificate
            WHERE agency = \(agency) AND kind = \(kind) AND subject = \(subject)
            ORDER BY issued_at DESC, id LIMIT 1
            """
        ).map {
            CertificateRow(
                id: try $0.blob("id"),
                agency: agency,
                kind: kind,
                subject: subject,
                issuer: try $0.blob("issuer"),
                body: try $0.blob("body"),
                signature: try $0.blob("signature"),
                issuedAt: try $0.instant("issued_at")
            )
        }
    }
}

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
        /// The agency's private keys, sealed under the code and the token.
        package let sealedKeys: [UInt8]?
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
            sealedKeys: [UInt8]?,
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
            self.sealedKeys = sealedKeys
            self.expiresAt = expiresAt
            self.attempts = attempts
        }
    }

    private let connection: any Connection

    package init(_ session: DatabaseSession) { connection = session.main }

    package func insert(_ new: InvitationRow) throws {
        try connection.execute(
            """
            INSERT INTO invitation (token_digest, agency, code_digest, is_first, is_keyholder,
                capabilities, invited_by, sealed_keys, expires_at, attempts)
            VALUES (\(new.tokenDigest), \(new.agency), \(new.codeDigest), \(new.isFirst),
                \(new.isKeyholder), \(new.capabilities), \(new.invitedBy), \(new.sealedKeys),
                \(new.expiresAt), 0)
            """
        )
    }

    package func find(token digest: [UInt8]) throws -> InvitationRow? {
        try connection.row(
            """
            SELECT agency, code_digest, is_first, is_keyholder, capabilities, invited_by,
                sealed_keys, expires_at, attempts
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
                sealedKeys: try $0.optionalBlob("sealed_keys"),
                expiresAt: try $0.instant("expires_at"),
                attempts: try $0.count("attempts")
            )
        }
    }

    package func countAttempt(token digest: [UInt8]) throws {
        try connection.execute(
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
