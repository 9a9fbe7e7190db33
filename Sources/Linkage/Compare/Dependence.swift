/// Fields that say the same thing twice, such as a town and its postcode, or a name and the country where it is at home.
///
/// Where one of two such fields agrees, agreement on the other says little more; where one differs, so does the other.
struct Dependence: Sendable {
    /// The field that each field is looked at together with, if any; it costs less, or comes before.
    let partner: [Int?]
    /// For fields with a partner and each record the logarithm of the share of its value among the records that have
    /// its partner's value.
    let shares: [[Float]]

    /// How many times more often than by chance two values come together before they count as one.
    private static let leastLift = 3.0
    private static let sample = 60_000

    /// - Parameters:
    ///   - set: the records.
    ///   - values: for each field numbers that equal values share, and names of equal sounds.
    ///   - origin: the field of the names' origin, and the code that it was learned from.
    init(_ set: RecordSet, _ values: [[UInt32]], origin: (field: Int, code: Int)?) {
        let order =
            set.fields.indices.filter { set.fields[$0].kind == .code && $0 != origin?.field }
            + set.fields.indices.filter { set.fields[$0].kind == .text }
        var partner = [Int?](repeating: nil, count: set.fields.count)
        if let origin {
            partner[origin.code] = origin.field
            for field in set.fields.indices where set.fields[field].isName {
                partner[field] = origin.field
            }
        }
        for (place, field) in order.enumerated() where field != origin?.code {
            var best = Self.leastLift
            for other in order[..<place] where partner[other] == nil {
                let lift = Self.lift(values[other], values[field])
                if lift > best { (best, partner[field]) = (lift, other) }
            }
        }
        self.partner = partner
        shares = set.fields.indices.map { field in
            partner[field].map { Self.shares(of: values[field], among: values[$0]) } ?? []
        }
    }

    private static func pairs(_ values: some Sequence<UInt64>) -> Double {
        var counts: [UInt64: Double] = [:]
        for value in values { counts[value, default: 0] += 1 }
        return counts.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    }

    /// How many times more often than by chance two columns agree together, in records from all over; 0 where they do so
    /// in fewer pairs than `least` a record, which may be the pairs of one person.
    static func lift(_ one: [UInt32], _ other: [UInt32], least: Double = 0) -> Double {
        let step = max(1, one.count / sample)
        let places = stride(from: 0, to: one.count, by: step).filter {
            one[$0] != 0 && other[$0] != 0
        }
        let all = Double(places.count) * Double(places.count - 1) / 2
        let first = pairs(places.lazy.map { UInt64(one[$0]) })
        let second = pairs(places.lazy.map { UInt64(other[$0]) })
        let both = pairs(places.lazy.map { UInt64(one[$0]) << 32 | UInt64(other[$0]) })
        guard first * second > 0, both >= least * Double(places.count) else { return 0 }
        return both * all / (first * second)
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
