import Casefile
import Cryptography
import Mechanism
import Store

extension Check {
    mutating func checkKeys() throws {
        for agency in try AgencyTable(session).all() {
            count()
            let place = "agency \(agency.id.rawValue)"
            let isTrusted = agency.isPinned || agency.rootPublic == installation.anchor.bytes
            if isTrusted {
                try genuine(place, "its root is not pinned by the coordinating agency") {
                    _ = try installation.directory.rootKey(
                        of: agency.id,
                        in: session,
                        anchor: installation.anchor
                    )
                }
            }
            try checkCertificates(of: agency)
            // Before its root is pinned nobody relies on an agency's keys.
            guard isTrusted else { continue }
            try checkSubjects(of: agency.id)
        }
    }

    private mutating func checkCertificates(of agency: AgencyRow) throws {
        let root = try SigningPublicKey(bytes: agency.rootPublic)
        for certificate in try CertificateTable(session).all(of: agency.id) {
            count()
            let place = "certificate \(certificate.id.hexString)"
            let key: SigningPublicKey
            if certificate.issuer == Certificate.root {
                key = root
            } else {
                guard let issuer = Member.ID(bytes: certificate.issuer),
                    let row = try MemberTable(session).find(issuer), row.isKeyholder
                else { throw stop(place, "no keyholder issued it") }
                key = try SigningPublicKey(bytes: row.signingPublic)
            }
            try genuine(place, "its signature is not its issuer's") {
                try installation.directory.verify(
                    certificate.signature,
                    certificate.body,
                    by: key,
                    domain: "certificate-\(certificate.kind.rawValue)"
                )
            }
        }
    }

    /// Everybody who may sign, and every key that anything is sealed to, has a certificate.
    private mutating func checkSubjects(of agency: Agency.ID) throws {
        for member in try MemberTable(session).all(of: agency) where member.isConfirmed {
            count()
            try genuine("member \(member.id)", "its keys are not certified") {
                _ = try installation.directory.signingKey(
                    of: member.id,
                    in: session,
                    anchor: installation.anchor
                )
            }
        }
        for epoch in try AgencyTable(session).epochs(of: agency) {
            count()
            try genuine("agency_epoch \(agency.rawValue) \(epoch.epoch)", "it is not certified") {
                try installation.directory.verifyEpoch(
                    epoch.epoch,
                    epoch.publicKey,
                    of: agency,
                    in: session,
                    anchor: installation.anchor
                )
            }
        }
    }

    /// Turns what the directory refuses into a fault at a place.
    func genuine(_ place: String, _ reason: String, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch is KeyDirectoryError {
            throw stop(place, reason)
        } catch is JournalError {
            throw stop(place, reason)
        }
    }
}
