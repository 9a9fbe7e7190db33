import Casefile
import Cryptography
import Database
import Mechanism

/// Keys of those who signed anything, each looked up once: for one transaction, in which rows do not change.
struct Signers {
    let directory: KeyDirectory
    let anchor: SigningPublicKey
    let session: DatabaseSession
    private var known: [Member.ID: SigningPublicKey] = [:]

    init(directory: KeyDirectory, anchor: SigningPublicKey, session: DatabaseSession) {
        self.directory = directory
        self.anchor = anchor
        self.session = session
    }

    /// The key that verifies a member's signatures.
    ///
    /// - Throws: `KeyDirectoryError` unless its chain is complete and genuine.
    mutating func key(of member: Member.ID) throws -> SigningPublicKey {
        if let key = known[member] { return key }
        let key = try directory.signingKey(of: member, in: session, anchor: anchor)
        known[member] = key
        return key
    }
}
