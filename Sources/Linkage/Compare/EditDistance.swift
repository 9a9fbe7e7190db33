/// How many letters must be changed, added, taken away or exchanged with their neighbour to make one text the other.
enum EditDistance {
    /// The optimal string alignment distance of two texts, in bytes; of longer ones the first 64 count.
    ///
    /// Source: Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances" (2003).
    static func optimalAlignment(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Int {
        let (pattern, text) = one.count <= other.count ? (one, other) : (other, one)
        let length = min(pattern.count, 64)
        guard length > 0 else { return min(text.count, 64) }
        let last: UInt64 = 1 << UInt64(length - 1)
        var (positive, negative, diagonal, before) = (UInt64.max, UInt64(0), UInt64(0), UInt64(0))
        var distance = length
        for position in 0..<min(text.count, 64) {
            let letter = text[position]
            var match: UInt64 = 0
            for index in 0..<length where pattern[index] == letter { match |= 1 << UInt64(index) }
            let exchanged = ((~diagonal & match) << 1) & before
            diagonal = (((match & positive) &+ positive) ^ positive) | match | negative | exchanged
            var up = negative | ~(diagonal | positive)
            var down = diagonal & positive
            if up & last != 0 { distance += 1 }
            if down & last != 0 { distance -= 1 }
            up = up << 1 | 1
            down <<= 1
            positive = down | ~(diagonal | up)
            negative = up & diagonal
            before = match
        }
        return distance
    }
}
