import Testing

@testable import Cryptography

struct TileReadingTests {
    private static let leaves = (0..<700).map { MerkleTree.leafHash([UInt8($0 % 251)]) }

    private static func subtree(_ level: Int, _ index: Int) -> Digest {
        guard level > 0 else { return leaves[index] }
        return MerkleTree.nodeHash(
            subtree(level - 1, 2 * index),
            subtree(level - 1, 2 * index + 1)
        )
    }

    @Test func `reads every complete subtree from tiles, and none that they do not fill`() {
        let full = (0..<2).map { Self.subtree(8, $0) }
        func tile(_ level: Int, _ index: Int) -> [Digest] {
            level == 0 ? Array(Self.leaves.dropFirst(256 * index).prefix(256)) : full
        }
        for level in 0...9 {
            let count = Self.leaves.count >> level
            for index in 0..<count {
                let read = MerkleTree.subtree(level: level, index: index, tile: tile)
                #expect(read == Self.subtree(level, index))
            }
            #expect(MerkleTree.subtree(level: level, index: count, tile: tile) == nil)
        }
    }
}
