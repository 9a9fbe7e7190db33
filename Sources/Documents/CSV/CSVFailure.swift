/// Why a CSV file was refused: says where, and never what stands there.
///
/// Lines count from 1, as an editor shows them.
package enum CSVFailure: Error, Hashable, CustomStringConvertible {
    /// There are no headings.
    case empty
    /// A cell is not UTF-8.
    case notUTF8(line: Int)
    /// NUL, as in files of another encoding.
    case containsNUL(line: Int)
    /// A quote that is opened and never closed.
    case openQuote(line: Int)
    /// Something between a closing quote and the next separator.
    case textAfterQuote(line: Int)
    /// A row has more cells than there are headings.
    case tooManyCells(line: Int, headings: Int)
    case cellTooLong(line: Int, limitBytes: Int)
    case tooManyColumns(limit: Int)
    case tooManyRows(limit: Int)
    case tooLarge(limitBytes: Int)

    package var description: String {
        switch self {
        case .empty: "it has no row of headings"
        case .notUTF8(let line):
            "line \(line) is not UTF-8: save the file as UTF-8 and try again"
        case .containsNUL(let line):
            "line \(line) holds NUL, so it is no text in UTF-8: save the file as UTF-8 and try again"
        case .openQuote(let line): "a quote is opened in line \(line) and never closed"
        case .textAfterQuote(let line):
            "in line \(line) text follows a closing quote: a quote within a cell is written twice"
        case .tooManyCells(let line, let headings):
            "line \(line) has more cells than the \(headings) headings"
        case .cellTooLong(let line, let limit):
            "a cell that ends in line \(line) is longer than \(limit) bytes"
        case .tooManyColumns(let limit): "it has more than \(limit) columns"
        case .tooManyRows(let limit): "it has more than \(limit) rows"
        case .tooLarge(let limit): "it is larger than \(limit) bytes"
        }
    }
}
