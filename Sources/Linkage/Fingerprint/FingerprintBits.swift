/// The bits of a fingerprint while they are gathered.
struct FingerprintBits {
    private var array = InlineArray<16, UInt64>(repeating: 0)

    /// Sets a place for each of the first `count` bytes of a hash, within so many bits from a word on.
    mutating func insert(_ hash: UInt64, count: Int, base: Int, size: UInt64) {
        var rest = hash
        for _ in 0..<count {
            let place = ((rest & 0xFF) * size) >> 8
            array[base + Int(place >> 6)] |= 1 << (place & 63)
            rest >>= 8
        }
    }

    /// The same within the 512 bits from a word on: each half gets every other one.
    mutating func insert(_ hash: UInt64, count: Int, halvesFrom base: Int) {
        var rest = hash
        for index in 0..<count {
            let place = rest & 0xFF
            array[base + (index & 1) * 4 + Int(place >> 6)] |= 1 << (place & 63)
            rest >>= 8
        }
    }

    var words: SIMD16<UInt64> {
        var words = SIMD16<UInt64>()
        for index in words.indices { words[index] = array[index] }
        return words
    }
}
