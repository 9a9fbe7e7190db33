import Cryptography
import Database

/// A digest of rows in whatever order they come: the sum of each row's hash, under a key of one run.
///
/// Whoever wrote the rows doesn't know the key, so two sets of one size and one digest are the same but with a chance
/// of 1 in 2²⁵⁶. Source: Bellare and Micciancio, "A New Paradigm for Collision-Free Hashing" (1997), AdHash.
struct RowSetDigest: Equatable {
    private var sum = SIMD4<UInt64>()
    /// How many rows were added.
    private(set) var count: Int64 = 0

    /// A key for digests that are to be compared with each other.
    static func makeKey() -> SecretBytes { SecretBytes(RandomBytes.generate(count: 32)) }

    mutating func add(_ values: [SQLValue], key: SecretBytes) {
        let hash = Digest.blake2b(Self.bytes(of: values), key: key).bytes
        for lane in 0..<4 {
            sum[lane] &+= hash[(lane * 8)..<(lane * 8 + 8)].reduce(0) { $0 << 8 | UInt64($1) }
        }
        count += 1
    }

    private static func bytes(of values: [SQLValue]) -> [UInt8] {
        var bytes: [UInt8] = []
        for value in values {
            switch value {
            case .null: bytes.append(0)
            case .integer(let number):
                bytes.append(1)
                append(number, to: &bytes)
            case .text(let text):
                bytes.append(2)
                append(Int64(text.utf8.count), to: &bytes)
                bytes.append(contentsOf: text.utf8)
            case .blob(let blob):
                bytes.append(3)
                append(Int64(blob.count), to: &bytes)
                bytes.append(contentsOf: blob)
            }
        }
        return bytes
    }

    private static func append(_ number: Int64, to bytes: inout [UInt8]) {
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
        }
    }
}
