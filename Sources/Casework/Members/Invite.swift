import Casefile
import Cryptography
import Database
package import Mechanism
import Store

/// What the inviter hands over: a link, and a code told another way.
///
/// Shown once.
package struct InvitationSecret: Sendable {
    /// Goes into the link.
    package let token: String
    /// Is told by voice.
    package let code: String
    package let expiresAt: Instant
}

extension Installation {
    static let invitationSeconds: Int64 = 72 * 60 * 60
    static let invitationAttempts = 10

    /// Invites a member of the actor's own agency.
    ///
    /// - Throws: `AccessRefusal`; capabilities outside the agency's mandates are dropped.
    package func invite(
        capabilities: Set<Capability>,
        isKeyholder: Bool,
        by actor: Actor
    ) async throws -> InvitationSecret {
        let allowed = capabilities.intersection(Capability.allowed(to: actor.agency))
        return try await database.write { session in
            _ = try actor.authorise(.use(.manageMembers), in: session)
            return try self.issueInvitation(
                to: actor.agency.id,
                capabilities: isKeyholder ? allowed.union([.manageMembers]) : allowed,
                isFirst: false,
                isKeyholder: isKeyholder,
                by: actor.member,
                in: session
            )
        }
    }

    /// Invites the first keyholder of another agency of the mechanism.
    ///
    /// - Throws: `AccessRefusal`; hidden where the agency is unknown or set up already.
    package func inviteFirstKeyholder(
        of agency: Agency.ID,
        by actor: Actor
    ) async throws -> InvitationSecret {
        try await database.write { session in
            _ = try actor.authorise(.use(.confirmAgencies), in: session)
            guard let known = self.agencies[agency],
                try AgencyTable(session).find(agency) == nil
            else { throw AccessRefusal.hidden }
            return try self.issueInvitation(
                to: agency,
                capabilities: Capability.allowed(to: known),
                isFirst: true,
                isKeyholder: true,
                by: actor.member,
                in: session
            )
        }
    }

    private func issueInvitation(
        to agency: Agency.ID,
        capabilities: Set<Capability>,
        isFirst: Bool,
        isKeyholder: Bool,
        by inviter: Member.ID,
        in session: DatabaseSession
    ) throws -> InvitationSecret {
        let token = SecretBytes.random(count: 32).exposedBytes()
        let code = RandomBytes.code(.invitation)
        let expiresAt = currentTime().adding(seconds: Self.invitationSeconds)
        try InvitationTable(session).insert(
            .init(
                tokenDigest: Digest.blake2b(token).bytes,
                agency: agency,
                codeDigest: codeDigest(code, token: token),
                isFirst: isFirst,
                isKeyholder: isKeyholder,
                capabilities: Capability.text(of: capabilities),
                invitedBy: inviter,
                expiresAt: expiresAt,
                attempts: 0
            )
        )
        try log(
            LogLeaf(.certificate, member: inviter, agency: agency, at: currentTime()),
            in: session
        )
        return InvitationSecret(
            token: token.base64URLString,
            code: code.exposedText(),
            expiresAt: expiresAt
        )
    }

    func codeDigest(_ code: HumanCode, token: [UInt8]) -> [UInt8] {
        var item = CanonicalBytes(domain: "invitation-code/1")
        item.append(token)
        item.append(code.secret.exposedBytes())
        return Digest.blake2b(item.bytes, key: pepper).bytes
    }
}
