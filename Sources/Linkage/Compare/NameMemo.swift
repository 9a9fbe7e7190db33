/// How pairs of names agreed that were compared before: frequent names meet again and again.
///
/// A table of fixed size in which a newer pair takes the place of an older one.
struct NameMemo {
    private var entries: [UInt64]
    private let shift: UInt64

    /// A memo for so many pairs of records; from 4,096 to 65,536 entries, 8 bytes each.
    init(pairs: Int) {
        let bits = min(16, max(12, Int.bitWidth - pairs.leadingZeroBitCount - 2))
        entries = [UInt64](repeating: 0, count: 1 << bits)
        shift = UInt64(64 - bits)
    }

    /// How two values agree, from the table or else from the body; the values' numbers are below 2^28.
    @inline(__always)
    mutating func agreement(_ one: UInt32, _ other: UInt32, _ body: () -> UInt8) -> UInt8 {
        let key = UInt64(min(one, other)) << 36 | UInt64(max(one, other)) << 8
        let place = Int((key &* 0x9E37_79B9_7F4A_7C15) >> shift)
        let entry = entries[place]
        if entry & ~0xFF == key { return UInt8(truncatingIfNeeded: entry) }
        let found = body()
        entries[place] = key | UInt64(found)
        return found
    }
}
