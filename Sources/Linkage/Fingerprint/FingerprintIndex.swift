internal import CLinkage

/// Fingerprints in the order that the scan reads them in.
///
/// 130 bytes each, in memory only. Interchangeable with every other way to scan: see `Kernel`.
package struct FingerprintIndex: Sendable {
    /// How many there are.
    package private(set) var count = 0
    /// Word after word of eight fingerprints at a time.
    private var blocks: [SIMD8<UInt64>] = []
    private var bits: [UInt16] = []

    /// A fingerprint that was found.
    package struct Hit: Hashable, Sendable {
        /// The number of the one that was looked for.
        package let one: Int
        /// The number of the one that was found.
        package let other: Int
        /// How many bits both have.
        package let common: Int

        init(_ hit: linkage_hit) {
            (one, other, common) = (Int(hit.one), Int(hit.other), Int(hit.common))
        }
    }

    /// Makes one with room for as many as are expected.
    package init(capacity: Int = 0) {
        let wholeBlocks = (capacity + 7) / 8
        blocks.reserveCapacity(wholeBlocks * 16)
        bits.reserveCapacity(wholeBlocks * 8)
    }

    /// Makes one of these, numbered from 0.
    package init(_ fingerprints: [Fingerprint]) {
        self.init(capacity: fingerprints.count)
        for fingerprint in fingerprints { append(fingerprint) }
    }

    /// Adds one; its number is the count before.
    package mutating func append(_ fingerprint: Fingerprint) {
        let (block, lane) = count.quotientAndRemainder(dividingBy: 8)
        if lane == 0 {
            for _ in 0..<16 { blocks.append(SIMD8()) }
            for _ in 0..<8 { bits.append(0) }
        }
        for word in 0..<16 { blocks[block * 16 + word][lane] = fingerprint.words[word] }
        bits[count] = UInt16(fingerprint.bitCount)
        count += 1
    }

    /// Makes nothing of one that is to be forgotten: it agrees with nobody any more.
    package mutating func clear(_ number: Int) {
        precondition(number >= 0 && number < count, "no fingerprint has this number")
        for word in 0..<16 { blocks[number / 8 * 16 + word][number % 8] = 0 }
        bits[number] = 0
    }

    /// The one with a number.
    package subscript(number: Int) -> Fingerprint {
        precondition(number >= 0 && number < count, "no fingerprint has this number")
        var words = SIMD16<UInt64>()
        for word in 0..<16 { words[word] = blocks[number / 8 * 16 + word][number % 8] }
        return Fingerprint(words: words)
    }

    /// The `limit` most like one, the best first and of equals the first, of those with at least the least similarity.
    ///
    /// Reads everything: 5 ms a million.
    package func nearest(
        to fingerprint: Fingerprint,
        limit: Int,
        leastSimilarity: Double = 0,
        kernel: Kernel = .fastest
    ) -> [Hit] {
        unsafe collect { hits, list in
            unsafe withUnsafeBytes(of: fingerprint.words) { row in
                guard let row = row.baseAddress else { return }
                unsafe linkage_search(
                    kernel.linkage,
                    row.assumingMemoryBound(to: UInt64.self),
                    list,
                    Self.share(leastSimilarity),
                    limit,
                    hits
                )
            }
        }
    }

    /// All pairs of one of the rows and one of these that are at least so similar, in no order that means anything.
    ///
    /// With `isSame` the rows are the same as these, and each pair is given once, the lower number first.
    package func pairs(
        with rows: [Fingerprint],
        isSame: Bool = false,
        leastSimilarity: Double,
        threads: Int = 1,
        kernel: Kernel = .fastest
    ) -> [Hit] {
        precondition(!isSame || rows.count == count, "the same fingerprints are as many")
        return unsafe collect { hits, list in
            unsafe rows.withWords { words in
                unsafe linkage_pairs(
                    kernel.linkage,
                    words,
                    rows.count,
                    list,
                    Self.share(leastSimilarity),
                    isSame ? 1 : 0,
                    Int32(threads),
                    hits
                )
            }
        }
    }

    /// Lets C gather hits, and takes them over.
    private func collect(
        _ body: (UnsafeMutablePointer<linkage_hits>, linkage_list) -> Void
    ) -> [Hit] {
        var hits = unsafe linkage_hits()
        return unsafe blocks.withUnsafeBytes { blocks in
            unsafe bits.withUnsafeBufferPointer { bits in
                let list = unsafe linkage_list(
                    blocks: blocks.baseAddress?.assumingMemoryBound(to: UInt64.self),
                    bits: bits.baseAddress,
                    count: count
                )
                if count > 0 { unsafe body(&hits, list) }
                precondition(unsafe hits.failed == 0, "no memory for the pairs that are similar")
                let found = unsafe UnsafeBufferPointer(start: hits.items, count: hits.count).map(
                    Hit.init
                )
                unsafe linkage_free(&hits)
                return found
            }
        }
    }

    private static func share(_ similarity: Double) -> UInt32 {
        UInt32((min(max(similarity, 0), 1) * 65_536).rounded(.up))
    }
}

extension [Fingerprint] {
    /// Reads the words of all, sixteen each.
    @unsafe
    func withWords<Result>(_ body: (UnsafePointer<UInt64>) -> Result) -> Result {
        unsafe withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else {
                var nothing: UInt64 = 0
                return unsafe body(&nothing)
            }
            return unsafe body(start.assumingMemoryBound(to: UInt64.self))
        }
    }
}
