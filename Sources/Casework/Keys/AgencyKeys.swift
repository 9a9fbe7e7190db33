import Casefile
import Cryptography
import Database
import Mechanism
import Store

/// Wraps of an agency's private keys for their holders.
enum AgencyKeys {
    /// The associated data and context of a wrap.
    static func context(
        _ kind: KeyWrapTable.Kind,
        of agency: Agency.ID,
        epoch: Int,
        holder: [UInt8]
    ) -> [UInt8] {
        var context = CanonicalBytes(domain: "agency-key/1")
        context.append(kind.rawValue)
        context.append(agency.rawValue)
        context.append(epoch)
        context.append(holder)
        return context.bytes
    }

    /// Seals one of the agency's secrets to a holder.
    static func wrap(
        _ secret: SecretBytes,
        _ kind: KeyWrapTable.Kind,
        of agency: Agency.ID,
        epoch: Int,
        holder: [UInt8],
        to key: AgreementPublicKey,
        in session: DatabaseSession
    ) throws {
        let context = context(kind, of: agency, epoch: epoch, holder: holder)
        let sealed = HPKE.seal(secret, to: key, info: context, associatedData: [])
        try KeyWrapTable(session)
            .insert(kind, of: agency, epoch: epoch, holder: holder, sealed: sealed)
    }

    /// Opens the wraps that a holder has, by epoch.
    static func unwrap(
        _ kind: KeyWrapTable.Kind,
        of agency: Agency.ID,
        holder: [UInt8],
        with key: AgreementPrivateKey,
        in session: DatabaseSession
    ) throws -> [Int: SecretBytes] {
        var secrets: [Int: SecretBytes] = [:]
        for wrap in try KeyWrapTable(session).wraps(kind, of: agency, holder: holder) {
            let context = context(kind, of: agency, epoch: wrap.epoch, holder: holder)
            secrets[wrap.epoch] = try HPKE.openSecret(
                wrap.sealed,
                with: key,
                info: context,
                associatedData: []
            )
        }
        return secrets
    }
}

/// What a new agency starts with.
struct NewAgencyKeys {
    let root = SigningPrivateKey.generate()
    let epochKey = AgreementPrivateKey.generate()
    /// Shown once, printed, and kept by the agency.
    let recoveryCode = RandomBytes.code(.recovery)

    /// Stores the agency, its first epoch and its first keyholder, who is certified by the root.
    func establish(
        _ agency: Agency.ID,
        keyholder: MemberRow,
        keys: MemberKeys,
        at now: Instant,
        in session: DatabaseSession
    ) throws {
        let agencies = AgencyTable(session)
        try agencies.insert(agency, rootPublic: root.publicKey.bytes)
        try agencies.insertEpoch(agency, epoch: 1, publicKey: epochKey.publicKey.bytes)
        try MemberTable(session).insert(keyholder)
        let certificates = CertificateTable(session)
        try certificates.insert(
            Certificate.issue(
                .keyholder,
                of: agency,
                subject: keyholder.id.bytes,
                body: Certificate.body(ofMember: keyholder),
                issuer: Certificate.root,
                key: root,
                at: now
            )
        )
        try certificates.insert(
            Certificate.issue(
                .epoch,
                of: agency,
                subject: epochKey.publicKey.bytes,
                body: Certificate.body(
                    of: agency,
                    epoch: 1,
                    publicKey: epochKey.publicKey.bytes
                ),
                issuer: keyholder.id.bytes,
                key: keys.signing,
                at: now
            )
        )
        let recovery = AgreementPrivateKey(derivedFrom: recoveryCode.secret).publicKey
        for (holder, key) in [
            (keyholder.id.bytes, keys.agreement.publicKey), (KeyWrapTable.recovery, recovery),
        ] {
            try AgencyKeys.wrap(
                epochKey.secret,
                .epoch,
                of: agency,
                epoch: 1,
                holder: holder,
                to: key,
                in: session
            )
            try AgencyKeys.wrap(
                root.seed,
                .root,
                of: agency,
                epoch: 0,
                holder: holder,
                to: key,
                in: session
            )
        }
    }
}

/// An agency root's fingerprint, to be compared by voice.
package enum Fingerprint {
    /// Twelve groups of four hexadecimal digits of the BLAKE2b digest: 192 bits.
    package static func text(of rootPublic: [UInt8]) -> String {
        let digits = Array(Digest.blake2b(rootPublic).bytes.hexString.prefix(48))
        return stride(from: 0, to: digits.count, by: 4)
            .map { String(digits[$0..<$0 + 4]) }.joined(separator: " ")
    }
}
