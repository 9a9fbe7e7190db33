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
    private let table: SealedTable

    package init(_ session: DatabaseSession) {
        connection = session.main
        table = SealedTable("certificate", in: session)
    }

    package func insert(_ new: CertificateRow) throws {
        try table.insert([
            "id": new.id, "agency": new.agency, "kind": new.kind, "subject": new.subject,
            "issuer": new.issuer, "body": new.body, "signature": new.signature,
            "issued_at": new.issuedAt,
        ])
    }

    /// Every certificate of an agency: for verification.
    package func all(of agency: Agency.ID) throws -> [CertificateRow] {
        try connection.rows(
            "SELECT * FROM certificate WHERE agency = \(agency) ORDER BY issued_at, id"
        ).map { row in
            guard let kind = CertificateRow.Kind(rawValue: try row.text("kind")) else {
                throw RowError(column: "kind")
            }
            return CertificateRow(
                id: try row.blob("id"),
                agency: agency,
                kind: kind,
                subject: try row.blob("subject"),
                issuer: try row.blob("issuer"),
                body: try row.blob("body"),
                signature: try row.blob("signature"),
                issuedAt: try row.instant("issued_at")
            )
        }
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
