/// Compares records of a set.
struct Comparator: Sendable {
    let set: RecordSet
    let given: Int?
    let surname: Int?
    let rows: RecordRows
    private let kinds: [Field.Kind]
    private let forms: NameForms?
    private let dependence: Dependence
    init(_ set: RecordSet, _ forms: NameForms?) {
        self.forms = forms
        self.set = set
        given = set.fields.firstIndex { $0.kind == .givenName }
        surname = set.fields.firstIndex { $0.kind == .surname }
        dependence = Dependence(set)
        let shares = set.fields.indices.map { field in
            var counts = [UInt32](repeating: 0, count: set.pools[set.poolOfField[field]].count)
            for id in set.columns[field] where id != 0 { counts[Int(id)] += 1 }
            let total = Float(max(1, counts.reduce(0, +)))
            // One of the occurrences is the record's own.
            return counts.map { Float.log(max(Float($0) - 1, 0.5) / total) }
        }
        let letters = set.pools.map { pool in
            (0..<UInt32(pool.count)).map { id in
                pool.withBytes(of: id) { bytes in
                    var mask: UInt32 = 0
                    for index in bytes.indices { mask |= 1 << UInt32(bytes[index] & 31) }
                    return mask
                }
            }
        }
        rows = RecordRows(
            set.columns,
            shares: shares,
            letters: set.poolOfField.map { letters[$0] }
        )
        kinds = set.fields.map(\.kind)
    }

    /// Whether a field agrees says something else where its partner does, and where it doesn't: then its level is
    /// counted from here, or from twice here.
    static let conditionStride: UInt8 = 16
    static let levelCount = 48

    /// Levels that a field of a kind may have, without its partner's condition.
    static func levels(_ kind: Field.Kind) -> Range<UInt8> {
        switch kind {
        case .givenName, .surname: 1..<UInt8(NameAgreement.allCases.count)
        case .birthDate: 1..<UInt8(DateAgreement.allCases.count)
        case .code, .text, .identifier: 1..<UInt8(TextAgreement.allCases.count)
        }
    }

    /// Fields, each behind its partner.
    var order: [Int] {
        self.set.fields.indices.filter { dependence.partner[$0] == nil }
            + set.fields.indices.filter { dependence.partner[$0] != nil }
    }

    func compare(_ one: Int, _ other: Int) -> Evidence {
        var evidence = Evidence()
        for field in order { compare(field, one, other, &evidence) }
        cross(one, other, &evidence)
        return evidence
    }

    func compare(_ field: Int, _ one: Int, _ other: Int, _ evidence: inout Evidence) {
        evidence.levels[field] = level(field, field, one, other)
        evidence.shares[field] = min(rows.share(field, one), rows.share(field, other))
        evidence.frequent[field] = max(rows.share(field, one), rows.share(field, other))
        guard evidence.levels[field] != 0, let partner = dependence.partner[field],
            evidence.levels[partner] != 0
        else { return }
        if evidence.levels[partner] == TextAgreement.equal.rawValue {
            if evidence.levels[field] == TextAgreement.equal.rawValue {
                evidence.shares[field] = dependence.share(field, one)
                evidence.frequent[field] = evidence.shares[field]
            }
            evidence.levels[field] += Self.conditionStride
        } else {
            evidence.levels[field] += 2 * Self.conditionStride
        }
    }

    /// Reads given name and surname exchanged in one of the two, where they don't agree as they stand.
    func cross(_ one: Int, _ other: Int, _ evidence: inout Evidence) {
        guard let given, let surname,
            !isClose(evidence.levels[given]) || !isClose(evidence.levels[surname])
        else { return }
        let across = (
            level(given, surname, one, other), level(surname, given, one, other)
        )
        guard isClose(across.0) || isClose(across.1) else { return }
        evidence.levels[Evidence.crossedGiven] = across.0
        evidence.levels[Evidence.crossedSurname] = across.1
        let first = (rows.share(given, one), rows.share(surname, other))
        let second = (rows.share(surname, one), rows.share(given, other))
        evidence.shares[Evidence.crossedGiven] = min(first.0, first.1)
        evidence.shares[Evidence.crossedSurname] = min(second.0, second.1)
        evidence.frequent[Evidence.crossedGiven] = max(first.0, first.1)
        evidence.frequent[Evidence.crossedSurname] = max(second.0, second.1)
    }

    /// The same, or nearly.
    private func isClose(_ level: UInt8) -> Bool {
        level > 0 && level <= NameAgreement.twoEdits.rawValue
    }

    /// How a field of one record and a field of the other agree; both are of one kind, or names.
    private func level(_ field: Int, _ otherField: Int, _ one: Int, _ other: Int) -> UInt8 {
        let (first, second) = (rows.value(field, one), rows.value(otherField, other))
        guard first != 0, second != 0 else { return 0 }
        let place = set.poolOfField[field]
        switch kinds[field] {
        case .birthDate:
            return set.pools[place].withBytes(of: first, second) { DateAgreement($0, $1).rawValue }
        case .givenName, .surname:
            if first == second { return NameAgreement.equal.rawValue }
            guard let forms, !forms.isFar(first, second) else {
                return NameAgreement.different.rawValue
            }
            return forms.agreement(first, second, in: set.pools[place]).rawValue
        case .code:
            return first == second
                ? TextAgreement.equal.rawValue : TextAgreement.different.rawValue
        case .text, .identifier:
            if first == second { return TextAgreement.equal.rawValue }
            let letters = rows.letters(field, one) ^ rows.letters(otherField, other)
            // So many letters that only one of them has: no measure finds them alike.
            guard letters.nonzeroBitCount <= 6 else { return TextAgreement.different.rawValue }
            return set.pools[place].withBytes(of: first, second) { TextAgreement($0, $1).rawValue }
        }
    }
}
