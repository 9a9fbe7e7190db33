package import Casefile
import Cryptography
import Database
import Mechanism
import Store

/// Why keys can't be certified or a member disabled.
package enum MembershipRefusal: String, Error, CaseIterable, Hashable, Sendable {
    case notAKeyholder = "not-a-keyholder"
    case alreadyConfirmed = "already-confirmed"
    case lastKeyholders = "last-keyholders"
    case notYourself = "not-yourself"
    case fingerprintDiffers = "fingerprint-differs"
}

extension Installation {
    /// Certifies a new member's keys and gives them the agency's.
    ///
    /// The fingerprint is the one that was compared with the new member by voice; other keys are not certified.
    ///
    /// With its second keyholder an agency goes live: its practice cases are wiped.
    /// - Throws: `AccessRefusal`, `MembershipRefusal`.
    package func confirmMember(
        _ id: Member.ID,
        fingerprint: String,
        by actor: Actor
    ) async throws {
        try await database.write { session in
            _ = try actor.authorise(.use(.manageMembers), in: session)
            guard actor.isKeyholder else { throw MembershipRefusal.notAKeyholder }
            guard let row = try MemberTable(session).find(id), row.agency == actor.agency.id,
                row.isActive
            else { throw AccessRefusal.hidden }
            guard !row.isConfirmed else { throw MembershipRefusal.alreadyConfirmed }
            guard fingerprint == Fingerprint.text(of: Certificate.body(ofMember: row)) else {
                throw MembershipRefusal.fingerprintDiffers
            }
            try self.certify(row, by: actor, in: session)
            try MemberTable(session).confirm(id)
            try self.log(
                LogLeaf(.certificate, by: actor, at: self.currentTime()),
                in: session
            )
            if row.isKeyholder { try self.goLive(actor.agency.id, in: session) }
        }
    }

    private func certify(
        _ row: MemberRow,
        by actor: Actor,
        in session: DatabaseSession
    ) throws {
        let holder = actor.member.bytes
        let roots = try AgencyKeys.unwrap(
            .root,
            of: row.agency,
            holder: holder,
            with: actor.keys.agreement,
            in: session
        )
        guard let seed = roots[0] else { throw MembershipRefusal.notAKeyholder }
        let key = try AgreementPublicKey(bytes: row.agreementPublic)
        _ = try SigningPublicKey(enrolling: row.signingPublic)
        let body = Certificate.body(ofMember: row)
        try CertificateTable(session).insert(
            Certificate.issue(
                row.isKeyholder ? .keyholder : .member,
                of: row.agency,
                subject: row.id.bytes,
                body: body,
                issuer: row.isKeyholder ? Certificate.root : holder,
                key: row.isKeyholder ? try SigningPrivateKey(seed: seed) : actor.keys.signing,
                at: currentTime()
            )
        )
        for (epoch, secret) in actor.agencyKeys.sorted(by: { $0.key < $1.key }) {
            try AgencyKeys.wrap(
                secret.secret,
                .epoch,
                of: row.agency,
                epoch: epoch,
                holder: row.id.bytes,
                to: key,
                in: session
            )
        }
        guard row.isKeyholder else { return }
        try AgencyKeys.wrap(
            seed,
            .root,
            of: row.agency,
            epoch: 0,
            holder: row.id.bytes,
            to: key,
            in: session
        )
    }

    private func goLive(_ agency: Agency.ID, in session: DatabaseSession) throws {
        guard try AgencyTable(session).find(agency)?.isLive == false,
            try keyholders(of: agency, in: session).count >= 2
        else { return }
        try CaseFileTable(session).deletePractice(openedBy: agency)
        try AgencyTable(session).goLive(agency)
    }

    func keyholders(of agency: Agency.ID, in session: DatabaseSession) throws -> [MemberRow] {
        try MemberTable(session).all(of: agency)
            .filter { $0.isKeyholder && $0.isActive && $0.isConfirmed }
    }
}
