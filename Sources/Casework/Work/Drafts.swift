package import Casefile
import Cryptography
import Database
package import Mechanism
import Store

/// A form that a member has not finished, kept for 72 hours and opened by that member alone.
package struct Draft: Sendable, Identifiable {
    package typealias ID = Identifier<Draft>

    package let id: ID
    /// The form's fields as typed.
    package let fields: [String: [String]]
    package let updatedAt: Instant

    package init(id: ID, fields: [String: [String]], updatedAt: Instant) {
        self.id = id
        self.fields = fields
        self.updatedAt = updatedAt
    }
}

extension Installation {
    /// How long a draft is kept.
    package static let draftSeconds: Int64 = 72 * 60 * 60

    /// Keeps what was typed so far; a draft of the same id is replaced.
    ///
    /// - Throws: `AccessRefusal`.
    package func saveDraft(
        _ id: Draft.ID,
        fields: [String: [String]],
        by actor: Actor
    ) async throws {
        let sealed = Sealing.seal(
            try PayloadCoding.encode(fields),
            key: Self.draftKey(actor),
            associatedData: id.bytes
        )
        let now = currentTime()
        try await database.write { session in
            _ = try actor.authorise(.use(.recordContact), in: session)
            try DraftTable(session).save(
                DraftRow(id: id.bytes, member: actor.member, sealed: sealed, updatedAt: now)
            )
        }
    }

    /// A draft of the member's own.
    ///
    /// - Throws: `AccessRefusal.hidden` for anybody else's, and for one that ran out.
    package func draft(_ id: Draft.ID, by actor: Actor) async throws -> Draft {
        let since = currentTime().adding(seconds: -Self.draftSeconds)
        return try await database.read { session in
            _ = try actor.authorise(.use(.recordContact), in: session)
            guard let row = try DraftTable(session).find(id.bytes, of: actor.member, since: since)
            else { throw AccessRefusal.hidden }
            return try Self.open(row, actor)
        }
    }

    /// The member's drafts, the latest first.
    package func drafts(by actor: Actor) async throws -> [Draft] {
        guard actor.may(.recordContact) else { return [] }
        let since = currentTime().adding(seconds: -Self.draftSeconds)
        return try await database.read { session in
            try DraftTable(session).all(of: actor.member, since: since)
                .map { try Self.open($0, actor) }
        }
    }

    /// Destroys a draft.
    package func deleteDraft(_ id: Draft.ID, by actor: Actor) async throws {
        try await database.write { session in
            _ = try actor.authorise(.use(.recordContact), in: session)
            try DraftTable(session).delete(id.bytes, of: actor.member)
        }
    }

    private static func open(_ row: DraftRow, _ actor: Actor) throws -> Draft {
        guard let id = Draft.ID(bytes: row.id) else { throw AccessRefusal.hidden }
        let padded = try Sealing.open(row.sealed, key: draftKey(actor), associatedData: row.id)
        return Draft(
            id: id,
            fields: try PayloadCoding.decode([String: [String]].self, from: padded),
            updatedAt: row.updatedAt
        )
    }

    private static func draftKey(_ actor: Actor) -> SecretBytes {
        KeyDerivation.subkey(of: actor.keys.agreement.secret, info: Array("draft/1".utf8))
    }
}
