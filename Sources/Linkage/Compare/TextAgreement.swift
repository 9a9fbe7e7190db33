/// How two words agree, the closest first.
enum TextAgreement: UInt8, CaseIterable {
    case missing, equal, oneEdit, twoEdits, beginning, alike, faint, different

    init(_ one: Span<UInt8>, _ other: Span<UInt8>) {
        self.init(one, other, EditDistance.optimalAlignment(one, other))
    }

    /// Two texts whose edits were counted; `Int.max` where they weren't, for they are more than two.
    init(_ one: Span<UInt8>, _ other: Span<UInt8>, _ distance: Int) {
        let (shorter, longer) = (min(one.count, other.count), max(one.count, other.count))
        if distance == 0 {
            self = .equal
        } else if distance == 1, shorter > 1 {
            self = .oneEdit
        } else if distance == 2, shorter > 3 {
            self = .twoEdits
        } else if shorter > 2, Self.begins(one, other, shorter) {
            self = .beginning
        } else if distance < .max, distance * 3 > longer * 2 {
            // So far apart that no other measure finds them alike.
            self = .different
        } else {
            let similarity = JaroWinkler.similarity(one, other)
            self = similarity >= 0.88 ? .alike : similarity >= 0.76 ? .faint : .different
        }
    }

    private static func begins(_ one: Span<UInt8>, _ other: Span<UInt8>, _ length: Int) -> Bool {
        for index in 0..<length where one[index] != other[index] { return false }
        return true
    }
}
