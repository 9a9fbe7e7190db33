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
