internal import CLinkage

/// How many letters must be changed, added, taken away or exchanged with their neighbour to make one text the other.
enum EditDistance {
    /// The optimal string alignment distance of two texts, in bytes; of longer ones the first 64 count.
    ///
    /// Source: Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances" (2003).
    static func optimalAlignment(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Int {
        let (pattern, text) = one.count <= other.count ? (one, other) : (other, one)
        let (length, count) = (min(pattern.count, 64), min(text.count, 64))
        guard length > 0 else { return count }
        return unsafe pattern.withUnsafeBufferPointer { pattern in
            unsafe text.withUnsafeBufferPointer { text in
                Int(
                    unsafe linkage_edit_distance(
                        pattern.baseAddress,
                        Int32(length),
                        text.baseAddress,
                        Int32(count)
                    )
                )
            }
        }
    }
}
