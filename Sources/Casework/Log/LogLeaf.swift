import Casefile
import Cryptography
import Database
import FoundationEssentials
import Mechanism
import Store

/// Something that happened, or a look that somebody took: one leaf of the log.
///
/// The content is sealed to the data-protection office; only its hash is ever public. Source: RFC 6962
/// section 2.1 for the hash of a leaf.
struct LogLeaf: Codable, Hashable, Sendable {
    /// What happened.
    enum Action: String, Codable, CaseIterable, Sendable {
        case append, read, list, search, export, download, grant, certificate, revocation
        case blindCheck = "blind-check"
        case authorisationFailed = "authorisation-failed"
        case signIn = "sign-in"
        case signInFailed = "sign-in-failed"
        case signOut = "sign-out"
        case breakGlass = "break-glass"
        case preview
        case erasure
        case release
    }

    let at: Instant
    let member: Member.ID?
    let agency: Agency.ID?
    let action: Action
    let caseID: Case.ID?
    /// A word for what was looked at or done: an entry's kind, a page; never what it said.
    let detail: String
    /// 32 random bytes in base64url, so that no content can be guessed from its hash.
    let salt: String

    init(
        _ action: Action,
        by actor: Actor?,
        in caseID: Case.ID? = nil,
        detail: String = "",
        at instant: Instant
    ) {
        at = instant
        member = actor?.member
        agency = actor?.agency.id
        self.action = action
        self.caseID = caseID
        self.detail = detail
        salt = RandomBytes.generate(count: 32).base64URLString
    }
}

/// A key for the leaves of one transaction, itself sealed to the data-protection office once.
struct LeafEnvelope: Sendable {
    private let key = SecretBytes.random(count: 32)
    private let wrapped: [UInt8]

    private static let context = Array("tandem/v1/leaf".utf8)

    init(to office: AgreementPublicKey) {
        wrapped = HPKE.seal(key, to: office, info: Self.context, associatedData: [])
    }

    /// The wrapped key, then the sealed content: each row opens by itself.
    func seal(_ content: [UInt8], hash: [UInt8]) -> [UInt8] {
        wrapped + Sealing.seal(Padding.pad(content), key: key, associatedData: hash)
    }

    /// Opens a row with the office's private key.
    static func open(
        _ sealed: [UInt8],
        hash: [UInt8],
        with office: AgreementPrivateKey
    ) throws -> [UInt8] {
        let length = HPKE.overhead + 32
        guard sealed.count > length else { throw Sealing.SealingError.truncated }
        let key = try HPKE.openSecret(
            Array(sealed.prefix(length)),
            with: office,
            info: context,
            associatedData: []
        )
        let padded = try Sealing.open(
            Array(sealed.dropFirst(length)),
            key: key,
            associatedData: hash
        )
        return try Padding.unpad(padded)
    }
}

extension Installation {
    /// Adds a leaf to the log, not yet in sequence, and returns its hash.
    ///
    /// `envelope`: shared by the leaves of one transaction; a new one where there is none.
    @discardableResult
    func log(
        _ leaf: LogLeaf,
        in session: DatabaseSession,
        envelope: LeafEnvelope? = nil
    ) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let content = [UInt8](try encoder.encode(leaf))
        let hash = Digest.sha256([0] + content).bytes
        let envelope = envelope ?? LeafEnvelope(to: officeKey)
        try LeafTable(session).insert(
            id: RandomBytes.generate(count: 16),
            hash: hash,
            at: leaf.at,
            caseID: leaf.caseID,
            sealed: envelope.seal(content, hash: hash)
        )
        return hash
    }

    /// Runs a body of reading, and commits a leaf for it before its result is used.
    func logged<Value: Sendable>(
        _ leaf: LogLeaf,
        _ value: Value
    ) async throws -> Value {
        try await database.write { session in
            _ = try self.log(leaf, in: session)
        }
        return value
    }
}
