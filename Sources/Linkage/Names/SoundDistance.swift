/// How far the sounds of two words are from each other.
enum SoundDistance {
    /// The longest words that are compared, in sounds; of longer ones the beginning counts.
    static let longest = 31

    /// From 0, nothing in common, to 1, the same.
    ///
    /// The cheapest way to make one word the other by exchanging, leaving out and transposing sounds, as a share of what
    /// the words weigh. Cost: the product of the lengths.
    static func similarity(
        _ one: Span<UInt8>,
        _ other: Span<UInt8>,
        withoutVowels: Bool,
        _ table: borrowing SoundTable
    ) -> Double {
        let (rows, columns) = (min(one.count, longest), min(other.count, longest))
        guard rows > 0, columns > 0 else { return rows == columns ? 1 : 0 }
        let alone = withoutVowels ? table.aloneWithoutVowels.span : table.alone.span
        let between = table.between.span
        var above = InlineArray<32, Int32>(repeating: 0)
        var aboveThat = InlineArray<32, Int32>(repeating: 0)
        var weight: Int32 = 0
        for column in 0..<columns {
            let cost = Int32(alone[Int(other[column])])
            weight += cost
            above[column + 1] = weight
        }
        var first: Int32 = 0
        for row in 0..<rows {
            let sound = Int(one[row])
            let cost = Int32(alone[sound])
            weight += cost
            var current = InlineArray<32, Int32>(repeating: 0)
            first += cost
            current[0] = first
            for column in 0..<columns {
                let partner = Int(other[column])
                var best = above[column] + Int32(between[sound << 8 | partner])
                best = min(best, above[column + 1] + cost)
                best = min(best, current[column] + Int32(alone[partner]))
                if row > 0, column > 0, one[row] == other[column - 1],
                    one[row - 1] == other[column],
                    one[row] != one[row - 1]
                {
                    best = min(best, aboveThat[column - 1] + 14)
                }
                current[column + 1] = best
            }
            aboveThat = above
            above = current
        }
        var distance = above[columns]
        if rows > 3, columns > 3 {
            if isWeakEnd(one[rows - 1]) { distance = min(distance, aboveThat[columns] + weakEnd) }
            if isWeakEnd(other[columns - 1]) {
                distance = min(distance, above[columns - 1] + weakEnd)
            }
        }
        if between[Int(one[0]) << 8 | Int(other[0])] > 10 { distance += beginning }
        return max(0, 1 - Double(2 * distance) / Double(max(weight, 1)))
    }

    /// What it costs to leave out the last sound where it is silent in French, or an ending in Latvian and Lithuanian.
    private static let weakEnd: Int32 = 10

    /// What it costs more if words begin differently, as spellings of one name seldom do.
    private static let beginning: Int32 = 5

    private static func isWeakEnd(_ sound: UInt8) -> Bool {
        sound == UInt8(ascii: "s") || sound == UInt8(ascii: "t") || sound == UInt8(ascii: "d")
    }
}
