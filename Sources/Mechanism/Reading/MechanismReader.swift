import YAML

/// Reads a mechanism file in one pass, and notes everything that is wrong with it.
///
/// Sections are read in an order in which each names only what was read before it, so that a
/// reference is checked where it is read. What could not be read is left out and noted; as soon as
/// anything is noted no mechanism comes of it.
struct MechanismReader {
    /// More items than any list of a country needs.
    private static let itemLimit = 2_000

    private(set) var findings: [Finding] = []
    /// The languages of the file's texts, the first one first.
    var languages: [LanguageCode] = []
    /// Lines of the ids declared so far, by noun.
    var declared: [String: [String: Int]] = [:]
    /// Areas by id.
    var areas: [AreaID: Mechanism.Area] = [:]
    /// Agencies declared so far by id; `nil` for one that could not be read.
    var agencies: [Agency.ID: Agency?] = [:]
    /// Where agencies and their contacts stand.
    var agencyRecords: [Agency.ID: (agency: Record, contact: Record?)] = [:]
    /// Provisions declared so far by id; `nil` for one that could not be read.
    var provisions: [Provision.ID: Provision?] = [:]

    /// Notes a finding.
    mutating func note(
        _ rule: Finding.Rule,
        at mark: Mark,
        _ sentence: String,
        _ remedy: String
    ) {
        findings.append(Finding(mark: mark, rule: rule, sentence: sentence, remedy: remedy))
    }

    /// A mapping with these keys only; `nil` and noted where the node is none.
    mutating func record(_ node: Node, _ what: String, keys: [String]) -> Record? {
        guard let entries = node.entries else {
            note(
                .wrongType,
                at: node.mark,
                "The \(what) is not a mapping of keys to values.",
                "Write its keys (\(keys.prefix(6).joined(separator: ", "))…) one a line, each with"
                    + " its value."
            )
            return nil
        }
        for entry in entries where !keys.contains(entry.key.text) {
            let remedy =
                if let near = nearest(to: entry.key.text, among: keys) {
                    "Did you mean '\(near)'?"
                } else {
                    "Remove it, or use one of: \(keys.joined(separator: ", "))."
                }
            note(
                .unknownKey,
                at: entry.key.mark,
                "The \(what) has no key \(quoted(entry.key.text)).",
                remedy
            )
        }
        let fields = Dictionary(
            entries.map { ($0.key.text, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return Record(mark: node.mark, what: what, fields: fields)
    }

    /// The value under a key that must be there; `nil` and noted where it is absent.
    mutating func required(_ key: String, of record: Record) -> Node? {
        if let node = record[key] { return node }
        note(
            .missingKey,
            at: record.mark(of: key),
            "The \(record.what) has no '\(key)'.",
            "Write '\(key):' with its value."
        )
        return nil
    }

    /// The items of a list; noted where the node is none.
    mutating func items(_ node: Node, of what: String) -> [Node] {
        guard let items = node.items else {
            note(
                .wrongType,
                at: node.mark,
                "The value of \(what) is not a list.",
                "Write [one, two], or one item a line after '- '."
            )
            return []
        }
        if items.count > Self.itemLimit {
            note(
                .outOfRange,
                at: items[Self.itemLimit].mark,
                "The list of \(what) has \(items.count) items; at most \(Self.itemLimit) are read.",
                "Remove what is not needed."
            )
        }
        return Array(items.prefix(Self.itemLimit))
    }

    /// The text of a scalar; `nil` and noted where the node is a collection or says nothing.
    mutating func string(_ node: Node, of what: String) -> String? {
        guard let scalar = node.scalar, !node.isNull else {
            note(
                .wrongType,
                at: node.mark,
                "The value of \(what) is not a text.",
                "Write one text after the colon."
            )
            return nil
        }
        let text = trimmed(scalar.text)
        guard !text.isEmpty else {
            note(
                .emptyText,
                at: node.mark,
                "The text of \(what) is empty.",
                "Write the text, or remove the key where it is optional."
            )
            return nil
        }
        return text
    }

    /// A text under a key that may be absent.
    mutating func string(_ key: String, of record: Record) -> String? {
        guard let node = record[key] else { return nil }
        return string(node, of: "'\(key)'")
    }

    /// `true` or `false`.
    mutating func truth(_ node: Node, of what: String) -> Bool? {
        guard let scalar = node.scalar, scalar.style == .plain,
            let value = Bool(scalar.text)
        else {
            note(
                .wrongType,
                at: node.mark,
                "The value of \(what) is neither true nor false.",
                "Write true or false, without quotes."
            )
            return nil
        }
        return value
    }

    /// A whole number within bounds.
    mutating func number(_ node: Node, of what: String, in bounds: ClosedRange<Int>) -> Int? {
        guard let scalar = node.scalar, let value = Int(scalar.text) else {
            note(
                .wrongType,
                at: node.mark,
                "The value of \(what) is not a whole number.",
                "Write digits only."
            )
            return nil
        }
        guard bounds.contains(value) else {
            note(
                .outOfRange,
                at: node.mark,
                "The value of \(what) is \(value).",
                "Write a number from \(bounds.lowerBound) to \(bounds.upperBound)."
            )
            return nil
        }
        return value
    }
}

/// A text without white space at its ends.
private func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest.drop(while: \.isWhitespace))
}
