import Foundation
import Mechanism
import Testing

/// One row of `law/index.tsv`.
private struct LawRow {
    let key: String
    let status: String
    let implemented: String
    let columns: Int

    init(_ line: Substring) {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        columns = cells.count
        key = cells.first ?? ""
        status = cells.count > 3 ? cells[3] : ""
        implemented = cells.count > 4 ? cells[4] : ""
    }
}

private func lawRows() throws -> [LawRow] {
    let url = repository.appending(path: "law/index.tsv")
    let text = try String(contentsOf: url, encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { LawRow($0) }
}

@Suite struct LawIndexTests {
    @Test func `the index has six columns, known words and each key once`() throws {
        let rows = try lawRows()
        #expect(Set(rows.map(\.key)).count == rows.count)
        for row in rows {
            #expect(row.columns == 6, "\(row.key)")
            #expect(["verified", "secondary", "memory"].contains(row.status), "\(row.key)")
            #expect(["yes", "partial", "no"].contains(row.implemented), "\(row.key)")
        }
    }

    @Test func `every law that the code cites is in the index`() throws {
        let keys = Set(try lawRows().map(\.key))
        let sources = repository.appending(path: "Sources")
        let files = try #require(
            FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        )
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /law\/([a-z0-9]+(?:[-.][a-z0-9]+)*)/) {
                let key = String(match.1)
                guard key != "index.tsv" else { continue }
                #expect(keys.contains(key), "\(file.lastPathComponent) cites law/\(key)")
            }
        }
    }

    @Test(arguments: ["bulgaria", "demonstration", "template", "united-kingdom"])
    func `every source of a mechanism is in the index, and verified only if it was read`(
        name: String
    ) throws {
        let status = Dictionary(
            try lawRows().map { ($0.key, $0.status) },
            uniquingKeysWith: { first, _ in first }
        )
        let mechanism = try Mechanism(reading: bytes(of: name))
        for source in mechanism.sources {
            guard source.reference.hasPrefix("law/") else {
                // A real country cites the index; only invented ones cite words.
                #expect(mechanism.isFictitious, "\(source.reference)")
                continue
            }
            let key = String(source.reference.dropFirst(4))
            #expect(status[key] != nil, "\(source.reference)")
            if source.isVerified {
                #expect(status[key] == "verified", "\(source.reference)")
            }
        }
    }
}
