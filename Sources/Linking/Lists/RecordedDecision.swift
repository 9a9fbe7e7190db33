package import Documents

/// What a person said of two rows, as a line of the decisions file.
package struct RecordedDecision: Hashable, Sendable {
    /// What was said.
    package enum Verdict: String, Hashable, Sendable {
        case same
        case different
        /// Left for later.
        case left
        /// The last word on the two is taken back.
        case undone
    }

    /// A row of a list.
    package struct Row: Hashable, Sendable {
        /// 1 or 2.
        package let list: Int
        /// From 1, below the headings.
        package let number: Int
        /// Tells the row by its cells.
        package let digest: String
    }

    /// When, in ISO 8601.
    package let time: String
    /// What was said.
    package let verdict: Verdict
    /// The first of the two rows.
    package let one: Row
    /// The other one.
    package let other: Row

    /// The headings of a decisions file.
    package static let headings = [
        "time", "verdict", "list", "row", "digest", "other list", "other row", "other digest",
    ]

    /// The cells of its line.
    package var cells: [String] {
        [time, verdict.rawValue]
            + [one, other].flatMap { [String($0.list), String($0.number), $0.digest] }
    }

    /// Why a decisions file can't be used.
    package enum Failure: Error, Hashable {
        /// Its headings are others: it is another file.
        case foreign
        /// A row, counted from 1 below the headings, is no decision.
        case notADecision(row: Int)
    }

    /// Reads a decisions file.
    package static func all(in table: CSVTable) throws(Failure) -> [RecordedDecision] {
        guard table.headings == headings else { throw .foreign }
        var decisions: [RecordedDecision] = []
        for row in 0..<table.rowCount {
            guard let decision = RecordedDecision(table, row) else {
                throw .notADecision(row: row + 1)
            }
            decisions.append(decision)
        }
        return decisions
    }

    init(time: String, verdict: Verdict, one: Row, other: Row) {
        (self.time, self.verdict, self.one, self.other) = (time, verdict, one, other)
    }

    private init?(_ table: CSVTable, _ row: Int) {
        func place(_ column: Int) -> Row? {
            guard let list = Int(table[row, column]), (1...2).contains(list),
                let number = Int(table[row, column + 1]), number > 0
            else { return nil }
            return Row(list: list, number: number, digest: table[row, column + 2])
        }
        guard let verdict = Verdict(rawValue: table[row, 1]), let one = place(2),
            let other = place(5)
        else { return nil }
        self.init(time: table[row, 0], verdict: verdict, one: one, other: other)
    }
}
