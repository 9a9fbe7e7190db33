import Casefile
import Cryptography
import Database
package import Mechanism
import Store

/// What a new member is shown once.
package struct Welcome: Sendable {
    package let agency: Agency.ID
    /// For a first keyholder: the agency's recovery code, to be printed.
    package let recoveryCode: String?
    /// To be compared by voice: of the agency's root for a first keyholder, else of the member's own keys.
    package let fingerprint: String
    /// The member, and keys that nobody else has, for as long as this is kept.
    let joined: (member: Member.ID, keys: MemberKeys)
}

extension Installation {
    /// A new member at work at once, without signing in: for demonstrations, whose members are nobody.
    ///
    /// - Throws: `InstallationError.notForDemonstration` in a real installation; `AccessRefusal.hidden` for a
    ///   member who is disabled.
    package func actor(of welcome: Welcome) async throws -> Actor {
        guard isDemonstration else { throw InstallationError.notForDemonstration }
        let (member, keys) = welcome.joined
        return try await database.read { session in
            guard let row = try MemberTable(session).find(member), row.isActive else {
                throw AccessRefusal.hidden
            }
            return try self.actor(row, keys: keys, in: session)
        }
    }
}

extension Installation {
    /// The agency that an invitation is for, while it can be accepted.
    package func invitation(token: String) async throws -> (agency: Agency.ID, isFirst: Bool)? {
        guard let bytes = try? [UInt8](base64URL: token) else { return nil }
        let now = currentTime()
        return try await database.read { session in
            guard
                let row = try InvitationTable(session)
                    .find(token: Digest.blake2b(bytes).bytes),
                row.expiresAt > now, row.attempts < Self.invitationAttempts
            else { return nil }
            return (row.agency, row.isFirst)
        }
    }

    /// Accepts an invitation: the member makes keys of their own, and the first keyholder the agency's.
    ///
    /// - Throws: `NewMemberRefusal`.
    package func acceptInvitation(
        token: String,
        code: String,
        _ form: NewMemberForm
    ) async throws -> Welcome {
        guard let bytes = try? [UInt8](base64URL: token) else {
            throw NewMemberRefusal.invitationUnknown
        }
        let parsed: HumanCode
        do {
            parsed = try HumanCode(parsing: code, shape: .invitation)
        } catch {
            throw NewMemberRefusal.codeMistyped
        }
        let row = try await checkInvitation(bytes, parsed)
        try check(form)
        let digest = loginDigest(form.login)
        guard try await database.read({ try MemberTable($0).find(login: digest) }) == nil else {
            throw NewMemberRefusal.loginTaken
        }
        do {
            return row.isFirst
                ? try await establish(row, form) : try await join(row, form)
        } catch let error as DatabaseError where error.kind == .uniqueViolation {
            throw NewMemberRefusal.loginTaken
        }
    }

    /// A wrong code counts; after ten the invitation is dead.
    private func checkInvitation(
        _ token: [UInt8],
        _ code: HumanCode
    ) async throws -> InvitationTable.InvitationRow {
        let digest = Digest.blake2b(token).bytes
        let now = currentTime()
        let found = try await database.write { session -> InvitationTable.InvitationRow? in
            let table = InvitationTable(session)
            guard let row = try table.find(token: digest), row.expiresAt > now,
                row.attempts < Self.invitationAttempts
            else { throw NewMemberRefusal.invitationUnknown }
            let isRight = ConstantTime.equal(
                row.codeDigest,
                self.codeDigest(code, token: token)
            )
            if !isRight { try table.countAttempt(token: digest) }
            return isRight ? row : nil
        }
        guard let found else { throw NewMemberRefusal.codeWrong }
        return found
    }

    private func establish(
        _ invitation: InvitationTable.InvitationRow,
        _ form: NewMemberForm
    ) async throws -> Welcome {
        let new = NewAgencyKeys()
        let keys = MemberKeys.generate()
        let row = try await prepare(
            form,
            keys: keys,
            id: Self.newIdentifier(),
            agency: invitation.agency,
            epoch: new.epochKey.publicKey,
            capabilities: Capability.parse(invitation.capabilities),
            isKeyholder: true,
            isConfirmed: true
        )
        let now = currentTime()
        try await database.write { session in
            guard try AgencyTable(session).find(invitation.agency) == nil else {
                throw NewMemberRefusal.invitationUnknown
            }
            try new.establish(
                invitation.agency,
                keyholder: row,
                keys: keys,
                at: now,
                in: session
            )
            try InvitationTable(session).delete(token: invitation.tokenDigest)
            try self.log(
                LogLeaf(.certificate, member: row.id, agency: invitation.agency, at: now),
                in: session
            )
        }
        return Welcome(
            agency: invitation.agency,
            recoveryCode: new.recoveryCode.exposedText(),
            fingerprint: Fingerprint.text(of: new.root.publicKey.bytes),
            joined: (row.id, keys)
        )
    }

    private func join(
        _ invitation: InvitationTable.InvitationRow,
        _ form: NewMemberForm
    ) async throws -> Welcome {
        let keys = MemberKeys.generate()
        let epoch = try await database.read { session in
            try AgencyTable(session).latestEpoch(invitation.agency)
        }
        guard let epoch else { throw NewMemberRefusal.invitationUnknown }
        let row = try await prepare(
            form,
            keys: keys,
            id: Self.newIdentifier(),
            agency: invitation.agency,
            epoch: try AgreementPublicKey(bytes: epoch.publicKey),
            capabilities: Capability.parse(invitation.capabilities),
            isKeyholder: invitation.isKeyholder,
            isConfirmed: false
        )
        try await database.write { session in
            guard try InvitationTable(session).find(token: invitation.tokenDigest) != nil else {
                throw NewMemberRefusal.invitationUnknown
            }
            try MemberTable(session).insert(row)
            try InvitationTable(session).delete(token: invitation.tokenDigest)
        }
        return Welcome(
            agency: invitation.agency,
            recoveryCode: nil,
            fingerprint: Fingerprint.text(of: Certificate.body(ofMember: row)),
            joined: (row.id, keys)
        )
    }
}
