/// Fields that say the same thing twice, such as a town and its postcode.
///
/// Where one of two such fields agrees, agreement on the other says little more; where one differs, so does the other.
struct Dependence: Sendable {
    /// The field that each field is looked at together with, if any; it costs less, or comes before.
    let partner: [Int?]
    /// For fields with a partner and each record the logarithm of the share of its value among the records that have
    /// its partner's value.
    private let shares: [[Float]]

    /// How many times more often than by chance two values come together before they count as one.
    private static let leastLift = 3.0
    private static let sample = 200_000

    init(_ set: RecordSet) {
        let order =
            set.fields.indices.filter { set.fields[$0].kind == .code }
            + set.fields.indices.filter { set.fields[$0].kind == .text }
        var partner = [Int?](repeating: nil, count: set.fields.count)
        for (place, field) in order.enumerated() {
            var best = Self.leastLift
            for other in order[..<place] where partner[other] == nil {
                let lift = Self.lift(set.columns[other], set.columns[field])
                if lift > best { (best, partner[field]) = (lift, other) }
            }
        }
        self.partner = partner
        shares = set.fields.indices.map { field in
            partner[field].map { Self.shares(of: set.columns[field], among: set.columns[$0]) } ?? []
        }
    }

    func share(_ field: Int, _ record: Int) -> Float { shares[field][record] }

    private static func agreement(_ values: some Sequence<UInt64>, _ count: Int) -> Double {
        var counts: [UInt64: Double] = [:]
        for value in values { counts[value, default: 0] += 1 }
        let pairs = counts.values.reduce(0) { $0 + $1 * ($1 - 1) }
        return pairs / max(1, Double(count) * Double(count - 1))
    }

    private static func lift(_ one: [UInt32], _ other: [UInt32]) -> Double {
        let places = one.indices.prefix(sample).filter { one[$0] != 0 && other[$0] != 0 }
        let first = agreement(places.lazy.map { UInt64(one[$0]) }, places.count)
        let second = agreement(places.lazy.map { UInt64(other[$0]) }, places.count)
        let both = agreement(
            places.lazy.map { UInt64(one[$0]) << 32 | UInt64(other[$0]) },
            places.count
        )
        return first * second > 0 ? both / (first * second) : 0
    }

    private static func shares(of values: [UInt32], among others: [UInt32]) -> [Float] {
        var joint: [UInt64: UInt32] = [:]
        var single: [UInt32: UInt32] = [:]
        for place in values.indices where values[place] != 0 && others[place] != 0 {
            joint[UInt64(others[place]) << 32 | UInt64(values[place]), default: 0] += 1
            single[others[place], default: 0] += 1
        }
        return values.indices.map { place in
            guard values[place] != 0, others[place] != 0 else { return 0 }
            let both = joint[UInt64(others[place]) << 32 | UInt64(values[place])] ?? 1
            let all = single[others[place]] ?? 1
            return Float.log(max(Float(both) - 1, 0.5) / max(Float(all) - 1, 1))
        }
    }
}
