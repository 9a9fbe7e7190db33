/// Two Reed–Solomon check symbols over GF(32), for words of at most 31 symbols.
///
/// A word is valid when, read as a polynomial with its first symbol as highest coefficient, it has
/// the roots α and α². The code's distance is three: no two valid words differ in one or two places.
enum CodeChecksum {
    /// Multiplies in GF(32) with the primitive polynomial x⁵ + x² + 1.
    private static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var (result, factor) = (UInt8(0), left)
        for bit in 0..<5 {
            if right >> bit & 1 == 1 { result ^= factor }
            factor = factor & 16 == 0 ? factor << 1 : factor << 1 & 31 ^ 0b00101
        }
        return result
    }

    /// The two symbols that make `data` followed by them a valid word.
    static func symbols(for data: [UInt8]) -> [UInt8] {
        // The remainder of data · x² by (x − α)(x − α²) = x² + 6x + 8, where α = 2.
        var (high, low) = (UInt8(0), UInt8(0))
        for symbol in data {
            let lead = high ^ symbol
            high = low ^ product(lead, 6)
            low = product(lead, 8)
        }
        return [high, low]
    }

    /// Whether the word has both roots.
    static func isValid(_ word: [UInt8]) -> Bool {
        [2, 4].allSatisfy { root in word.reduce(0) { product($0, root) ^ $1 } == 0 }
    }
}
