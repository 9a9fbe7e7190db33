/// Records filed under their keys: who shares a key with whom.
struct BlockIndex: Sendable {
    /// Records of all blocks, block after block, each block's in order.
    private let members: [UInt32]
    /// Where each block begins in `members`, and one more for the end.
    private let starts: [UInt32]
    /// For each record the blocks that it is in, record after record.
    private let blocks: [UInt32]
    /// Where each record begins in `blocks`, and one more for the end.
    private let places: [UInt32]

    /// - Parameters:
    ///   - count: how many records there are.
    ///   - limit: the most records of a block; a larger one says too little, and is left out.
    ///   - keys: calls its second argument with each key of a record.
    init(count: Int, limit: Int, keys: (Int, (UInt64) -> Void) -> Void) {
        var hashes: [UInt64] = []
        var owners: [UInt32] = []
        for record in 0..<count {
            keys(record) { key in
                hashes.append(key)
                owners.append(UInt32(record))
            }
        }
        Self.sort(&hashes, &owners)
        var (members, starts) = ([UInt32](), [UInt32(0)])
        var sizes = [UInt32](repeating: 0, count: count + 1)
        var start = 0
        while start < hashes.count {
            var end = start + 1
            while end < hashes.count, hashes[end] >> 20 == hashes[start] >> 20 { end += 1 }
            if end - start > 1, end - start <= limit {
                // One record may have one key twice.
                var last = UInt32.max
                let before = members.count
                for index in start..<end where owners[index] != last {
                    last = owners[index]
                    members.append(last)
                }
                if members.count - before > 1 {
                    starts.append(UInt32(members.count))
                    for member in members[before...] { sizes[Int(member)] += 1 }
                } else {
                    members.removeLast(members.count - before)
                }
            }
            start = end
        }
        var sum: UInt32 = 0
        for record in sizes.indices { (sizes[record], sum) = (sum, sum + sizes[record]) }
        var next = sizes
        var blocks = [UInt32](repeating: 0, count: members.count)
        for block in 0..<(starts.count - 1) {
            for index in Int(starts[block])..<Int(starts[block + 1]) {
                let record = Int(members[index])
                blocks[Int(next[record])] = UInt32(block)
                next[record] += 1
            }
        }
        self.members = members
        self.starts = starts
        self.blocks = blocks
        places = sizes
    }

    /// Calls the body with every record after this one that shares a block with it, each once.
    ///
    /// `seen`: for each record the last one that met it; one more than its number.
    func each(after record: Int, seen: inout [UInt32], _ body: (Int) -> Void) {
        let mark = UInt32(record) + 1
        for place in Int(places[record])..<Int(places[record + 1]) {
            let block = Int(blocks[place])
            var index = Int(starts[block + 1]) - 1
            let first = Int(starts[block])
            while index >= first {
                let other = Int(members[index])
                if other <= record { break }
                if seen[other] != mark {
                    seen[other] = mark
                    body(other)
                }
                index -= 1
            }
        }
    }

    /// By key, records of one key in their order: digit after digit, the last first.
    private static func sort(_ hashes: inout [UInt64], _ owners: inout [UInt32]) {
        var (otherHashes, otherOwners) = (hashes, owners)
        // Of two keys in a hundred million the upper 44 bits are the same by chance: a few pairs more are compared.
        for shift in [UInt64(20), 31, 42, 53] {
            var places = [Int](repeating: 0, count: 2_049)
            for hash in hashes { places[Int(hash >> shift & 2_047) + 1] += 1 }
            for digit in 1..<places.count { places[digit] += places[digit - 1] }
            for index in hashes.indices {
                let digit = Int(hashes[index] >> shift & 2_047)
                otherHashes[places[digit]] = hashes[index]
                otherOwners[places[digit]] = owners[index]
                places[digit] += 1
            }
            swap(&hashes, &otherHashes)
            swap(&owners, &otherOwners)
        }
    }
}
