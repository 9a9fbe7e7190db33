/// How the fields of two records agree.
struct Evidence {
    /// For each field how its two values agree; 0 where one of them is missing.
    var levels: [UInt8]
    /// For each field the logarithm of the share of the rarer of the two values.
    var shares: [Float]
    /// The same with given name and surname exchanged in one of the two, where that agrees better.
    var crossed: (given: UInt8, surname: UInt8, givenShare: Float, surnameShare: Float)?

    init(fields: Int) {
        levels = Array(repeating: 0, count: fields)
        shares = Array(repeating: 0, count: fields)
    }
}

/// Compares records of a set.
struct Comparator {
    let set: RecordSet
    private let given: Int?
    private let surname: Int?
    /// For each field and value the logarithm of its share among the field's values.
    private let logShares: [[Float]]

    init(_ set: RecordSet) {
        self.set = set
        given = set.fields.firstIndex { $0.kind == .givenName }
        surname = set.fields.firstIndex { $0.kind == .surname }
        logShares = set.fields.indices.map { field in
            var counts = [UInt32](repeating: 0, count: set.pools[set.poolOfField[field]].count)
            for id in set.columns[field] where id != 0 { counts[Int(id)] += 1 }
            let total = Float(max(1, counts.reduce(0, +)))
            // One of the occurrences is the record's own.
            return counts.map { Float.log(max(Float($0) - 1, 0.5) / total) }
        }
    }

    static func levelCount(_ kind: Field.Kind) -> Int {
        kind == .birthDate ? DateAgreement.allCases.count : TextAgreement.allCases.count
    }

    func share(_ field: Int, _ id: UInt32) -> Float { logShares[field][Int(id)] }

    func compare(_ one: Int, _ other: Int, into evidence: inout Evidence) {
        for field in set.fields.indices {
            let (first, second) = (set.columns[field][one], set.columns[field][other])
            evidence.levels[field] = level(field, first, second)
            evidence.shares[field] = min(share(field, first), share(field, second))
        }
        evidence.crossed = nil
        guard let given, let surname,
            !isClose(evidence.levels[given]) || !isClose(evidence.levels[surname])
        else { return }
        let pool = set.poolOfField[given]
        let (g1, s1) = (set.columns[given][one], set.columns[surname][one])
        let (g2, s2) = (set.columns[given][other], set.columns[surname][other])
        let across = (level(pool: pool, g1, s2), level(pool: pool, s1, g2))
        guard isClose(across.0) || isClose(across.1) else { return }
        evidence.crossed = (
            across.0, across.1, min(share(given, g1), share(surname, s2)),
            min(share(surname, s1), share(given, g2))
        )
    }

    /// The same, or nearly.
    private func isClose(_ level: UInt8) -> Bool {
        level > 0 && level <= TextAgreement.twoEdits.rawValue
    }

    private func level(_ field: Int, _ one: UInt32, _ other: UInt32) -> UInt8 {
        guard one != 0, other != 0 else { return 0 }
        switch set.fields[field].kind {
        case .code:
            return one == other ? TextAgreement.equal.rawValue : TextAgreement.different.rawValue
        case .birthDate:
            return set.pools[set.poolOfField[field]].withBytes(of: one, other) {
                DateAgreement($0, $1).rawValue
            }
        default: return level(pool: set.poolOfField[field], one, other)
        }
    }

    private func level(pool: Int, _ one: UInt32, _ other: UInt32) -> UInt8 {
        guard one != 0, other != 0 else { return 0 }
        guard one != other else { return TextAgreement.equal.rawValue }
        return set.pools[pool].withBytes(of: one, other) { TextAgreement($0, $1).rawValue }
    }
}
