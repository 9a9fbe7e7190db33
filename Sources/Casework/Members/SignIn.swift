import Casefile
import Cryptography
import Database
import Mechanism
import Store

/// The secret that only a session's cookie carries.
package struct SessionSecret: Sendable {
    let bytes: SecretBytes

    /// The cookie's value.
    package var cookieValue: String { bytes.exposedBytes().base64URLString }

    init() { bytes = .random(count: 32) }

    /// A secret from a cookie; `nil` for anything but 32 bytes in base64url.
    package init?(cookieValue: String) {
        guard let bytes = try? [UInt8](base64URL: cookieValue), bytes.count == 32 else {
            return nil
        }
        self.bytes = SecretBytes(bytes)
    }

    /// What the database knows the session by.
    var id: [UInt8] {
        KeyDerivation.subkey(of: bytes, info: Array("session-id".utf8)).exposedBytes()
    }

    var wrappingKey: SecretBytes {
        KeyDerivation.subkey(of: bytes, info: Array("session-key".utf8))
    }

    /// The token that every form of the session carries.
    package var formToken: String {
        KeyDerivation.subkey(of: bytes, info: Array("form-token".utf8)).exposedBytes()
            .base64URLString
    }
}

/// Why a sign-in failed: name and password are never told apart.
package enum SignInRefusal: Error, Hashable, Sendable {
    case wrong
    case tooBusy
}

extension Installation {
    /// Idle and absolute length of a session in seconds.
    package static let sessionIdleSeconds: Int64 = 15 * 60
    package static let sessionSeconds: Int64 = 8 * 60 * 60

    /// Signs a member in.
    ///
    /// A wrong name costs the same password hash as a right one.
    ///
    /// - Throws: `SignInRefusal`.
    package func signIn(login: String, password: String) async throws -> SessionSecret {
        let row = try await database.read { [digest = loginDigest(login)] in
            try MemberTable($0).find(login: digest)
        }
        let salt = row?.salt ?? Array(Digest.blake2b(loginDigest(login)).bytes.prefix(16))
        let parameters = try row.map { try Argon2Parameters(parsing: $0.parameters) }
        let hash: SecretBytes
        do {
            hash = try await hasher.derive(
                password: String(password.prefix(Self.passwordLength.upperBound)),
                salt: salt,
                parameters: parameters ?? self.parameters
            )
        } catch {
            throw SignInRefusal.tooBusy
        }
        let keys = passwordKeys(hash)
        guard let row, row.isActive, keys.isVerified(by: try Digest(bytes: row.verifier)) else {
            try await refuseSignIn()
            throw SignInRefusal.wrong
        }
        let secret = try Sealing.openSecret(
            row.sealedKeys,
            key: keys.wrap,
            associatedData: Array("member-keys".utf8) + row.id.bytes
        )
        return try await begin(row, with: secret)
    }

    private func begin(_ row: MemberRow, with keys: SecretBytes) async throws -> SessionSecret {
        let secret = SessionSecret()
        let now = currentTime()
        let id = secret.id
        let sealed = Sealing.seal(keys, key: secret.wrappingKey, associatedData: id)
        try await database.write { session in
            let sessions = SessionTable(session)
            try sessions.deleteOld(
                createdBefore: now.adding(seconds: -Self.sessionSeconds),
                seenBefore: now.adding(seconds: -Self.sessionIdleSeconds)
            )
            try sessions.insert(
                .init(id: id, member: row.id, sealedKeys: sealed, createdAt: now, seenAt: now)
            )
            try self.log(
                LogLeaf(.signIn, member: row.id, agency: row.agency, at: now),
                in: session
            )
        }
        return secret
    }

    private func refuseSignIn() async throws {
        try await database.write { session in
            _ = try self.log(
                LogLeaf(.signInFailed, member: nil, agency: nil, at: self.currentTime()),
                in: session
            )
        }
    }

    /// Ends a session.
    package func signOut(_ secret: SessionSecret) async throws {
        let id = secret.id
        try await database.write { session in
            guard let row = try SessionTable(session).find(id) else { return }
            try SessionTable(session).delete(id)
            try self.log(
                LogLeaf(.signOut, member: row.member, agency: nil, at: self.currentTime()),
                in: session
            )
        }
    }

    /// The member of a session, with keys unlocked; `nil` when it ended or never was.
    package func actor(of secret: SessionSecret) async throws -> Actor? {
        let id = secret.id
        let now = currentTime()
        let found = try await database.read { session -> (Actor, Instant)? in
            guard let row = try SessionTable(session).find(id),
                now.seconds(since: row.createdAt) < Self.sessionSeconds,
                now.seconds(since: row.seenAt) < Self.sessionIdleSeconds,
                let member = try MemberTable(session).find(row.member), member.isActive
            else { return nil }
            let keys = try MemberKeys(
                secret: Sealing.openSecret(
                    row.sealedKeys,
                    key: secret.wrappingKey,
                    associatedData: id
                )
            )
            return (try self.actor(member, keys: keys, in: session), row.seenAt)
        }
        guard let (actor, seenAt) = found else { return nil }
        // One write a minute is enough to keep a session from idling out.
        if now.seconds(since: seenAt) >= 60 {
            try await database.write { try SessionTable($0).touch(id, at: now) }
        }
        return actor
    }

    func actor(
        _ row: MemberRow,
        keys: MemberKeys,
        in session: DatabaseSession
    ) throws -> Actor {
        guard let agency = agencies[row.agency] else { throw AccessRefusal.hidden }
        let agencyKeys = try AgencyKeys.unwrap(
            .epoch,
            of: row.agency,
            holder: row.id.bytes,
            with: keys.agreement,
            in: session
        ).mapValues { try AgreementPrivateKey(secret: $0) }
        let state = try AgencyTable(session).find(row.agency)
        return Actor(
            author: Author(member: row.id, agency: agency),
            capabilities: Capability.parse(row.capabilities)
                .intersection(Capability.allowed(to: agency)),
            isKeyholder: row.isKeyholder,
            isConfirmed: row.isConfirmed && !agencyKeys.isEmpty,
            isPractice: state?.isLive != true,
            name: MemberName.open(row, with: agencyKeys) ?? "",
            today: now().today,
            keys: keys,
            agencyKeys: agencyKeys
        )
    }
}

extension LogLeaf {
    init(_ action: Action, member: Member.ID?, agency: Agency.ID?, at instant: Instant) {
        self.init(
            at: instant,
            member: member,
            agency: agency,
            action: action,
            caseID: nil,
            detail: "",
            salt: RandomBytes.generate(count: 32).base64URLString
        )
    }

    private init(
        at: Instant,
        member: Member.ID?,
        agency: Agency.ID?,
        action: Action,
        caseID: Case.ID?,
        detail: String,
        salt: String
    ) {
        self.at = at
        self.member = member
        self.agency = agency
        self.action = action
        self.caseID = caseID
        self.detail = detail
        self.salt = salt
    }
}
