/// Steps of similarity of a segment, the same first.
///
/// Level 0 is a missing field, 1 the same bits, the last one anything less than the last edge.
struct SegmentLevels {
    /// The least similarities of levels 2 and up, as shares of 65,536.
    let edges: [UInt32]

    /// How many levels there are, with the missing one.
    var count: Int { edges.count + 3 }

    private init(_ edges: [Double]) { self.edges = edges.map { UInt32($0 * 65_536) } }

    static let name = SegmentLevels([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3])
    static let birth = SegmentLevels([0.9, 0.8, 0.7, 0.6, 0.5, 0.4])
    static let code = SegmentLevels([0.5])

    static subscript(_ segment: Fingerprint.Segment) -> SegmentLevels {
        switch segment {
        case .given, .surname: name
        case .birth: birth
        case .code: code
        }
    }

    /// The level of two segments with so many bits, of which so many are in common.
    func level(_ common: UInt16, _ one: UInt16, _ other: UInt16) -> UInt8 {
        guard one != 0, other != 0 else { return 0 }
        if common == one, common == other { return 1 }
        let (reached, sum) = (UInt32(common) * 2 * 65_536, UInt32(one) + UInt32(other))
        var level: UInt8 = 2
        for edge in edges {
            if reached >= edge * sum { return level }
            level += 1
        }
        return level
    }
}
