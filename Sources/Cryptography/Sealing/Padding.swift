/// Padding that hides how long a text is, to within a bucket.
///
/// The content is followed by one byte 0x80 and zeros (ISO/IEC 7816-4), up to a bucket's size.
/// Buckets: everything to 255 bytes becomes 256; above, Padmé sizes, which keep only the leading bits
/// of a length, so that few sizes exist and the overhead stays below 12 %. A size tells an observer
/// O(log log n) bits. Padding must lie inside a sealed box: alone it authenticates nothing.
/// Source: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with
/// PURBs", PETS 2019, section 4.
package enum Padding {
    /// The bytes were not padded by `pad`.
    package struct PaddingError: Error, Equatable {}

    /// The smallest bucket.
    package static let minimumCount = 256

    /// Adds 1 byte or more, up to the bucket's size.
    package static func pad(_ content: [UInt8]) -> [UInt8] {
        let size = paddedCount(for: content.count)
        var padded: [UInt8] = []
        padded.reserveCapacity(size)
        padded.append(contentsOf: content)
        padded.append(0x80)
        padded.append(contentsOf: repeatElement(0, count: size - padded.count))
        return padded
    }

    /// Takes the padding off; accepts only what `pad` makes of that content.
    ///
    /// - Throws: `PaddingError`.
    package static func unpad(_ padded: [UInt8]) throws(PaddingError) -> [UInt8] {
        guard let end = padded.lastIndex(where: { $0 != 0 }), padded[end] == 0x80,
            padded.count == paddedCount(for: end)
        else { throw PaddingError() }
        return Array(padded[..<end])
    }

    /// The bucket for content of this size; never smaller than the size plus one.
    package static func paddedCount(for count: Int) -> Int {
        precondition(count >= 0, "a size cannot be negative")
        let needed = count + 1
        guard needed > minimumCount else { return minimumCount }
        let exponent = Int.bitWidth - 1 - needed.leadingZeroBitCount
        let exponentBits = Int.bitWidth - exponent.leadingZeroBitCount
        let mask = 1 << (exponent - exponentBits) - 1
        return (needed + mask) & ~mask
    }
}
