extension PopulationTable {
    /// Why a table can't be used, and where.
    struct Failure: Error, Equatable, CustomStringConvertible {
        enum Problem: Error, Equatable {
            case unknownForm
            case columns(expected: Int, found: Int)
            case unclosedQuote
            case count(String)
            case word(String, column: String)
            case code(String, list: String)
            case sumAsCell(String)
            case twice
            case countedTwice(String)
            case noTotal(String)
            case wrongTotal(String, counted: Int, published: Int)
        }

        let file: String
        /// Counted from 1; the last line for what is wrong with the whole.
        let line: Int
        let problem: Problem

        var description: String { "\(file):\(line): \(problem.sentence)" }
    }
}

extension PopulationTable.Failure.Problem {
    fileprivate var sentence: String {
        switch self {
        case .unknownForm:
            """
            neither a published referral table nor a compact one; the first line must name the \
            columns, from 'First responder type' to 'People'
            """
        case .columns(let expected, let found):
            "\(found) columns instead of \(expected); restore the line from the published table"
        case .unclosedQuote: "a quotation mark is not closed on its line"
        case .count(let text): "'\(text)' is not a number of people"
        case .word(let word, let column): "'\(word)' is not known in the column \(column)"
        case .code(let code, let list): "no \(list) line above this one has the code '\(code)'"
        case .sumAsCell(let label):
            "'\(label)' is a sum; a compact table holds only the counts that sums are made of"
        case .twice: "the same combination was counted on a line above"
        case .countedTwice(let type): "'\(type)' was counted in another file; give each file once"
        case .noTotal(let type): "no published total for '\(type)' to check the counts against"
        case .wrongTotal(let type, let counted, let published):
            """
            the counts of '\(type)' add up to \(counted) but the published total is \(published); \
            a line is missing or a sum was counted
            """
        }
    }
}
