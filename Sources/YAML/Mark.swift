/// A place in a text: line and column, both counted from 1.
package struct Mark: Hashable, Comparable, Sendable {
    /// The line, counted from 1.
    package let line: Int
    /// The column in characters, counted from 1.
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Orders by line, then by column.
    package static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

extension Mark: CustomStringConvertible {
    /// `LINE:COLUMN`.
    package var description: String { "\(line):\(column)" }
}

/// Why a text could not be read, where, and what to do about it.
package struct YAMLError: Error, Hashable, Sendable {
    /// Where the text is wrong.
    package let mark: Mark
    /// A sentence that says what is wrong.
    package let message: String
    /// A sentence that says what to do.
    package let remedy: String

    package init(_ mark: Mark, _ message: String, remedy: String) {
        self.mark = mark
        self.message = message
        self.remedy = remedy
    }
}

extension YAMLError: CustomStringConvertible {
    /// `LINE:COLUMN: message remedy`.
    package var description: String { "\(mark): \(message) \(remedy)" }
}
