extension MerkleTree {
    /// Hash of a complete subtree, from the published tiles.
    ///
    /// `tile`: gives the hashes of a tile, as far as it is filled, by its level and index. Costs one tile.
    /// - Returns: `nil` where the tile has too few hashes.
    package static func subtree(
        level: Int,
        index: Int,
        tile: (_ level: Int, _ index: Int) throws -> [Digest]
    ) rethrows -> Digest? {
        let height = level % 8
        let start = index << height
        let hashes = try tile(level / 8, start / LogTile.fullWidth)
        let offset = start % LogTile.fullWidth
        guard offset + (1 << height) <= hashes.count else { return nil }
        return join(Array(hashes[offset..<offset + (1 << height)]))
    }

    /// Hash over neighbouring complete subtrees of one size.
    ///
    /// `hashes`: a power of two of them.
    package static func join(_ hashes: [Digest]) -> Digest {
        precondition(hashes.count.nonzeroBitCount == 1, "a complete subtree has a power of two")
        var row = hashes
        while row.count > 1 {
            row = stride(from: 0, to: row.count, by: 2).map { nodeHash(row[$0], row[$0 + 1]) }
        }
        return row[0]
    }
}
