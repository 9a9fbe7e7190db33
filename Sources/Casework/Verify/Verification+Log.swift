import Cryptography
import Mechanism
import Store

extension Check {
    /// How long a leaf may wait while a server runs.
    private static let patience: Int64 = 10
    private static let pageSize = 5_000

    mutating func checkLog() throws {
        let log = LogTable(session)
        let waiting = try LeafTable(session).waiting()
        if let oldest = waiting.oldest, now.seconds(since: oldest) > Self.patience {
            report.lateLeaves = waiting.count
        }
        if let leaf = try log.lostLeaf() {
            throw stop("log_leaf \(leaf.hexString)", "it has no place in the log")
        }
        if let leaf = try log.wrongWaiting() {
            throw stop("log_pending \(leaf.hexString)", "it waits in vain")
        }
        if let entry = try log.entryWithoutLeaf() {
            throw stop("entry \(entry.hexString)", "its leaf is not in the log")
        }
        let checkpoints = try CheckpointTable(session).all()
        let outside = try evidence.checkpoints.map(checkpoint(of:))
        let roots = try rebuild(sizes: Set(checkpoints.map(\.size) + outside.map(\.size)))
        for row in checkpoints { try check(row, roots[row.size]) }
        for kept in outside where roots[kept.size] != kept.root {
            throw stop("checkpoint of \(kept.size) leaves", "the log is not the one that was seen")
        }
        guard let latest = checkpoints.last else {
            guard try log.size() == 0 else {
                throw stop("log_checkpoint", "nothing is signed")
            }
            return
        }
        guard try log.size() == latest.size else {
            throw stop("log_checkpoint \(latest.size)", "the last leaves are not signed")
        }
        report.latest = LogCheckpoint(
            origin: installation.logOrigin,
            size: latest.size,
            root: try Digest(bytes: latest.root)
        )
    }

    /// Reads a checkpoint that somebody else kept.
    private func checkpoint(of note: SignedNote) throws -> LogCheckpoint {
        guard let checkpoint = LogCheckpoint(body: note.body),
            checkpoint.origin == installation.logOrigin, installation.logVerifier.verifies(note)
        else { throw stop("a checkpoint from outside", "it is not of this log") }
        return checkpoint
    }

    private mutating func check(
        _ row: CheckpointTable.CheckpointRow,
        _ root: Digest?
    ) throws {
        count()
        let place = "log_checkpoint \(row.size)"
        guard let root, root.bytes == row.root else { throw stop(place, "the root is another") }
        let expected = LogCheckpoint(origin: installation.logOrigin, size: row.size, root: root)
        guard let note = SignedNote(parsing: row.note), note.body == expected.body,
            installation.logVerifier.verifies(note)
        else { throw stop(place, "the signature is not the log's") }
    }

    /// Builds the tree anew from its leaves.
    ///
    /// - Returns: its roots at these sizes.
    private mutating func rebuild(sizes: Set<Int>) throws -> [Int: Digest] {
        let log = LogTable(session)
        var tree = GrowingTree()
        var roots: [Int: Digest] = sizes.contains(0) ? [0: MerkleTree.emptyRoot] : [:]
        while true {
            let page = try log.page(from: tree.size, limit: Self.pageSize)
            for row in page {
                let place = "log_sequence \(tree.size)"
                guard row.position == tree.size else { throw stop(place, "a leaf is missing") }
                guard let recorded = row.recorded else { throw stop(place, "its leaf is gone") }
                guard recorded == row.hash else { throw stop(place, "it is another leaf's hash") }
                for node in tree.append(try Digest(bytes: row.hash)) {
                    let kept = try log.hashes(level: node.level, from: node.position, count: 1)
                    guard kept == [node.hash.bytes] else {
                        throw stop("log_node \(node.level) \(node.position)", "the hash is another")
                    }
                }
                if sizes.contains(tree.size) { roots[tree.size] = tree.root }
                count()
            }
            if page.count < Self.pageSize { break }
        }
        guard try log.nodeCount() == tree.nodeCount else {
            throw stop("log_node", "there are more than the leaves make")
        }
        return roots
    }
}

/// A tree that is built leaf by leaf, with the hashes that tiles above the lowest consist of.
private struct GrowingTree {
    private(set) var size = 0
    private(set) var nodeCount = 0
    /// Complete subtrees, the largest first.
    private var stack: [(level: Int, hash: Digest)] = []

    /// Adds a leaf.
    ///
    /// - Returns: nodes of tiles that became complete with it.
    mutating func append(_ leaf: Digest) -> [(level: Int, position: Int, hash: Digest)] {
        var (level, hash) = (0, leaf)
        var complete: [(level: Int, position: Int, hash: Digest)] = []
        while let last = stack.last, last.level == level {
            stack.removeLast()
            (level, hash) = (level + 1, MerkleTree.nodeHash(last.hash, hash))
            if level.isMultiple(of: 8) {
                complete.append((level / 8, size >> level, hash))
            }
        }
        stack.append((level, hash))
        size += 1
        nodeCount += complete.count
        return complete
    }

    var root: Digest {
        var rest = stack.map(\.hash)
        guard var hash = rest.popLast() else { return MerkleTree.emptyRoot }
        while let left = rest.popLast() { hash = MerkleTree.nodeHash(left, hash) }
        return hash
    }
}
