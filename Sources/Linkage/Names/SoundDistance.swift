internal import CLinkage

/// How far the sounds of two words are from each other.
enum SoundDistance {
    /// The longest words that are compared, in sounds; of longer ones the beginning counts.
    static let longest = 31

    /// From 0, nothing in common, to 1, the same; where it is less than `least`, 0 or what it is.
    ///
    /// The cheapest way to make one word the other by exchanging, leaving out and transposing sounds, as a share of what
    /// the words weigh. Cost: the product of the lengths, less where words are far from each other.
    static func similarity(
        _ one: Span<UInt8>,
        _ other: Span<UInt8>,
        withoutVowels: Bool,
        _ table: borrowing SoundTable,
        least: Double = 0
    ) -> Double {
        let (rows, columns) = (min(one.count, longest), min(other.count, longest))
        guard rows > 0, columns > 0 else { return rows == columns ? 1 : 0 }
        let alone = withoutVowels ? table.aloneWithoutVowels.span : table.alone.span
        var weight: Int32 = 0
        for row in 0..<rows { weight += Int32(alone[Int(one[row])]) }
        for column in 0..<columns { weight += Int32(alone[Int(other[column])]) }
        let most = least > 0 ? Int32((1 - least) * Double(weight) / 2) + 1 : Int32.max - 1
        var ends: Int32 = 0
        if rows > 3, columns > 3 {
            ends = (isWeakEnd(one[rows - 1]) ? 1 : 0) | (isWeakEnd(other[columns - 1]) ? 2 : 0)
        }
        var distance = Self.distance(one, other, alone, table.between.span, ends, most)
        guard distance <= most else { return 0 }
        if table.between.span[Int(one[0]) << 8 | Int(other[0])] > 10 { distance += beginning }
        return max(0, 1 - Double(2 * distance) / Double(max(weight, 1)))
    }

    private static func distance(
        _ one: Span<UInt8>,
        _ other: Span<UInt8>,
        _ alone: Span<UInt8>,
        _ between: Span<UInt8>,
        _ ends: Int32,
        _ most: Int32
    ) -> Int32 {
        unsafe one.withUnsafeBufferPointer { one in
            unsafe other.withUnsafeBufferPointer { other in
                unsafe alone.withUnsafeBufferPointer { alone in
                    unsafe between.withUnsafeBufferPointer { between in
                        unsafe linkage_sound_distance(
                            one.baseAddress,
                            Int32(min(one.count, longest)),
                            other.baseAddress,
                            Int32(min(other.count, longest)),
                            alone.baseAddress,
                            between.baseAddress,
                            exchange,
                            weakEnd,
                            ends,
                            most
                        )
                    }
                }
            }
        }
    }

    /// What two neighbours exchanged cost.
    private static let exchange: Int32 = 14

    /// What it costs to leave out the last sound where it is silent in French, or an ending in Latvian and Lithuanian.
    private static let weakEnd: Int32 = 10

    /// What it costs more if words begin differently, as spellings of one name seldom do.
    private static let beginning: Int32 = 5

    private static func isWeakEnd(_ sound: UInt8) -> Bool {
        sound == UInt8(ascii: "s") || sound == UInt8(ascii: "t") || sound == UInt8(ascii: "d")
    }
}
