/// Pairs of records that share a key, each once.
struct CandidatePairs {
    /// The first record in the upper half, the second, which comes later, in the lower; in order.
    let pairs: [UInt64]
    /// Blocks that were left out because they held more than the limit.
    let tooLarge: Int

    /// - Parameters:
    ///   - boundary: where two lists are linked, the number of the first record of the second list: pairs lie across.
    ///   - limit: the most records of a block; a larger one says too little.
    init(_ set: RecordSet, boundary: Int?, limit: Int) {
        let keys = BlockingKeys(set)
        var filed: [(key: UInt64, record: UInt32)] = []
        filed.reserveCapacity(set.count * 24)
        for record in 0..<set.count {
            keys.each(of: record) { filed.append((key: $0, record: UInt32(record))) }
        }
        filed.sort { $0.key == $1.key ? $0.record < $1.record : $0.key < $1.key }
        var (found, tooLarge, start) = ([UInt64](), 0, 0)
        while start < filed.count {
            var end = start + 1
            while end < filed.count, filed[end].key == filed[start].key { end += 1 }
            if end - start > limit {
                tooLarge += 1
            } else {
                for one in start..<end {
                    for other in (one + 1)..<max(end, one + 1) where filed[one].record != filed[other].record {
                        if let boundary,
                            (filed[one].record < boundary) == (filed[other].record < boundary)
                        {
                            continue
                        }
                        found.append(UInt64(filed[one].record) << 32 | UInt64(filed[other].record))
                    }
                }
            }
            start = end
        }
        found.sort()
        var last = UInt64.max
        pairs = found.filter { pair in
            defer { last = pair }
            return pair != last
        }
        self.tooLarge = tooLarge
    }
}
