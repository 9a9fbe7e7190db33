import YAML

/// A mapping of a mechanism file whose keys have been checked.
struct Record {
    /// Where the mapping begins.
    let mark: Mark
    /// What it describes, as messages call it, such as `agency 'hotline'`.
    let what: String
    private let fields: [String: Node.Entry]

    init(mark: Mark, what: String, fields: [String: Node.Entry]) {
        self.mark = mark
        self.what = what
        self.fields = fields
    }

    /// The value under a key; `nil` where it is absent or empty.
    subscript(key: String) -> Node? {
        guard let value = fields[key]?.value, !value.isNull else { return nil }
        return value
    }

    /// Where a key stands, or where the mapping begins if it is absent.
    func mark(of key: String) -> Mark { fields[key]?.key.mark ?? mark }
}
