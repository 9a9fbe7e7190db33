/// How alike two short texts are, the beginning counting more.
enum JaroWinkler {
    /// From 0, nothing alike, to 1, the same; of longer texts the first 64 bytes count.
    ///
    /// Source: Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record
    /// Linkage" (1990), with a prefix of four and a scale of 0.1.
    static func similarity(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Double {
        let (first, second) = (min(one.count, 64), min(other.count, 64))
        guard first > 0, second > 0 else { return first == second ? 1 : 0 }
        let reach = max(max(first, second) / 2 - 1, 0)
        var (taken, matched) = (UInt64(0), UInt64(0))
        for index in 0..<first {
            let letter = one[index]
            var place = max(0, index - reach)
            let end = min(second - 1, index + reach)
            while place <= end {
                let bit: UInt64 = 1 << UInt64(place)
                if taken & bit == 0, other[place] == letter {
                    taken |= bit
                    matched |= 1 << UInt64(index)
                    break
                }
                place += 1
            }
        }
        let common = taken.nonzeroBitCount
        guard common > 0 else { return 0 }
        var (crossed, rest, others) = (0, matched, taken)
        while rest != 0 {
            if one[rest.trailingZeroBitCount] != other[others.trailingZeroBitCount] { crossed += 1 }
            rest &= rest - 1
            others &= others - 1
        }
        let share = Double(common)
        let jaro =
            (share / Double(first) + share / Double(second) + (share - Double(crossed / 2)) / share)
            / 3
        var prefix = 0
        while prefix < min(4, first, second), one[prefix] == other[prefix] { prefix += 1 }
        return jaro + Double(prefix) * 0.1 * (1 - jaro)
    }
}
