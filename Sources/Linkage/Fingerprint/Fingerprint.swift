internal import CLinkage

/// 1,024 bits that tell how alike two persons' particulars are, and to whoever lacks the key nothing else.
///
/// Segments stand by themselves, so that fields can be weighed apart: given name (256 bits), surname (256), date of
/// birth (256), both names together (192), code (64). A segment without a bit is of a missing field. The same name
/// has the same bits as given name and as surname; so exchanged names are found.
///
/// Fingerprints under one key leak patterns and frequencies to whoever has many of them: they are stored sealed.
package struct Fingerprint: Hashable, Sendable {
    /// How many bytes one has.
    package static let byteCount = 128

    /// The bits, the first segment first.
    let words: SIMD16<UInt64>

    init(words: SIMD16<UInt64>) { self.words = words }

    /// Reads 128 bytes; nil where there are more or fewer.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        var words = SIMD16<UInt64>()
        for index in words.indices {
            words[index] = (0..<8).reduce(0) {
                $0 | UInt64(bytes[index * 8 + $1]) << UInt64($1 * 8)
            }
        }
        self.words = words
    }

    /// The 128 bytes, to be sealed.
    package var bytes: [UInt8] {
        words.indices.flatMap { index in
            (0..<8).map { UInt8(truncatingIfNeeded: words[index] >> UInt64($0 * 8)) }
        }
    }

    /// How many bits are set.
    package var bitCount: Int { words.indices.reduce(0) { $0 + words[$1].nonzeroBitCount } }

    /// Twice the common bits over the bits of both, from 0 to 1; 0 where neither has any.
    package func similarity(to other: Fingerprint) -> Double {
        let sum = bitCount + other.bitCount
        return sum == 0
            ? 0 : Double(2 * Fingerprint(words: words & other.words).bitCount) / Double(sum)
    }

    /// A part that is compared by itself.
    enum Segment: Int, CaseIterable {
        case given, surname, birth, code

        /// Its words within the fingerprint's.
        var range: Range<Int> {
            switch self {
            case .given: linkage_given..<linkage_surname
            case .surname: linkage_surname..<linkage_birth
            case .birth: linkage_birth..<linkage_shared
            case .code: linkage_code..<linkage_words
            }
        }
    }

    /// The words of one segment; the code's, which has but one, filled up with zeros.
    func value(_ segment: Segment) -> SIMD4<UInt64> {
        var value = SIMD4<UInt64>()
        for (place, index) in segment.range.enumerated() { value[place] = words[index] }
        return value
    }
}
