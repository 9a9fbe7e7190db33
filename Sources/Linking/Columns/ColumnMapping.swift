import Linkage

/// Which columns of one list, or of two, say what of a person.
package struct ColumnMapping: Hashable, Sendable {
    /// What a column says.
    package enum Use: String, CaseIterable, Hashable, Sendable {
        /// A whole name.
        case name
        case givenName = "given-name"
        case surname
        case birthDate = "birth-date"
        case code
        case text
        case identifier
    }

    /// Columns that say one thing.
    package struct Part: Hashable, Sendable {
        /// What they say.
        package let use: Use
        /// For each list its columns, counted from 0; what several hold is read as one text.
        package let columns: [[Int]]
    }

    /// Why columns can't be mapped.
    package enum Failure: Error, Hashable {
        /// No list has a column of this heading.
        case noColumn(String)
        /// A list, counted from 0, has no column for what a column of the other says.
        case missing(heading: String, list: Int)
        /// Whole names beside given names or surnames.
        case nameTwice
        /// Neither names nor identifiers.
        case tooLittle
        case tooMany(limit: Int)
    }

    /// What is compared, in the order in which it is shown.
    package let parts: [Part]

    /// Takes parts, if persons can be told apart by them.
    init(_ parts: [Part]) throws(Failure) {
        let uses = parts.map(\.use)
        if uses.contains(.name), uses.contains(.givenName) || uses.contains(.surname) {
            throw .nameTwice
        }
        guard uses.contains(where: { [.name, .givenName, .surname, .identifier].contains($0) })
        else { throw .tooLittle }
        self.parts = parts
        if fields.count > Self.limit { throw .tooMany(limit: Self.limit) }
    }

    /// As many fields as a comparison has room for.
    private static let limit = 14

    /// Maps columns by their headings.
    ///
    /// Several names, surnames or dates of birth are joined; each of the others stands for itself. Of two lists `a=b` is the column
    /// a of the first and b of the second.
    package init(naming uses: [(use: Use, heading: String)], in lists: [[String]]) throws(Failure) {
        var parts: [Part] = []
        for (use, text) in uses {
            let columns = try Self.columns(text, in: lists)
            let isJoined = [.name, .givenName, .surname, .birthDate].contains(use)
            if isJoined, let place = parts.firstIndex(where: { $0.use == use }) {
                parts[place] = Part(
                    use: use,
                    columns: zip(parts[place].columns, columns).map { $0 + $1 }
                )
            } else {
                parts.append(Part(use: use, columns: columns))
            }
        }
        for part in parts {
            guard let list = part.columns.firstIndex(where: \.isEmpty) else { continue }
            let other = part.columns.firstIndex { !$0.isEmpty } ?? 0
            let heading = part.columns[other].first.map { lists[other][$0] } ?? ""
            throw .missing(heading: heading, list: list)
        }
        try self.init(parts)
    }

    private static func columns(
        _ text: String,
        in lists: [[String]]
    ) throws(Failure) -> [[Int]] {
        let found = lists.map { headings in place(text, in: headings).map { [$0] } ?? [] }
        if found.contains(where: { !$0.isEmpty }) { return found }
        let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard lists.count == 2, halves.count == 2 else { throw .noColumn(text) }
        var columns: [[Int]] = []
        for (list, half) in halves.enumerated() {
            guard let place = place(half, in: lists[list]) else { throw .noColumn(half) }
            columns.append([place])
        }
        return columns
    }

    private static func place(_ text: String, in headings: [String]) -> Int? {
        headings.firstIndex(of: text)
            ?? headings.firstIndex { HeadingWords.folded($0) == HeadingWords.folded(text) }
    }

    /// What the engine compares: a whole name is two fields.
    var fields: [Field] {
        parts.flatMap { part -> [Field] in
            switch part.use {
            case .name: [Field("given", .givenName), Field("surname", .surname)]
            case .givenName: [Field("given", .givenName)]
            case .surname: [Field("surname", .surname)]
            case .birthDate: [Field("birth", .birthDate)]
            case .code: [Field("code", .code)]
            case .text: [Field("text", .text)]
            case .identifier: [Field("identifier", .identifier)]
            }
        }
    }

    /// The columns of a list that no part uses.
    func unused(_ list: Int, of count: Int) -> [Int] {
        let used = Set(parts.flatMap { $0.columns[list] })
        return (0..<count).filter { !used.contains($0) }
    }
}
