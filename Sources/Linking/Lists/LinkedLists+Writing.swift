package import Documents
import Linkage

extension LinkedLists {
    /// As many bytes are handed over at once, at the least.
    private static let piece = 1 << 20

    /// Writes the lists with a cluster and a certainty for each row, in pieces.
    ///
    /// First come `cluster`, numbered from 1 by its first row, and `certainty`, from 0 to 1: how likely the row is of one person with the
    /// nearest other of its cluster, or, where it stands alone, that nobody else is that person. Of two lists `list` follows, 1 or 2;
    /// then all columns of the first list, and those of the second whose headings are others.
    package func write(
        separator: CSVSeparator,
        guardsFormulas: Bool,
        _ body: ([UInt8]) throws -> Void
    ) rethrows {
        let tables = records.tables
        var writer = CSVWriter(separator: separator, guardsFormulas: guardsFormulas)
        let headings = tables[0].headings
        let further = tables.dropFirst().flatMap(\.headings).filter { !headings.contains($0) }
        let all = headings + further
        let added = ["cluster", "certainty"] + (tables.count > 1 ? ["list"] : [])
        writer.row(added.map { all.contains($0) ? "tandem \($0)" : $0 } + all)
        let columns = tables.map { Self.columns(of: $0.headings, for: all) }
        var numbers = [Int32](repeating: 0, count: clusters.count)
        var last: Int32 = 0
        for record in 0..<clusters.count {
            let cluster = clusters.cluster(of: record)
            if numbers[cluster] == 0 {
                last += 1
                numbers[cluster] = last
            }
            let (list, row) = records.place(of: record)
            writer.cell(String(numbers[cluster]))
            writer.cell(Self.text(clusters.certainty(of: record)))
            if tables.count > 1 { writer.cell(String(list + 1)) }
            for column in columns[list] {
                guard let column else {
                    writer.cell("")
                    continue
                }
                tables[list].withBytes(row: row, column: column) { writer.cell($0) }
            }
            writer.endRow()
            if writer.count >= Self.piece { try body(writer.take()) }
        }
        try body(writer.take())
    }

    /// The column of each heading; of headings that are the same, one after the other.
    private static func columns(of headings: [String], for all: [String]) -> [Int?] {
        var free: [String: [Int]] = [:]
        for (column, heading) in headings.enumerated().reversed() {
            free[heading, default: []].append(column)
        }
        return all.map { free[$0]?.popLast() }
    }

    /// Four digits, never rounded up to certainty.
    private static func text(_ share: Double) -> String {
        String((share * 10_000).rounded(.down) / 10_000)
    }
}
