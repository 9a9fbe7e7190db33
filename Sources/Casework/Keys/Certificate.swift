import Casefile
import Cryptography
import Mechanism
import Store

/// What certificates sign: that a key belongs to an agency.
///
/// The coordinating agency's root pins agencies' roots; a root certifies keyholders; keyholders certify
/// members and the agency's epochs.
enum Certificate {
    /// The issuer that stands for the agency's root.
    static let root = [UInt8](repeating: 0, count: 16)

    static func body(ofMember member: MemberRow) -> [UInt8] {
        body(
            of: member.agency,
            member: member.id,
            agreement: member.agreementPublic,
            signing: member.signingPublic
        )
    }

    static func body(
        of agency: Agency.ID,
        member: Member.ID,
        agreement: [UInt8],
        signing: [UInt8]
    ) -> [UInt8] {
        var body = CanonicalBytes(domain: "member-keys/1")
        body.append(agency.rawValue)
        body.append(member.bytes)
        body.append(agreement)
        body.append(signing)
        return body.bytes
    }

    static func body(of agency: Agency.ID, epoch: Int, publicKey: [UInt8]) -> [UInt8] {
        var body = CanonicalBytes(domain: "agency-epoch/1")
        body.append(agency.rawValue)
        body.append(epoch)
        body.append(publicKey)
        return body.bytes
    }

    static func pin(of agency: Agency.ID, root: [UInt8]) -> [UInt8] {
        var body = CanonicalBytes(domain: "agency-root/1")
        body.append(agency.rawValue)
        body.append(root)
        return body.bytes
    }

    /// Issues a certificate that a keyholder, or the root, signs.
    static func issue(
        _ kind: CertificateRow.Kind,
        of agency: Agency.ID,
        subject: [UInt8],
        body: [UInt8],
        issuer: [UInt8],
        key: SigningPrivateKey,
        at now: Instant
    ) -> CertificateRow {
        CertificateRow(
            id: RandomBytes.generate(count: 16),
            agency: agency,
            kind: kind,
            subject: subject,
            issuer: issuer,
            body: body,
            signature: key.sign(body, domain: "certificate-\(kind.rawValue)").bytes,
            issuedAt: now
        )
    }
}
