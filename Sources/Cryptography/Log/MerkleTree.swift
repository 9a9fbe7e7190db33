/// Hashes and proofs of an append-only Merkle tree.
///
/// Source: RFC 6962 section 2.1; verification as in RFC 9162 section 2.1.
package enum MerkleTree {
    /// Hash of the tree without leaves.
    package static let emptyRoot = Digest.sha256([])

    /// Hash of a leaf's content.
    package static func leafHash(_ content: [UInt8]) -> Digest { .sha256([0] + content) }

    /// Hash of an inner node.
    package static func nodeHash(_ left: Digest, _ right: Digest) -> Digest {
        .sha256([1] + left.bytes + right.bytes)
    }

    /// Root of the first `size` leaves.
    ///
    /// `subtree`: gives the hash of the complete subtree over `2^level` leaves from `index * 2^level` on.
    /// Costs one look-up for each bit set in `size`.
    package static func root(
        size: Int,
        subtree: (_ level: Int, _ index: Int) throws -> Digest
    ) rethrows -> Digest {
        size == 0 ? emptyRoot : try hash(0..<size, subtree)
    }

    /// Proof that the leaf at an index stands in the tree of this size, from the leaf upwards.
    package static func inclusionProof(
        index: Int,
        size: Int,
        subtree: (_ level: Int, _ index: Int) throws -> Digest
    ) rethrows -> [Digest] {
        precondition(index >= 0 && index < size, "the leaf lies in the tree")
        var (range, proof) = (0..<size, [Digest]())
        while range.count > 1 {
            let middle = range.lowerBound + split(range.count)
            let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
            range = index < middle ? left : right
            proof.append(try hash(index < middle ? right : left, subtree))
        }
        return proof.reversed()
    }

    /// Proof that the tree of the first size is a beginning of the tree of the second.
    ///
    /// Empty where the first is empty or both are the same.
    package static func consistencyProof(
        from first: Int,
        to second: Int,
        subtree: (_ level: Int, _ index: Int) throws -> Digest
    ) rethrows -> [Digest] {
        precondition(first >= 0 && first <= second, "a tree only grows")
        guard first > 0, first < second else { return [] }
        var (range, proof) = (0..<second, [Digest]())
        while range.upperBound != first {
            let middle = range.lowerBound + split(range.count)
            let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
            let goesLeft = first <= middle
            range = goesLeft ? left : right
            proof.append(try hash(goesLeft ? right : left, subtree))
        }
        if range.lowerBound > 0 { proof.append(try hash(range, subtree)) }
        return proof.reversed()
    }

    /// Whether a leaf stands at an index of the tree with this root.
    package static func includes(
        _ leaf: Digest,
        at index: Int,
        size: Int,
        root: Digest,
        proof: [Digest]
    ) -> Bool {
        guard index >= 0, index < size else { return false }
        var (node, last, hash) = (index, size - 1, leaf)
        for sibling in proof {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                hash = nodeHash(sibling, hash)
                while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                hash = nodeHash(hash, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }

    /// Whether the second tree begins with all of the first.
    ///
    /// Every tree begins with the empty one, whose root is known and needs no proof.
    package static func isConsistent(
        _ first: (size: Int, root: Digest),
        _ second: (size: Int, root: Digest),
        proof: [Digest]
    ) -> Bool {
        guard first.size >= 0, first.size <= second.size else { return false }
        if first.size == second.size { return proof.isEmpty && first.root == second.root }
        if first.size == 0 { return proof.isEmpty && first.root == emptyRoot }
        var (node, last) = (first.size - 1, second.size - 1)
        while node & 1 == 1 { (node, last) = (node >> 1, last >> 1) }
        let path = first.size & (first.size - 1) == 0 ? [first.root] + proof : proof
        guard !proof.isEmpty, let start = path.first else { return false }
        var (old, new) = (start, start)
        for sibling in path.dropFirst() {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                (old, new) = (nodeHash(sibling, old), nodeHash(sibling, new))
                while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                new = nodeHash(new, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && old == first.root && new == second.root
    }

    private static func hash(
        _ range: Range<Int>,
        _ subtree: (_ level: Int, _ index: Int) throws -> Digest
    ) rethrows -> Digest {
        let count = range.count
        if count & (count - 1) == 0 {
            let level = count.trailingZeroBitCount
            return try subtree(level, range.lowerBound >> level)
        }
        let middle = range.lowerBound + split(count)
        return nodeHash(
            try hash(range.lowerBound..<middle, subtree),
            try hash(middle..<range.upperBound, subtree)
        )
    }

    /// The largest power of two below a count of at least two.
    private static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
