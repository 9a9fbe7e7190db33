/// Writes rows as CSV that every reader reads the same, and that no spreadsheet takes for orders.
///
/// Lines end in CRLF; cells are quoted where they must be.
///
/// Source: RFC 4180; OWASP, "CSV Injection".
package struct CSVWriter: Sendable {
    private let separator: UInt8
    private let guardsFormulas: Bool
    private var bytes: [UInt8] = []
    private var isFirstCell = true

    /// A writer of so separated cells.
    ///
    /// - Parameters:
    ///   - separator: what stands between two cells.
    ///   - guardsFormulas: whether `'` is put before cells that a spreadsheet would execute: those that begin with `=`, `+`, `-`,
    ///     `@`, their wide forms, a tab or a line break, and are no plain numbers.
    package init(separator: CSVSeparator = .comma, guardsFormulas: Bool = true) {
        self.separator = separator.rawValue
        self.guardsFormulas = guardsFormulas
    }

    /// How many bytes wait to be taken.
    package var count: Int { bytes.count }

    /// Takes what was written so far.
    package mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// Writes a whole row.
    package mutating func row(_ cells: some Sequence<String>) {
        for cell in cells { self.cell(cell) }
        endRow()
    }

    /// Writes a text as the next cell of the row.
    package mutating func cell(_ text: String) { cell(text.utf8Span.span) }

    /// Writes bytes in UTF-8 as the next cell of the row.
    package mutating func cell(_ text: Span<UInt8>) {
        if !isFirstCell { bytes.append(separator) }
        isFirstCell = false
        let isGuarded = guardsFormulas && Self.isFormula(text)
        guard isGuarded || mustQuote(text) else {
            for index in text.indices { bytes.append(text[index]) }
            return
        }
        let isQuoted = mustQuote(text)
        if isQuoted { bytes.append(0x22) }
        if isGuarded { bytes.append(0x27) }
        for index in text.indices {
            if text[index] == 0x22 { bytes.append(0x22) }
            bytes.append(text[index])
        }
        if isQuoted { bytes.append(0x22) }
    }

    /// Ends the row.
    package mutating func endRow() {
        // A row of one empty cell would be an empty line.
        if bytes.isEmpty || bytes.last == 0x0A { bytes += [0x22, 0x22] }
        bytes += [0x0D, 0x0A]
        isFirstCell = true
    }

    private func mustQuote(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            switch text[index] {
            case 0x22, 0x0A, 0x0D, separator: return true
            // What may be a byte order mark would be skipped at the beginning of a file.
            case 0xEF where index == 0: return true
            case 0x20 where index == 0 || index == text.count - 1: return true
            default: continue
            }
        }
        return false
    }

    private static func isFormula(_ text: Span<UInt8>) -> Bool {
        guard !text.isEmpty else { return false }
        switch text[0] {
        case 0x3D, 0x40, 0x09, 0x0D, 0x0A: return true
        case 0x2B, 0x2D: return !isNumber(text)
        case 0xEF:
            guard text.count > 2, text[1] == 0xBC else { return false }
            return [0x8B, 0x8D, 0x9D, 0xA0].contains(text[2])
        default: return false
        }
    }

    /// A sign and digits, with a point or comma between: nothing to execute.
    private static func isNumber(_ text: Span<UInt8>) -> Bool {
        var (digits, points) = (0, 0)
        for index in 1..<text.count {
            switch text[index] {
            case 0x30...0x39: digits += 1
            case 0x2E where digits > 0, 0x2C where digits > 0: points += 1
            default: return false
            }
        }
        return digits > 0 && points < 2
    }
}
