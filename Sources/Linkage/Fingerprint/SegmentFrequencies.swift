internal import CLinkage

/// How often strangers agree with each value of a segment, counted among the fingerprints themselves.
///
/// Fingerprints of a frequent name have the same bits, and those of similar names have similar ones: so it is known
/// without the names which agreements say much.
struct SegmentFrequencies {
    let levels: SegmentLevels
    /// For each fingerprint the number of its value; 0 where the field is missing.
    private(set) var values: [UInt32] = []
    /// For each fingerprint how many bits the segment has.
    private(set) var bits: [UInt16] = []
    /// For each value and level the logarithm of the share of the others at that level.
    private var logShares: [Float] = []

    /// Compares each value with so many others.
    init(_ fingerprints: [Fingerprint], _ segment: Fingerprint.Segment, samples: Int = 4_096) {
        levels = SegmentLevels[segment]
        var numbers: [SIMD4<UInt64>: UInt32] = [:]
        var distinct: [SIMD4<UInt64>] = [SIMD4()]
        var counts: [UInt32] = [0]
        values.reserveCapacity(fingerprints.count)
        bits.reserveCapacity(fingerprints.count)
        for fingerprint in fingerprints {
            let value = fingerprint.value(segment)
            bits.append(UInt16(value.indices.reduce(0) { $0 + value[$1].nonzeroBitCount }))
            guard bits.last != 0 else {
                values.append(0)
                continue
            }
            let number = numbers[value] ?? UInt32(distinct.count)
            if Int(number) == distinct.count {
                numbers[value] = number
                distinct.append(value)
                counts.append(0)
            }
            values.append(number)
            counts[Int(number)] += 1
        }
        let present = values.filter { $0 != 0 }
        let step = max(1, present.count / samples)
        let chosen = stride(from: 0, to: present.count, by: step).map { distinct[Int(present[$0])] }
        count(distinct, counts, among: chosen, total: present.count)
    }

    private mutating func count(
        _ distinct: [SIMD4<UInt64>],
        _ counts: [UInt32],
        among samples: [SIMD4<UInt64>],
        total: Int
    ) {
        let width = levels.count
        var found = [UInt32](repeating: 0, count: distinct.count * width)
        unsafe samples.withUnsafeBytes { samples in
            unsafe distinct.withUnsafeBytes { distinct in
                unsafe found.withUnsafeMutableBufferPointer { found in
                    guard let first = samples.baseAddress, let own = distinct.baseAddress,
                        let target = found.baseAddress
                    else { return }
                    for number in 1..<max(1, distinct.count / 32) {
                        unsafe linkage_levels(
                            (own + number * 32).assumingMemoryBound(to: UInt64.self),
                            first.assumingMemoryBound(to: UInt64.self),
                            samples.count / 32,
                            4,
                            levels.edges,
                            levels.edges.count,
                            target + number * width + 1
                        )
                    }
                }
            }
        }
        var mean = [Double](repeating: 0.5, count: width)
        for number in 1..<max(1, distinct.count) {
            for level in 1..<width {
                mean[level] += Double(found[number * width + level]) * Double(counts[number])
            }
        }
        let sum = mean.dropFirst().reduce(0, +)
        for level in mean.indices { mean[level] /= sum }
        // As many imagined strangers as make a rare name's neighbours less of an accident.
        let imagined = Double(samples.count) * 0.05 + 1
        logShares = [Float](repeating: 0, count: distinct.count * width)
        for number in 1..<max(1, distinct.count) {
            for level in 2..<width {
                let share =
                    (Double(found[number * width + level]) + imagined * mean[level])
                    / (Double(samples.count) + imagined)
                logShares[number * width + level] = Float.log(Float(share))
            }
            // Two of the occurrences are those compared; a value that nobody else has is still not quite without strangers.
            let others = max(Double(counts[number]) - 2, 0.25)
            logShares[number * width + 1] = Float.log(Float(others / Double(max(total, 1))))
        }
    }

    /// The logarithm of the share of strangers that agree at a level with one of two values or the other.
    func logShare(_ level: UInt8, _ one: UInt32, _ other: UInt32) -> Float {
        (logShare(level, one) + logShare(level, other)) / 2
    }

    /// The logarithm of the share of strangers that agree at a level with a value.
    func logShare(_ level: UInt8, _ value: UInt32) -> Float {
        logShares[Int(value) * levels.count + Int(level)]
    }
}
