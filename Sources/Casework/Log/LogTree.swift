import Cryptography
import Database
import Store

/// The log's tree as the database keeps it, read a tile at a time.
final class LogTree {
    private struct Place: Hashable {
        let level: Int
        let index: Int
    }

    private let table: LogTable
    private var tiles: [Place: [Digest]] = [:]

    /// A tree that stays as it is while this is used.
    init(_ session: DatabaseSession) { table = LogTable(session) }

    /// Hashes of a tile, as far as it is filled.
    func tile(_ level: Int, _ index: Int) throws -> [Digest] {
        let place = Place(level: level, index: index)
        if let known = tiles[place] { return known }
        let width = LogTile.fullWidth
        let hashes = try table.hashes(level: level, from: index * width, count: width)
            .map { try Digest(bytes: $0) }
        tiles[place] = hashes
        return hashes
    }

    /// Hash of a complete subtree.
    ///
    /// - Throws: `LogError.incomplete` where the database lacks a part of it.
    func subtree(_ level: Int, _ index: Int) throws -> Digest {
        guard let hash = try MerkleTree.subtree(level: level, index: index, tile: tile) else {
            throw LogError.incomplete
        }
        return hash
    }

    /// Root of the first `size` leaves.
    func root(_ size: Int) throws -> Digest { try MerkleTree.root(size: size, subtree: subtree) }
}

/// Why the log can't give what is asked of it.
package enum LogError: Error, Hashable, Sendable {
    /// A part of the tree is missing.
    case incomplete
    /// There is no such leaf or size.
    case outside
    /// Not a checkpoint of this log.
    case foreign
    /// A checkpoint that was never signed here, or of another tree.
    case differs
    /// No signature of a known witness.
    case notCosigned
}
