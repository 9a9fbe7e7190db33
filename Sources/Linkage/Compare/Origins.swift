/// Where a record's names are at home, as far as a code tells it: a nationality, a language, a district.
///
/// Strangers of one origin share names far more often than others, and given name, surname and nationality say it three
/// times over. So what names say is taken among records of one origin, and the origin counts once. It is read from the
/// code and both names together: a code that is missing or wrong makes no difference where names tell.
struct Origins {
    /// Each record's origin, a value of the code's pool; 0 where nothing is known.
    let column: [UInt32]
    /// The code that it was learned from.
    let code: Int

    /// How many times more often than by chance a name and a code come together before one tells of the other.
    private static let leastLift = 2.2
    /// Codes of more values than these are no origins.
    private static let mostValues = 64
    /// How likely a record's code is its origin.
    private static let codeIsRight = 0.93

    /// Learns them, where a code of few values goes with names.
    init?(_ set: RecordSet, _ groups: [[UInt32]]) {
        let names = set.fields.indices.filter { set.fields[$0].isName }
        var best: (code: Int, lift: Double)?
        for code in set.fields.indices where set.fields[code].kind == .code {
            guard Self.isCoarse(set.columns[code]) else { continue }
            let lift =
                names.map { Dependence.lift(groups[$0], set.columns[code], least: 0.8) }.max() ?? 0
            if lift > max(Self.leastLift, best?.lift ?? 0) { best = (code, lift) }
        }
        guard let best else { return nil }
        code = best.code
        let codes = set.columns[best.code]
        let pool = set.pools[set.poolOfField[best.code]]
        // Of codes equally frequent those that come first by their letters, whatever the order of the records.
        let values = Self.frequent(codes).sorted {
            $0.count != $1.count
                ? $0.count > $1.count
                : pool.bytes(of: $0.value).lexicographicallyPrecedes(pool.bytes(of: $1.value))
        }
        guard values.count > 1 else { return nil }
        let tables = names.map { NameTable(groups[$0], codes, values) }
        let total = Double(max(1, values.reduce(0) { $0 + $1.count }))
        let logs = values.map { Double.log(Double($0.count) / total) }
        let places = Dictionary(
            uniqueKeysWithValues: values.enumerated().map { ($1.value, $0) }
        )
        let (right, wrong) = (Double.log(Self.codeIsRight), Double.log(1 - Self.codeIsRight))
        var scores = [Double](repeating: 0, count: values.count)
        column = codes.indices.map { record in
            let own = places[codes[record]]
            let known = names.indices.filter { groups[names[$0]][record] != 0 }
            guard !known.isEmpty else { return codes[record] }
            for place in values.indices { scores[place] = logs[place] }
            if codes[record] != 0 {
                for place in values.indices {
                    scores[place] += place == own ? right - logs[place] : wrong
                }
            }
            for name in known {
                tables[name].add(groups[names[name]][record], own, to: &scores)
            }
            let most = scores.indices.max { scores[$0] < scores[$1] } ?? 0
            return values[most].value
        }
    }

    /// Whether a code has so few values that strangers agree often.
    private static func isCoarse(_ column: [UInt32]) -> Bool {
        let values = frequent(column)
        let all = Double(max(1, column.count { $0 != 0 }))
        let agreement = values.reduce(0) { $0 + Double($1.count) / all * Double($1.count) / all }
        return agreement > 0.02 && agreement < 0.9
    }

    /// The most frequent values, those that occur once or twice left out.
    private static func frequent(_ column: [UInt32]) -> [(value: UInt32, count: Int)] {
        var counts = [Int](repeating: 0, count: Int(column.max() ?? 0) + 1)
        for value in column where value != 0 { counts[Int(value)] += 1 }
        let values = counts.indices.filter { counts[$0] > 2 }
            .sorted { counts[$0] > counts[$1] }
        return values.prefix(mostValues).map { (UInt32($0), counts[$0]) }
    }
}

/// How often a name's groups come with each of some codes.
private struct NameTable {
    private let width: Int
    /// For each group and code, and for each code.
    private var counts: [Float]
    private var logs: [Float]
    private var totals: [Float]
    private var shares: [Float]

    init(_ groups: [UInt32], _ codes: [UInt32], _ values: [(value: UInt32, count: Int)]) {
        width = values.count
        let size = Int(groups.max() ?? 0) + 1
        counts = [Float](repeating: 0, count: size * width)
        totals = [Float](repeating: 0, count: width)
        shares = [Float](repeating: 0, count: size)
        var place = [Int](repeating: -1, count: Int(codes.max() ?? 0) + 1)
        for (index, value) in values.enumerated() { place[Int(value.value)] = index }
        var all: Float = 0
        for record in groups.indices where groups[record] != 0 {
            shares[Int(groups[record])] += 1
            all += 1
            let code = place[Int(codes[record])]
            guard codes[record] != 0, code >= 0 else { continue }
            counts[Int(groups[record]) * width + code] += 1
            totals[code] += 1
        }
        for group in shares.indices { shares[group] /= max(all, 1) }
        logs = []
        logs = (0..<(size * width)).map { log(counts[$0], $0 / width, $0 % width) }
    }

    /// A code's names are those that were seen with it, and a little of all others.
    private func log(_ count: Float, _ group: Int, _ code: Int) -> Float {
        Float.log((count + 2 * max(shares[group], 1e-7)) / (totals[code] + 2))
    }

    /// Adds what a group says for each code; what the record itself brought for its own code does not count.
    func add(_ group: UInt32, _ own: Int?, to scores: inout [Double]) {
        let start = Int(group) * width
        for code in 0..<width where code != own { scores[code] += Double(logs[start + code]) }
        if let own {
            scores[own] += Double(log(max(0, counts[start + own] - 1), Int(group), own))
        }
    }
}
