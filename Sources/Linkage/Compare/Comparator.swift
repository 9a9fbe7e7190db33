/// Compares records of a set.
struct Comparator: Sendable {
    /// The records, with a column more where their names' origin is known.
    let set: RecordSet
    let given: Int?
    let surname: Int?
    /// The field of the names' origin.
    let origin: Int?
    let rows: RecordRows
    /// Fields, each behind its partner.
    let order: [Int]
    /// The field that each field is looked at together with, if any.
    let partner: [Int?]
    /// For each field of names the logarithm of how often two names of the same sounds are spelled the same, among
    /// strangers; 0 for all others.
    let spelledSame: [Double]
    private let kinds: [Field.Kind]
    private let forms: NameForms?
    private let names: ValuePool

    init(_ records: RecordSet, _ forms: NameForms?) {
        self.forms = forms
        var values = records.fields.indices.map { field in
            guard let forms, records.fields[field].isName else { return records.columns[field] }
            return records.columns[field].map { forms.group($0) }
        }
        var set = records
        var origin: (field: Int, code: Int)?
        if let found = Origins(records, values),
            let wider = records.adding(Field("origin", .code), like: found.code, found.column)
        {
            set = wider
            values.append(found.column)
            origin = (values.count - 1, found.code)
        }
        self.set = set
        self.origin = origin?.field
        given = set.fields.firstIndex { $0.kind == .givenName }
        surname = set.fields.firstIndex { $0.kind == .surname }
        let dependence = Dependence(set, values, origin: origin)
        partner = dependence.partner
        order =
            set.fields.indices.filter { dependence.partner[$0] == nil }
            + set.fields.indices.filter { dependence.partner[$0] != nil }
        rows = Self.rows(set, values, dependence)
        spelledSame = set.fields.indices.map { field in
            set.fields[field].isName ? Self.spelledSame(set.columns[field], values[field]) : 0
        }
        kinds = set.fields.map(\.kind)
        names =
            given.map { set.pools[set.poolOfField[$0]] } ?? surname.map {
                set.pools[set.poolOfField[$0]]
            } ?? ValuePool()
    }

    private static func rows(
        _ set: RecordSet,
        _ values: [[UInt32]],
        _ dependence: Dependence
    ) -> RecordRows {
        let shares = set.fields.indices.map { field in
            var counts = [UInt32](repeating: 0, count: Int(values[field].max() ?? 0) + 1)
            for value in values[field] where value != 0 { counts[Int(value)] += 1 }
            let total = Float(max(1, counts.reduce(0, +)))
            // One of the occurrences is the record's own.
            let logs = counts.map { Float.log(max(Float($0) - 1, 0.5) / total) }
            var shares = [Float](repeating: 0, count: set.pools[set.poolOfField[field]].count)
            for (id, value) in zip(set.columns[field], values[field]) {
                shares[Int(id)] = logs[Int(value)]
            }
            return shares
        }
        let letters = set.pools.indices.map { place in
            let pool = set.pools[place]
            let field = set.poolOfField.firstIndex(of: place).map { set.fields[$0] }
            return (0..<UInt32(pool.count)).map { id in
                if field?.kind == .birthDate {
                    return pool.withBytes(of: id) { DateAgreement.packed($0) ?? 0 }
                }
                return pool.withBytes(of: id) { bytes in
                    var mask: UInt32 = 0
                    for index in bytes.indices { mask |= 1 << UInt32(bytes[index] & 31) }
                    return mask
                }
            }
        }
        return RecordRows(
            set.columns,
            shares: shares,
            letters: set.poolOfField.map { letters[$0] },
            given: dependence.shares
        )
    }

    /// How often two strangers' names of the same sounds are spelled the same: a logarithm.
    private static func spelledSame(_ column: [UInt32], _ groups: [UInt32]) -> Double {
        func pairs(_ values: [UInt32]) -> Double {
            var counts = [Double](repeating: 0, count: Int(values.max() ?? 0) + 1)
            for value in values where value != 0 { counts[Int(value)] += 1 }
            return counts.reduce(0) { $0 + $1 * ($1 - 1) }
        }
        let (same, all) = (pairs(column) + 1, pairs(groups) + 2)
        return Double.log(min(0.999, same / all))
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

    /// How all fields of two records agree.
    func compare(_ one: Int, _ other: Int, _ memo: inout NameMemo) -> Evidence {
        var evidence = Evidence()
        for field in order { compare(field, one, other, &evidence, &memo) }
        cross(one, other, &evidence, &memo)
        return evidence
    }

    func compare(
        _ field: Int,
        _ one: Int,
        _ other: Int,
        _ evidence: inout Evidence,
        _ memo: inout NameMemo
    ) {
        var level = level(field, field, one, other, &memo)
        guard level != 0 else { return }
        var shares = (rows.share(field, one), rows.share(field, other))
        if let partner = partner[field], evidence.levels[partner] != 0 {
            if evidence.levels[partner] % Self.conditionStride == TextAgreement.equal.rawValue {
                if level == TextAgreement.equal.rawValue || kinds[field].isName {
                    shares = (rows.given(field, one), rows.given(field, other))
                }
                level += Self.conditionStride
            } else {
                level += 2 * Self.conditionStride
            }
        }
        evidence.levels[field] = level
        evidence.shares[field] = min(shares.0, shares.1)
        evidence.frequent[field] = max(shares.0, shares.1)
    }

    /// Reads given name and surname exchanged in one of the two, where they don't agree as they stand.
    func cross(_ one: Int, _ other: Int, _ evidence: inout Evidence, _ memo: inout NameMemo) {
        guard let given, let surname,
            !isClose(evidence.levels[given]) || !isClose(evidence.levels[surname])
        else { return }
        guard mayBeClose(given, surname, one, other) || mayBeClose(surname, given, one, other)
        else { return }
        let across = (
            level(given, surname, one, other, &memo), level(surname, given, one, other, &memo)
        )
        guard isClose(across.0) || isClose(across.1) else { return }
        let isOneOrigin =
            origin.map { evidence.levels[$0] == TextAgreement.equal.rawValue } ?? false
        func share(_ field: Int, _ record: Int) -> Float {
            isOneOrigin ? rows.given(field, record) : rows.share(field, record)
        }
        let offset =
            origin.map { origin in
                evidence.levels[origin] == 0 ? 0 : (isOneOrigin ? 1 : 2) * Self.conditionStride
            } ?? 0
        let first = (share(given, one), share(surname, other))
        let second = (share(surname, one), share(given, other))
        evidence.levels[Evidence.crossedGiven] = across.0 == 0 ? 0 : across.0 + offset
        evidence.levels[Evidence.crossedSurname] = across.1 == 0 ? 0 : across.1 + offset
        evidence.shares[Evidence.crossedGiven] = min(first.0, first.1)
        evidence.shares[Evidence.crossedSurname] = min(second.0, second.1)
        evidence.frequent[Evidence.crossedGiven] = max(first.0, first.1)
        evidence.frequent[Evidence.crossedSurname] = max(second.0, second.1)
    }

    private func mayBeClose(_ field: Int, _ otherField: Int, _ one: Int, _ other: Int) -> Bool {
        let (first, second) = (rows.value(field, one), rows.value(otherField, other))
        guard first != 0, second != 0 else { return false }
        return first == second || forms?.mayBeClose(first, second) ?? false
    }

    /// The same, or nearly.
    private func isClose(_ level: UInt8) -> Bool {
        let plain = level % Self.conditionStride
        return plain > 0 && plain <= NameAgreement.twoEdits.rawValue
    }

    /// How a field of one record and a field of the other agree; both are of one kind, or names.
    private func level(
        _ field: Int,
        _ otherField: Int,
        _ one: Int,
        _ other: Int,
        _ memo: inout NameMemo
    ) -> UInt8 {
        let (first, second) = (rows.value(field, one), rows.value(otherField, other))
        guard first != 0, second != 0 else { return 0 }
        switch kinds[field] {
        case .birthDate:
            let (date, otherDate) = (rows.letters(field, one), rows.letters(otherField, other))
            if date != 0, otherDate != 0 { return DateAgreement(date, otherDate).rawValue }
            return set.pools[set.poolOfField[field]].withBytes(of: first, second) {
                DateAgreement($0, $1).rawValue
            }
        case .givenName, .surname:
            if first == second { return NameAgreement.equal.rawValue }
            guard let forms, forms.mayAgree(first, second) else {
                return NameAgreement.different.rawValue
            }
            return memo.agreement(first, second) {
                let apart = rows.letters(field, one) ^ rows.letters(otherField, other)
                return forms.agreement(first, second, apart: apart.nonzeroBitCount, in: names)
                    .rawValue
            }
        case .code:
            return first == second
                ? TextAgreement.equal.rawValue : TextAgreement.different.rawValue
        case .text, .identifier:
            if first == second { return TextAgreement.equal.rawValue }
            let letters = rows.letters(field, one) ^ rows.letters(otherField, other)
            // So many letters that only one of them has: no measure finds them alike.
            guard letters.nonzeroBitCount <= 6 else { return TextAgreement.different.rawValue }
            return set.pools[set.poolOfField[field]].withBytes(of: first, second) {
                TextAgreement($0, $1).rawValue
            }
        }
    }
}
