/// Records of persons as columns of numbers; equal values have equal numbers.
package struct RecordSet: Sendable {
    /// What each column says.
    package private(set) var fields: [Field]
    /// How many records there are.
    package private(set) var count = 0
    /// Which values a field takes; both kinds of names share one pool.
    private(set) var pools: [ValuePool]
    /// Which pool a field's values are in.
    private(set) var poolOfField: [Int]
    /// For each field the numbers of the records' values; 0 is a missing one.
    private(set) var columns: [[UInt32]]

    /// A set without records; of fields there are fourteen at the most.
    package init(_ fields: [Field]) {
        self.fields = fields
        precondition(
            fields.count <= Evidence.fieldLimit,
            "a comparison has room for so many fields"
        )
        var pools: [ValuePool] = []
        var names: Int?
        poolOfField = fields.map { field in
            if field.isName, let names { return names }
            pools.append(ValuePool())
            if field.isName { names = pools.count - 1 }
            return pools.count - 1
        }
        self.pools = pools
        columns = fields.map { _ in [] }
    }

    /// Adds a record: a value for each field, empty where it is not known.
    package mutating func add(_ values: [String]) {
        for (index, field) in fields.enumerated() {
            let value = index < values.count ? Self.fold(values[index], field.kind) : []
            columns[index].append(pools[poolOfField[index]].add(value))
        }
        count += 1
    }

    /// The same records with a column more, of values of another column's pool; nothing where there is no room for it.
    func adding(_ field: Field, like other: Int, _ column: [UInt32]) -> RecordSet? {
        guard fields.count < Evidence.fieldLimit else { return nil }
        var copy = self
        copy.fields.append(field)
        copy.poolOfField.append(poolOfField[other])
        copy.columns.append(column)
        return copy
    }

    private static func fold(_ value: String, _ kind: Field.Kind) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in value.utf8 {
            let lower = byte >= 65 && byte <= 90 ? byte + 32 : byte
            let isDigit = lower >= 48 && lower <= 57
            let isWord = isDigit || (lower >= 97 && lower <= 122) || lower >= 128
            switch kind {
            case .birthDate: if isDigit { bytes.append(lower) }
            case .identifier: if isWord { bytes.append(lower) }
            case .givenName, .surname, .code, .text:
                if isWord {
                    bytes.append(lower)
                } else if lower == 32, !bytes.isEmpty {
                    bytes.append(32)
                }
            }
        }
        while bytes.last == 32 { bytes.removeLast() }
        return bytes
    }
}
