/// What a comparison needs of a record, side by side: a record's row costs one look at memory.
struct RecordRows: Sendable {
    private let fields: Int
    private let stride: Int
    private let words: [UInt32]

    /// - Parameters:
    ///   - columns: for each field the number of each record's value.
    ///   - shares: for each field and value the logarithm of its share.
    ///   - letters: for each field and value which letters it has.
    init(_ columns: [[UInt32]], shares: [[Float]], letters: [[UInt32]]) {
        fields = columns.count
        stride = fields * 3
        var words: [UInt32] = []
        words.reserveCapacity(stride * (columns.first?.count ?? 0))
        for record in 0..<(columns.first?.count ?? 0) {
            for field in 0..<fields { words.append(columns[field][record]) }
            for field in 0..<fields {
                words.append(shares[field][Int(columns[field][record])].bitPattern)
            }
            for field in 0..<fields { words.append(letters[field][Int(columns[field][record])]) }
        }
        self.words = words
    }

    /// The number of a value; 0 where it is missing.
    func value(_ field: Int, _ record: Int) -> UInt32 { words[record * stride + field] }

    /// The logarithm of the value's share among the field's values.
    func share(_ field: Int, _ record: Int) -> Float {
        Float(bitPattern: words[record * stride + fields + field])
    }

    /// Which letters the value has, a bit each.
    func letters(_ field: Int, _ record: Int) -> UInt32 {
        words[record * stride + 2 * fields + field]
    }
}
