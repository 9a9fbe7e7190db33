package import Cryptography
import Database
import Mechanism
import Store

/// What of the log is public: hashes and signatures, nothing else.
extension Installation {
    /// The latest checkpoint with all its signatures; `nil` before anything is signed.
    package func checkpoint() async throws -> String? {
        try await database.read { session in
            try CheckpointTable(session).latest().map { try Self.text(of: $0, in: session) }
        }
    }

    /// The latest checkpoint that a witness cosigned.
    package func witnessedCheckpoint() async throws -> String? {
        try await database.read { session in
            let table = CheckpointTable(session)
            guard let size = try table.cosignatures().last?.size,
                let row = try table.find(size: size)
            else { return nil }
            return try Self.text(of: row, in: session)
        }
    }

    private static func text(
        of row: CheckpointTable.CheckpointRow,
        in session: DatabaseSession
    ) throws -> String {
        guard var note = SignedNote(parsing: row.note) else { throw LogError.incomplete }
        for line in try CheckpointTable(session).cosignatures(size: row.size) {
            note.append(.init(name: line.witness, keyID: line.keyID, signature: line.signature))
        }
        return note.text
    }

    /// The hashes of a tile, one behind the other; `nil` where there is no such tile.
    ///
    /// `path`: as published below `tile/`, such as `0/x001/234.p/7`.
    package func tile(at path: String) async throws -> [UInt8]? {
        guard let tile = LogTile(path: path) else { return nil }
        return try await database.read { session in
            let hashes = try LogTable(session).hashes(
                level: tile.level,
                from: tile.index * LogTile.fullWidth,
                count: tile.width
            )
            return hashes.count == tile.width ? hashes.flatMap(\.self) : nil
        }
    }

    /// Proof that a leaf stands in the tree of a size; the latest where none is given.
    ///
    /// - Throws: `LogError.outside` where there is no such leaf or size.
    package func inclusionProof(
        ofHash hash: [UInt8],
        in size: Int? = nil
    ) async throws -> (index: Int, size: Int, proof: LogHashes) {
        try await database.read { session in
            let log = LogTable(session)
            let (known, index) = (try log.size(), try log.position(ofHash: hash))
            let size = size ?? known
            guard let index, index < size, size <= known else { throw LogError.outside }
            let hashes = try MerkleTree.inclusionProof(
                index: index,
                size: size,
                subtree: LogTree(session).subtree
            )
            return (index, size, LogHashes(hashes: hashes))
        }
    }

    /// Proof that one tree is a beginning of another; of the latest where none is given.
    ///
    /// - Throws: `LogError.outside` where there is no such size.
    package func consistencyProof(from first: Int, to second: Int? = nil) async throws -> LogHashes
    {
        try await database.read { session in
            let known = try LogTable(session).size()
            let second = second ?? known
            guard (0...second).contains(first), second <= known else { throw LogError.outside }
            return LogHashes(
                hashes: try MerkleTree.consistencyProof(
                    from: first,
                    to: second,
                    subtree: LogTree(session).subtree
                )
            )
        }
    }

    /// The same as it is published; `nil` where there is no such size.
    package func consistencyLines(from first: Int, to second: Int) async throws -> String? {
        do {
            return try await consistencyProof(from: first, to: second).text
        } catch LogError.outside {
            return nil
        }
    }

    /// Keeps what known witnesses signed below a checkpoint of this log.
    ///
    /// - Returns: their names.
    /// - Throws: `LogError.foreign` for a checkpoint that is not this log's, `differs` for one that was never
    ///   signed here, `notCosigned` where no known witness signed.
    @discardableResult
    package func keepCosignatures(
        of note: SignedNote,
        by witnesses: [NoteKey]
    ) async throws -> [String] {
        guard let seen = LogCheckpoint(body: note.body), seen.origin == logOrigin,
            logVerifier.verifies(note)
        else { throw LogError.foreign }
        let signed = witnesses.filter { $0.kind == .witness && $0.verifies(note) }
        guard !signed.isEmpty else { throw LogError.notCosigned }
        let now = currentTime()
        try await database.write { session in
            let table = CheckpointTable(session)
            guard seen.size <= (try LogTable(session).size()),
                try LogTree(session).root(seen.size) == seen.root
            else { throw LogError.differs }
            if try table.find(size: seen.size) == nil {
                // Forgotten meanwhile, as nobody had cosigned it.
                var own = SignedNote(body: seen.body)
                own.sign(name: self.logOrigin, with: self.logKey)
                try table.insert(
                    .init(size: seen.size, root: seen.root.bytes, note: own.text, signedAt: now)
                )
            }
            for line in note.lines
            where signed.contains(where: { $0.name == line.name && $0.id == line.keyID }) {
                try table.insert(
                    .init(
                        size: seen.size,
                        witness: line.name,
                        keyID: line.keyID,
                        signature: line.signature,
                        signedAt: now
                    )
                )
            }
        }
        return signed.map(\.name)
    }
}
