/// Reads CSV piece by piece into a table, and refuses what can be read in two ways.
///
/// The first row holds the headings. Cells may be quoted and hold line breaks then; lines end in LF, CRLF or CR; a byte order
/// mark is skipped; empty lines too. Rows that are too short are filled with empty cells; further cells are dropped where all
/// are empty. The separator is the one that divides the beginning most evenly.
///
/// Source: RFC 4180.
package struct CSVReader: Sendable {
    /// How much is read before the rest is refused.
    package struct Limits: Sendable {
        /// Most bytes of all cells together; less than 4 GiB.
        package var bytes = 1 << 30
        /// Most bytes of a cell.
        package var cellBytes = 1 << 20
        /// Most columns.
        package var columns = 1_000
        /// Most rows below the headings.
        package var rows = 20_000_000

        /// A gibibyte, a mebibyte a cell, a thousand columns, twenty million rows.
        package init() {}
    }

    private enum State { case cellStart, plain, quoted, quoteSeen, afterReturn }

    /// How much is looked at to find the separator.
    private static let headBytes = 65_536

    private let limits: Limits
    private var separator: CSVSeparator?
    private var head: [UInt8] = []
    private var state = State.cellStart
    private var isFirstByte = true
    private var line = 1
    private var quoteLine = 1
    private var lastByte: UInt8 = 0

    private var content: [UInt8] = []
    private var ends: [UInt32] = []
    private var headings: [String] = []
    private var start: UInt32 = 0
    private var cellStart = 0
    private var cellsInRow = 0
    /// Whether the cell has bytes beyond ASCII, and whether it was quoted.
    private var hasHighBytes = false
    private var wasQuoted = false

    /// A reader that sniffs the separator, or takes the one that it is told.
    package init(separator: CSVSeparator? = nil, limits: Limits = Limits()) {
        precondition(limits.bytes <= Int(UInt32.max), "ends of cells are kept in 32 bits")
        self.separator = separator
        self.limits = limits
    }

    /// How many rows were read below the headings.
    package var rowCount: Int { headings.isEmpty ? 0 : ends.count / headings.count }

    /// Reads on; pieces may end anywhere.
    ///
    /// - Throws: `CSVFailure` at the first fault.
    package mutating func read(_ piece: [UInt8]) throws(CSVFailure) {
        guard separator == nil else { return try parse(piece.span) }
        head += piece
        if head.count >= Self.headBytes { try begin() }
    }

    /// Ends the reading.
    ///
    /// - Throws: `CSVFailure` where the file ends too early.
    package consuming func finish() throws(CSVFailure) -> CSVTable {
        if separator == nil { try begin() }
        if state == .quoted { throw .openQuote(line: quoteLine) }
        if state != .cellStart || cellsInRow > 0 || wasQuoted {
            if state != .afterReturn { try endRow() }
        }
        guard !headings.isEmpty else { throw .empty }
        return CSVTable(
            headings: headings,
            separator: separator ?? .comma,
            content: content,
            start: start,
            ends: ends
        )
    }

    private mutating func begin() throws(CSVFailure) {
        separator = CSVSeparator(sniffing: head)
        let head = self.head
        self.head = []
        try parse(head.span)
    }

    private mutating func parse(_ piece: Span<UInt8>) throws(CSVFailure) {
        let between = (separator ?? .comma).rawValue
        for index in piece.indices {
            let byte = piece[index]
            if byte == 0 { throw .containsNUL(line: line) }
            if state == .afterReturn {
                state = .cellStart
                if byte == 0x0A { continue }
            }
            switch state {
            case .quoted:
                if byte == 0x22 {
                    state = .quoteSeen
                } else {
                    if byte == 0x0D || (byte == 0x0A && lastByte != 0x0D) { line += 1 }
                    take(byte)
                }
            case .quoteSeen where byte == 0x22:
                take(byte)
                state = .quoted
            case .cellStart where byte == 0x22:
                (state, wasQuoted, quoteLine) = (.quoted, true, line)
            default:
                if byte == between {
                    try endCell()
                } else if byte == 0x0A || byte == 0x0D {
                    try endRow()
                    line += 1
                    state = byte == 0x0D ? .afterReturn : .cellStart
                } else if state == .quoteSeen {
                    throw .textAfterQuote(line: line)
                } else {
                    state = .plain
                    take(byte)
                    skipMark()
                }
            }
            lastByte = byte
        }
        if content.count > limits.bytes { throw .tooLarge(limitBytes: limits.bytes) }
        if content.count - cellStart > limits.cellBytes {
            throw .cellTooLong(line: line, limitBytes: limits.cellBytes)
        }
    }

    private mutating func take(_ byte: UInt8) {
        content.append(byte)
        if byte > 0x7F { hasHighBytes = true }
    }

    /// Takes a byte order mark away, where it is the first that was read.
    private mutating func skipMark() {
        guard isFirstByte, content.count >= 3 else { return }
        isFirstByte = false
        if content.elementsEqual([0xEF, 0xBB, 0xBF]) {
            content = []
            (state, hasHighBytes) = (.cellStart, false)
        }
    }

    private mutating func endCell() throws(CSVFailure) {
        isFirstByte = false
        if hasHighBytes, !Self.isUTF8(content.span.extracting(cellStart..<content.count)) {
            throw .notUTF8(line: line)
        }
        if content.count - cellStart > limits.cellBytes {
            throw .cellTooLong(line: line, limitBytes: limits.cellBytes)
        }
        if content.count > limits.bytes { throw .tooLarge(limitBytes: limits.bytes) }
        (state, hasHighBytes) = (.cellStart, false)
        if headings.isEmpty || cellsInRow < headings.count {
            ends.append(UInt32(content.count))
        } else if content.count > cellStart {
            throw .tooManyCells(line: line, headings: headings.count)
        }
        cellsInRow += 1
        cellStart = content.count
        if headings.isEmpty, cellsInRow > limits.columns {
            throw .tooManyColumns(limit: limits.columns)
        }
    }

    private mutating func endRow() throws(CSVFailure) {
        defer { (cellsInRow, wasQuoted) = (0, false) }
        // An empty line.
        if cellsInRow == 0, !wasQuoted, content.count == cellStart { return }
        try endCell()
        guard !headings.isEmpty else { return takeHeadings() }
        while cellsInRow < headings.count {
            ends.append(UInt32(content.count))
            cellsInRow += 1
        }
        if rowCount > limits.rows { throw .tooManyRows(limit: limits.rows) }
    }

    private mutating func takeHeadings() {
        var from = 0
        for end in ends {
            headings.append(String(decoding: content[from..<Int(end)], as: UTF8.self))
            from = Int(end)
        }
        start = UInt32(content.count)
        ends = []
    }

    private static func isUTF8(_ bytes: Span<UInt8>) -> Bool {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes)
            return true
        } catch {
            return false
        }
    }
}
