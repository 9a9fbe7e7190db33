import Casefile
import Cryptography
import Database
import Mechanism
import Store

/// Why a member does not get the log's key.
package enum OfficeKeyRefusal: Error, Hashable, Sendable {
    /// Not the code that was printed when the installation was made.
    case wrongCode
}

extension Installation {
    private static let context = Array("tandem/v1/office-key".utf8)

    /// Whether the member has typed the log's recovery code before.
    ///
    /// - Throws: `AccessRefusal`.
    package func holdsOfficeKey(_ actor: Actor) async throws -> Bool {
        try await database.read { session in
            _ = try actor.authorise(.use(.readLog), in: session)
            return try OfficeTable(session).find(actor.member) != nil
        }
    }

    /// Seals the office's private key to a member who knows the log's recovery code.
    ///
    /// A wrong code leaves a leaf.
    /// - Throws: `AccessRefusal`, `OfficeKeyRefusal.wrongCode`.
    package func takeOfficeKey(code: String, by actor: Actor) async throws {
        let now = currentTime()
        let isAllowed = try await database.read { session in
            _ = try actor.authorise(.use(.readLog), in: session)
            return true
        }
        guard isAllowed, let code = try? HumanCode(parsing: code, shape: .recovery) else {
            throw OfficeKeyRefusal.wrongCode
        }
        let key = AgreementPrivateKey(derivedFrom: code.secret)
        guard key.publicKey == officeKey else {
            try await logRefusal(of: "office-key", by: actor)
            throw OfficeKeyRefusal.wrongCode
        }
        let sealed = HPKE.seal(
            key.secret,
            to: actor.keys.agreement.publicKey,
            info: Self.context,
            associatedData: actor.member.bytes
        )
        try await database.write { session in
            _ = try actor.authorise(.use(.readLog), in: session)
            try OfficeTable(session).insert(sealed, for: actor.member, at: now)
            try self.log(
                LogLeaf(.grant, by: actor, detail: "office-key", at: now),
                in: session
            )
        }
    }

    /// The office's private key, as the member holds it.
    ///
    /// - Throws: `AccessRefusal.hidden` where the member never typed the code.
    func officeSecret(
        of actor: Actor,
        in session: DatabaseSession
    ) throws -> AgreementPrivateKey {
        guard let sealed = try OfficeTable(session).find(actor.member) else {
            throw AccessRefusal.hidden
        }
        return try AgreementPrivateKey(
            secret: HPKE.openSecret(
                sealed,
                with: actor.keys.agreement,
                info: Self.context,
                associatedData: actor.member.bytes
            )
        )
    }
}
