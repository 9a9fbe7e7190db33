import Foundation
import Linkage

/// Runs the linkage engine on files, for `Benchmarks/linkage`.
///
///     LinkageBench pairs OUT KIND=COLUMN,… FILE [FILE]
///     LinkageBench blind OUT KIND=COLUMN,… FILE [FILE]
///     LinkageBench encode|scan|search N
///     LinkageBench candidates|candidate-times FILE.csv
///     LinkageBench candidate-words FILE.csv PAIRS.tsv
///     LinkageBench attacks FILE.csv persons|fields HARDENING
///     LinkageBench names FILE.csv
///     LinkageBench tokens FILE.tsv
///     LinkageBench persons FILE.csv
///
/// `pairs` and `blind`, which sees fingerprints only, write a line for each pair that was compared: both ids and the
/// logarithm of the odds; print the seconds that each phase took, or speeds, as JSON.
@main
struct LinkageBench {
    static func main() async throws {
        var arguments = CommandLine.arguments.dropFirst()
        if let path = arguments.dropFirst().first {
            if arguments.first == "names" { return try NamesBench.names(path) }
            if arguments.first == "tokens" { return try NamesBench.tokens(path) }
            if arguments.first == "persons" { return try PersonsBench.run(path) }
        }
        if try Fingerprints.run(Array(arguments)) { return }
        if try Candidates.run(Array(arguments)) { return }
        if try Attacks.run(Array(arguments)) { return }
        guard arguments.popFirst() == "pairs", arguments.count >= 3, let out = arguments.popFirst(),
            let columns = arguments.popFirst()
        else { fatalError("usage: LinkageBench pairs OUT KIND=COLUMN,… FILE [FILE]") }
        let fields = try columns.split(separator: ",").map { part in
            let words = part.split(separator: "=").map(String.init)
            guard words.count == 2, let kind = Field.Kind(rawValue: words[0]) else {
                throw CocoaError(.featureUnsupported)
            }
            return Field(words[1], kind)
        }
        let tables = try arguments.map { try Lines(Data(contentsOf: URL(filePath: $0)), fields) }
        let begun = ContinuousClock.now
        var set = RecordSet(fields)
        var ids: [String] = []
        for table in tables {
            table.each { id, values in
                ids.append(id)
                set.add(values)
            }
        }
        let boundary = tables.count > 1 ? tables[0].count : nil
        let read = ContinuousClock.now
        let matching = await Matching(set, boundary: boundary)
        let end = ContinuousClock.now
        var text = ""
        for pair in matching.pairs {
            text += "\(ids[pair.one]),\(ids[pair.other]),\(pair.logOdds)\n"
        }
        try text.write(toFile: out, atomically: false, encoding: .utf8)
        print(
            """
            {"read": \(seconds(read - begun)), "match": \(seconds(end - read)), \
            "compared": \(matching.compared)}
            """
        )
    }

    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}

/// A file of comma-separated values without quotes, of which some columns are read.
struct Lines {
    private let bytes: [UInt8]
    private let lines: [Range<Int>]
    /// Where in a line the value of each field is, if anywhere.
    private let places: [Int?]

    /// How many records there are.
    var count: Int { lines.count }

    init(_ data: Data, _ fields: [Field]) {
        bytes = Array(data)
        var (lines, start) = ([Range<Int>](), 0)
        for (place, byte) in bytes.enumerated() where byte == 10 || byte == 13 {
            if place > start { lines.append(start..<place) }
            start = place + 1
        }
        if start < bytes.count { lines.append(start..<bytes.count) }
        let head = lines.isEmpty ? [] : Self.cells(bytes[lines.removeFirst()])
        self.lines = lines
        places = fields.map { head.firstIndex(of: $0.name) }
    }

    private static func cells(_ line: ArraySlice<UInt8>) -> [String] {
        line.split(separator: 44, omittingEmptySubsequences: false).map { cell in
            String(decoding: cell.drop { $0 == 32 }, as: UTF8.self)
        }
    }

    /// Calls the body with each record's number and values.
    func each(_ body: (String, [String]) -> Void) {
        for line in lines {
            let cells = Self.cells(bytes[line])
            body(cells[0], places.map { $0.map { cells[$0] } ?? "" })
        }
    }
}

/// A file of comma-separated values without quotes, as the benchmark's are.
struct Table {
    let head: [String]
    let rows: [[String]]

    init(_ text: String) {
        var lines: [[String]] = []
        for line in Array(text.utf8).split(whereSeparator: { $0 == 10 || $0 == 13 }) {
            lines.append(
                line.split(separator: 44, omittingEmptySubsequences: false).map { cell in
                    String(decoding: cell.drop { $0 == 32 }, as: UTF8.self)
                }
            )
        }
        head = lines.first ?? []
        rows = Array(lines.dropFirst())
    }
}
