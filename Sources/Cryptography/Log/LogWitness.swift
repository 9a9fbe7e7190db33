/// A witness of one log: signs only what continues what it has seen.
///
/// Source: C2SP tlog-witness for the rule, tlog-cosignature for the signature.
package struct LogWitness: Sendable {
    /// Why a witness does not sign.
    package enum Refusal: Error, Hashable, Sendable {
        /// The note is not a checkpoint that the log signed.
        case notTheLog
        /// The witness has seen a larger tree.
        case smaller
        /// The proof does not show that the tree continues the one that was seen.
        case notConsistent
    }

    /// The witness's name.
    package let name: String
    /// What the log signs with.
    package let log: NoteKey
    private let key: SigningPrivateKey

    /// A witness with this name and key, for this log.
    package init(name: String, key: SigningPrivateKey, log: NoteKey) {
        (self.name, self.key, self.log) = (name, key, log)
    }

    /// What verifies its signatures.
    package var verifier: NoteKey { NoteKey(name: name, key: key.publicKey, kind: .witness) }

    /// Signs a checkpoint that begins with everything in the one that was seen before.
    ///
    /// - Parameters:
    ///   - note: the checkpoint with the log's signature.
    ///   - seen: what this witness signed last; nil the first time only.
    ///   - proof: the consistency proof between the two, from the bottom up.
    ///   - atSecond: the time in seconds since 1970.
    /// - Returns: the checkpoint with the log's and the witness's signatures alone.
    /// - Throws: `Refusal`; the witness then has evidence to show.
    package func cosign(
        _ note: SignedNote,
        after seen: SignedNote?,
        proof: [Digest],
        atSecond: UInt64
    ) throws(Refusal) -> SignedNote {
        let new = try checkpoint(of: note)
        if let seen {
            guard verifier.verifies(seen) else { throw .notTheLog }
            let old = try checkpoint(of: seen)
            guard new.size >= old.size else { throw .smaller }
            let isContinued = MerkleTree.isConsistent(
                (old.size, old.root),
                (new.size, new.root),
                proof: proof
            )
            guard isContinued else { throw .notConsistent }
        }
        var signed = SignedNote(body: note.body)
        for line in note.lines where line.name == log.name && line.keyID == log.id {
            signed.append(line)
        }
        signed.cosign(name: name, with: key, atSecond: atSecond)
        return signed
    }

    private func checkpoint(of note: SignedNote) throws(Refusal) -> LogCheckpoint {
        guard log.verifies(note), let checkpoint = LogCheckpoint(body: note.body),
            checkpoint.origin == log.name
        else { throw .notTheLog }
        return checkpoint
    }
}
