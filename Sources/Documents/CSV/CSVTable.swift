/// A table of texts with headings, as it stood in a CSV file.
///
/// All cells lie in one array, so that a million rows take little more memory than their file.
package struct CSVTable: Sendable {
    /// What stands in the first row.
    package let headings: [String]
    /// What separated the cells.
    package let separator: CSVSeparator
    private let content: [UInt8]
    /// Where each cell ends, row by row; the headings are not among them.
    private let ends: [UInt32]
    private let start: UInt32

    init(
        headings: [String],
        separator: CSVSeparator,
        content: [UInt8],
        start: UInt32,
        ends: [UInt32]
    ) {
        self.headings = headings
        self.separator = separator
        self.content = content
        self.start = start
        self.ends = ends
    }

    /// How many columns each row has.
    package var columnCount: Int { headings.count }

    /// How many rows there are below the headings.
    package var rowCount: Int { headings.isEmpty ? 0 : ends.count / headings.count }

    /// The text of a cell, both counted from 0; the first row is the one below the headings.
    package subscript(row: Int, column: Int) -> String {
        String(decoding: content[range(row, column)], as: UTF8.self)
    }

    /// Hands over the bytes of a cell, which are UTF-8.
    package func withBytes<Value>(
        row: Int,
        column: Int,
        _ body: (Span<UInt8>) -> Value
    ) -> Value {
        body(content.span.extracting(range(row, column)))
    }

    private func range(_ row: Int, _ column: Int) -> Range<Int> {
        precondition(column >= 0 && column < columnCount, "a row has so many columns")
        let place = row * columnCount + column
        return Int(place == 0 ? start : ends[place - 1])..<Int(ends[place])
    }
}

/// What stands between two cells.
package enum CSVSeparator: UInt8, CaseIterable, Sendable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
    case bar = 0x7C

    /// The separator of a file by how it begins: the one that divides the first rows most evenly; a comma where none does.
    package init(sniffing head: some Sequence<UInt8>) {
        let rows = Self.counts(head)
        let best = Self.allCases.max { one, other in
            Self.evenness(rows, one) < Self.evenness(rows, other)
        }
        self = best.flatMap { Self.evenness(rows, $0) > 0 ? $0 : nil } ?? .comma
    }

    /// How often each separator occurs in each of the first rows, outside quotes.
    private static func counts(_ head: some Sequence<UInt8>) -> [[UInt8: Int]] {
        var (rows, row): ([[UInt8: Int]], [UInt8: Int]) = ([], [:])
        var (isQuoted, isEmpty) = (false, true)
        for byte in head where rows.count < 20 {
            if byte == 0x22 { isQuoted.toggle() }
            if !isQuoted, byte == 0x0A || byte == 0x0D {
                if !isEmpty { rows.append(row) }
                (row, isEmpty) = ([:], true)
                continue
            }
            isEmpty = false
            if !isQuoted, Self(rawValue: byte) != nil { row[byte, default: 0] += 1 }
        }
        return rows.isEmpty ? [row] : rows
    }

    /// How many rows have as many as the first one, then how many these are.
    private static func evenness(_ rows: [[UInt8: Int]], _ separator: Self) -> Int {
        let count = rows[0][separator.rawValue] ?? 0
        guard count > 0 else { return 0 }
        return rows.count { $0[separator.rawValue] == count } * 10_000 + min(count, 9_999)
    }
}

extension CSVSeparator: Comparable {
    /// Of equals the first is taken.
    package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}
