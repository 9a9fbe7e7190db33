import Casefile
package import Cryptography
import Database
import Mechanism
import Store

extension Installation {
    /// Most leaves that one transaction places.
    private static let batch = 1_000
    private static let lease = "sequencer"
    /// For how long a process is the sequencer after each batch.
    private static let leaseSeconds: Int64 = 10
    /// For how long a checkpoint is kept that no witness cosigned.
    private static let checkpointSeconds: Int64 = 3_600

    /// The log's name, which no move to another address changes.
    package var logOrigin: String {
        "tandem-\(Digest.blake2b(logKey.publicKey.bytes).bytes.prefix(8).hexString)"
    }

    /// What verifies the log's signature.
    package var logVerifier: NoteKey {
        NoteKey(name: logOrigin, key: logKey.publicKey, kind: .log)
    }

    /// Gives leaves that wait their place in the tree, and signs the new tree.
    ///
    /// Every process may call it; one at a time does the work. `process` names the caller by random bytes.
    /// - Returns: true where more may wait already.
    package func sequence(as process: [UInt8]) async throws -> Bool {
        let next = try await database.read { try LeafTable($0).waiting(limit: 1) }
        guard !next.isEmpty else { return false }
        let now = currentTime()
        return try await database.write { session in
            let isMine = try LeaseTable(session).take(
                Self.lease,
                for: process,
                now: now,
                until: now.adding(seconds: Self.leaseSeconds)
            )
            guard isMine else { return false }
            let waiting = try LeafTable(session).waiting(limit: Self.batch)
            guard !waiting.isEmpty else { return false }
            try self.place(waiting, at: now, in: session)
            return waiting.count == Self.batch
        }
    }

    /// Places all leaves that wait, for a process that is alone.
    package func sequenceAll() async throws {
        let process = RandomBytes.generate(count: 16)
        while try await sequence(as: process) {}
        try await stopSequencing(as: process)
    }

    /// Lets another process go on at once.
    package func stopSequencing(as process: [UInt8]) async throws {
        try await database.write { try LeaseTable($0).release(Self.lease, by: process) }
    }

    private func place(
        _ leaves: [(id: [UInt8], hash: [UInt8])],
        at now: Instant,
        in session: DatabaseSession
    ) throws {
        let log = LogTable(session)
        let start = try log.size()
        for (offset, leaf) in leaves.enumerated() {
            try log.append(leaf.id, hash: leaf.hash, at: start + offset)
        }
        try LeafTable(session).place(leaves.map(\.id))
        let size = start + leaves.count
        try Self.completeNodes(from: start, to: size, in: log)
        let root = try LogTree(session).root(size)
        let checkpoint = LogCheckpoint(origin: logOrigin, size: size, root: root)
        var note = SignedNote(body: checkpoint.body)
        note.sign(name: logOrigin, with: logKey)
        let checkpoints = CheckpointTable(session)
        try checkpoints.insert(
            .init(size: size, root: root.bytes, note: note.text, signedAt: now)
        )
        try checkpoints.forget(before: now.adding(seconds: -Self.checkpointSeconds))
    }

    /// Keeps the hash of each subtree over 256, 65,536, … leaves that became complete.
    private static func completeNodes(from start: Int, to size: Int, in log: LogTable) throws {
        let width = LogTile.fullWidth
        var (level, old, new) = (1, start / width, size / width)
        while new > 0 {
            for position in old..<new {
                let below = try log.hashes(level: level - 1, from: position * width, count: width)
                guard below.count == width else { throw LogError.incomplete }
                let hash = MerkleTree.join(try below.map { try Digest(bytes: $0) })
                try log.insertNode(level: level, position: position, hash: hash.bytes)
            }
            (level, old, new) = (level + 1, old / width, new / width)
        }
    }
}
