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

    /// Keys are filed in so many drawers, by their first bits, and a drawer is put in order at once.
    private static let drawers = 8

    /// Files records under their keys.
    ///
    /// - Parameters:
    ///   - count: how many records there are.
    ///   - limit: the most records of a block; a larger one says too little, and is left out.
    ///   - workers: how many parts of the work are done at once.
    ///   - keys: calls its second argument with each key of a record.
    /// - Returns: the index; its order hangs on keys and records alone.
    static func filing(
        count: Int,
        limit: Int,
        workers: Int,
        keys: @Sendable @escaping (Int, (UInt64) -> Void) -> Void
    ) async -> BlockIndex {
        let filed = await inParts(count, parts: 16, workers: workers) { records in
            file(records, keys)
        }
        let blocks = await inParts(drawers, parts: drawers, workers: workers) { drawer in
            Blocks(filed.map { $0[drawer.lowerBound] }, limit: limit)
        }
        return BlockIndex(count, blocks)
    }

    /// The keys of some records in drawers: of each key 32 bits, and the record's number.
    private static func file(
        _ records: Range<Int>,
        _ keys: (Int, (UInt64) -> Void) -> Void
    ) -> [[UInt64]] {
        var filed = [[UInt64]](repeating: [], count: drawers)
        for drawer in 0..<drawers { filed[drawer].reserveCapacity(records.count * 7) }
        for record in records {
            keys(record) { key in
                // Of two keys in a thousand the bits are another's by chance: a few pairs more are compared.
                filed[Int(key >> 61)].append((key << 3) & 0xFFFF_FFFF_0000_0000 | UInt64(record))
            }
        }
        return filed
    }

    private init(_ count: Int, _ drawers: [Blocks]) {
        var (members, starts) = ([UInt32](), [UInt32(0)])
        members.reserveCapacity(drawers.reduce(0) { $0 + $1.members.count })
        starts.reserveCapacity(drawers.reduce(1) { $0 + $1.ends.count })
        for drawer in drawers {
            let start = UInt32(members.count)
            members += drawer.members
            for end in drawer.ends { starts.append(start + end) }
        }
        var places = [UInt32](repeating: 0, count: count + 1)
        for member in members { places[Int(member)] += 1 }
        var sum: UInt32 = 0
        for record in places.indices { (places[record], sum) = (sum, sum + places[record]) }
        var next = places
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
        self.places = places
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
}

/// The blocks of one drawer: two records or more each.
private struct Blocks: Sendable {
    private(set) var members: [UInt32] = []
    /// Where each block ends in `members`.
    private(set) var ends: [UInt32] = []

    init(_ parts: [[UInt64]], limit: Int) {
        var keys = Array(parts.joined())
        Self.sort(&keys)
        var start = 0
        while start < keys.count {
            var end = start + 1
            while end < keys.count, keys[end] >> 32 == keys[start] >> 32 { end += 1 }
            if end - start > 1, end - start <= limit { add(keys[start..<end]) }
            start = end
        }
    }

    private mutating func add(_ keys: ArraySlice<UInt64>) {
        let before = members.count
        // One record may have one key twice.
        var last = UInt32.max
        for key in keys where UInt32(truncatingIfNeeded: key) != last {
            last = UInt32(truncatingIfNeeded: key)
            members.append(last)
        }
        if members.count - before > 1 {
            ends.append(UInt32(members.count))
        } else {
            members.removeLast(members.count - before)
        }
    }

    /// By key, records of one key in their order: digit after digit, the last first.
    private static func sort(_ keys: inout [UInt64]) {
        var others = keys
        for shift in [UInt64(32), 43, 54] {
            var places = [Int](repeating: 0, count: 2_049)
            for key in keys { places[Int(key >> shift & 2_047) + 1] += 1 }
            for digit in 1..<places.count { places[digit] += places[digit - 1] }
            for key in keys {
                let digit = Int(key >> shift & 2_047)
                others[places[digit]] = key
                places[digit] += 1
            }
            swap(&keys, &others)
        }
    }
}
