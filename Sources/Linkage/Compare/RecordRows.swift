/// What a comparison needs of a record, side by side: a record's row costs one look at memory.
struct RecordRows: Sendable {
    private let stride: Int
    private let words: [UInt32]
    /// How many words of a row each field takes.
    private static let width = 4

    /// - Parameters:
    ///   - columns: for each field the number of each record's value.
    ///   - shares: for each field and value the logarithm of its share.
    ///   - letters: for each field and value which letters it has, or a date's digits.
    ///   - given: for each field with a partner, and each record, the logarithm of its value's share among the records
    ///     that have its partner's value.
    init(_ columns: [[UInt32]], shares: [[Float]], letters: [[UInt32]], given: [[Float]]) {
        stride = columns.count * Self.width
        var words: [UInt32] = []
        words.reserveCapacity(stride * (columns.first?.count ?? 0))
        for record in 0..<(columns.first?.count ?? 0) {
            for field in columns.indices {
                let value = Int(columns[field][record])
                words.append(UInt32(value))
                words.append(shares[field][value].bitPattern)
                words.append(letters[field][value])
                words.append(given[field].isEmpty ? 0 : given[field][record].bitPattern)
            }
        }
        self.words = words
    }

    /// The number of a value; 0 where it is missing.
    func value(_ field: Int, _ record: Int) -> UInt32 {
        words[record * stride + field * Self.width]
    }

    /// The logarithm of the value's share among the field's values.
    func share(_ field: Int, _ record: Int) -> Float {
        Float(bitPattern: words[record * stride + field * Self.width + 1])
    }

    /// Which letters the value has, a bit each; of a date its digits.
    func letters(_ field: Int, _ record: Int) -> UInt32 {
        words[record * stride + field * Self.width + 2]
    }

    /// The logarithm of the value's share among the records that have its partner's value.
    func given(_ field: Int, _ record: Int) -> Float {
        Float(bitPattern: words[record * stride + field * Self.width + 3])
    }
}
