import Documents

/// One input: a list that a stranger wrote.
///
/// At file scope, as C calls it. Reading ends in a table whose rows are all as long as its headings, or in a failure; the same in
/// one piece and in many; and what was read is read again as it was after writing.
func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    let whole = read(input, pieces: max(count, 1))
    let parts = read(input, pieces: 1 + count % 7)
    precondition(whole?.cells == parts?.cells)
    guard let whole else { return 0 }
    var writer = CSVWriter(separator: whole.separator, guardsFormulas: false)
    for row in whole.cells { writer.row(row) }
    precondition(read(writer.take(), pieces: 64, whole.separator)?.cells == whole.cells)
    return 0
}

private func read(
    _ input: [UInt8],
    pieces: Int,
    _ separator: CSVSeparator? = nil
) -> (cells: [[String]], separator: CSVSeparator)? {
    var reader = CSVReader(separator: separator)
    do throws(CSVFailure) {
        for start in stride(from: 0, to: input.count, by: pieces) {
            try reader.read(Array(input[start..<min(start + pieces, input.count)]))
        }
        let table = try reader.finish()
        let rows = (0..<table.rowCount).map { row in
            (0..<table.columnCount).map { table[row, $0] }
        }
        return ([table.headings] + rows, table.separator)
    } catch {
        precondition(!error.description.isEmpty)
        return nil
    }
}
