import Casefile
import Cryptography
import Database
import Mechanism
import Store
import Synchronization

/// Why a key may not be used: the chain of certificates to the anchor has a gap.
enum KeyDirectoryError: Error, Hashable {
    case noSuchAgency
    case notPinned
    case noCertificate
    case notGenuine
}

/// Public keys, each with a valid chain of certificates up to the anchor.
///
/// Rows are read anew each time; only the outcome of a signature's verification is remembered, by a digest
/// of everything that went into it, so that another process's changes are seen at once.
final class KeyDirectory: Sendable {
    private let remembered = Mutex(Remembered())

    /// The latest epoch key to which anything for an agency is sealed.
    ///
    /// - Throws: `KeyDirectoryError` unless its chain is complete and genuine.
    func sealingKey(
        of agency: Agency.ID,
        in session: DatabaseSession,
        anchor: SigningPublicKey
    ) throws -> (epoch: Int, key: AgreementPublicKey) {
        guard let latest = try AgencyTable(session).latestEpoch(agency) else {
            throw KeyDirectoryError.noSuchAgency
        }
        try verifyEpoch(
            latest.epoch,
            latest.publicKey,
            of: agency,
            in: session,
            anchor: anchor
        )
        return (latest.epoch, try AgreementPublicKey(bytes: latest.publicKey))
    }

    /// Checks that a keyholder certified an epoch's key.
    ///
    /// - Throws: `KeyDirectoryError` unless its chain is complete and genuine.
    func verifyEpoch(
        _ epoch: Int,
        _ publicKey: [UInt8],
        of agency: Agency.ID,
        in session: DatabaseSession,
        anchor: SigningPublicKey
    ) throws {
        let body = Certificate.body(of: agency, epoch: epoch, publicKey: publicKey)
        guard
            let certificate = try CertificateTable(session)
                .find(.epoch, of: agency, subject: publicKey)
        else { throw KeyDirectoryError.noCertificate }
        guard certificate.body == body else { throw KeyDirectoryError.notGenuine }
        guard let issuer = Member.ID(bytes: certificate.issuer) else {
            throw KeyDirectoryError.noCertificate
        }
        let key = try keyholderKey(issuer, of: agency, in: session, anchor: anchor)
        try verify(certificate.signature, body, by: key, domain: "certificate-epoch")
    }

    /// The key that verifies a member's signatures.
    ///
    /// - Throws: `KeyDirectoryError` unless its chain is complete and genuine.
    func signingKey(
        of member: Member.ID,
        in session: DatabaseSession,
        anchor: SigningPublicKey
    ) throws -> SigningPublicKey {
        guard let row = try MemberTable(session).find(member) else {
            throw KeyDirectoryError.noCertificate
        }
        if row.isKeyholder {
            return try keyholderKey(member, of: row.agency, in: session, anchor: anchor)
        }
        guard
            let certificate = try CertificateTable(session)
                .find(.member, of: row.agency, subject: member.bytes),
            let issuer = Member.ID(bytes: certificate.issuer)
        else { throw KeyDirectoryError.noCertificate }
        let body = Certificate.body(ofMember: row)
        guard certificate.body == body else { throw KeyDirectoryError.notGenuine }
        let key = try keyholderKey(issuer, of: row.agency, in: session, anchor: anchor)
        try verify(certificate.signature, body, by: key, domain: "certificate-member")
        return try SigningPublicKey(bytes: row.signingPublic)
    }

    private func keyholderKey(
        _ member: Member.ID,
        of agency: Agency.ID,
        in session: DatabaseSession,
        anchor: SigningPublicKey
    ) throws -> SigningPublicKey {
        guard let row = try MemberTable(session).find(member), row.agency == agency,
            let certificate = try CertificateTable(session)
                .find(.keyholder, of: agency, subject: member.bytes)
        else { throw KeyDirectoryError.noCertificate }
        let body = Certificate.body(ofMember: row)
        guard certificate.body == body else { throw KeyDirectoryError.notGenuine }
        let root = try rootKey(of: agency, in: session, anchor: anchor)
        try verify(certificate.signature, body, by: root, domain: "certificate-keyholder")
        return try SigningPublicKey(bytes: row.signingPublic)
    }

    /// An agency's root: the anchor itself, or pinned by a keyholder of the anchor's agency.
    func rootKey(
        of agency: Agency.ID,
        in session: DatabaseSession,
        anchor: SigningPublicKey
    ) throws -> SigningPublicKey {
        guard let row = try AgencyTable(session).find(agency) else {
            throw KeyDirectoryError.noSuchAgency
        }
        let root = try SigningPublicKey(bytes: row.rootPublic)
        if root == anchor { return root }
        guard let pinnedBy = row.pinnedBy, let signature = row.pinSignature,
            let pinner = try MemberTable(session).find(pinnedBy),
            try AgencyTable(session).find(pinner.agency)?.rootPublic == anchor.bytes
        else { throw KeyDirectoryError.notPinned }
        let key = try keyholderKey(pinnedBy, of: pinner.agency, in: session, anchor: anchor)
        let pin = Certificate.pin(of: agency, root: row.rootPublic)
        try verify(signature, pin, by: key, domain: "pin")
        return root
    }

    /// Verifies a signature, once: the same signature of the same bytes by the same key is remembered.
    ///
    /// - Throws: `KeyDirectoryError.notGenuine`.
    func verify(
        _ signature: [UInt8],
        _ body: [UInt8],
        by key: SigningPublicKey,
        domain: String
    ) throws {
        let digest = Self.digest(signature, body, key, domain)
        if remembered.withLock({ $0.contains(digest) }) { return }
        guard key.verifies(try Signature(bytes: signature), for: body, domain: domain) else {
            throw KeyDirectoryError.notGenuine
        }
        remembered.withLock { $0.insert(digest) }
    }

    /// Remembers a signature that was made here.
    func remember(
        _ signature: [UInt8],
        _ body: [UInt8],
        by key: SigningPublicKey,
        domain: String
    ) {
        let digest = Self.digest(signature, body, key, domain)
        remembered.withLock { $0.insert(digest) }
    }

    private static func digest(
        _ signature: [UInt8],
        _ body: [UInt8],
        _ key: SigningPublicKey,
        _ domain: String
    ) -> Digest {
        var item = CanonicalBytes(domain: domain)
        item.append(body)
        item.append(key.bytes)
        item.append(signature)
        return Digest.blake2b(item.bytes)
    }
}

/// Digests of what was verified: the younger half and the older half, so that memory stays bounded.
private struct Remembered {
    private var young: Set<Digest> = []
    private var old: Set<Digest> = []
    private static let limit = 50_000

    func contains(_ digest: Digest) -> Bool { young.contains(digest) || old.contains(digest) }

    mutating func insert(_ digest: Digest) {
        if young.count >= Self.limit {
            old = young
            young = []
        }
        young.insert(digest)
    }
}
