import Documents
import Foundation
import Linking

/// The files of `tandem link`: lists in, the result and the decisions out.
struct LinkFiles {
    /// One list or two.
    let inputs: [String]
    let outputPath: String
    let decisionsPath: String
    private let guardsFormulas: Bool

    private static let piece = 1 << 20

    init(_ options: Options) throws(UsageError) {
        inputs = options.operands
        guard (1...2).contains(inputs.count) else {
            throw UsageError("tandem link takes one list or two: tandem link FILE.csv [FILE2.csv]")
        }
        let output = options.value("out") ?? Self.stem(inputs[0]) + "-linked.csv"
        outputPath = output
        decisionsPath = options.value("decisions") ?? Self.stem(output) + "-decisions.csv"
        guardsFormulas = !options.flags.contains("unguarded")
        let all = (inputs + [outputPath, decisionsPath]).map {
            URL(filePath: $0).resolvingSymlinksInPath().standardizedFileURL.path()
        }
        guard Set(all).count == all.count else {
            throw UsageError("The lists, --out and --decisions must be different files.")
        }
    }

    private static func stem(_ path: String) -> String {
        path.lowercased().hasSuffix(".csv") ? String(path.dropLast(4)) : path
    }

    /// Reads the lists.
    func read(_ tell: (String) -> Void) throws -> [CSVTable] {
        try inputs.map { path in
            let table = try Self.table(path)
            tell("\(path): \(table.rowCount) rows, \(table.columnCount) columns")
            return table
        }
    }

    private static func table(_ path: String) throws -> CSVTable {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw CommandFailure("\(path) can't be read: check the path and the permissions.")
        }
        defer { try? file.close() }
        do {
            var reader = CSVReader()
            while let data = try file.read(upToCount: piece), !data.isEmpty {
                try reader.read([UInt8](data))
            }
            return try reader.finish()
        } catch let failure as CSVFailure {
            throw CommandFailure("\(path): \(failure).")
        } catch {
            throw CommandFailure("\(path) can't be read to its end.")
        }
    }

    /// What was decided before; nothing where there is no such file.
    func decisions() throws -> [RecordedDecision] {
        guard FileManager.default.fileExists(atPath: decisionsPath) else { return [] }
        do {
            return try RecordedDecision.all(in: Self.table(decisionsPath))
        } catch let failure as RecordedDecision.Failure {
            switch failure {
            case .foreign:
                throw CommandFailure(
                    "\(decisionsPath) is no file of decisions: name another with --decisions."
                )
            case .notADecision(let row):
                throw CommandFailure(
                    "\(decisionsPath): row \(row) below the headings is no decision. Mend it or take it out."
                )
            }
        }
    }

    /// Writes the result whole or not at all, for its owner alone.
    func write(_ lists: LinkedLists) throws {
        var bytes: [UInt8] = []
        lists.write(
            separator: lists.records.tables[0].separator,
            guardsFormulas: guardsFormulas
        ) { bytes += $0 }
        do {
            try PrivateFile.write(bytes, to: outputPath, .replaces)
        } catch {
            throw CommandFailure("\(outputPath) can't be written: check the folder and the disk.")
        }
    }

    /// What is wrong with the columns that were named.
    func sentence(_ failure: ColumnMapping.Failure, _ tables: [CSVTable]) -> String {
        switch failure {
        case .noColumn(let heading):
            let headings = tables.flatMap(\.headings).map { "'\($0)'" }.joined(separator: ", ")
            return "There is no column '\(heading)'. There are: \(headings)."
        case .missing(let heading, let list):
            return
                "\(inputs[list]) has no column '\(heading)': say which it is there, as 'a=b' for a in the first and b in the second."
        case .nameTwice:
            return "--name is the whole name: it goes without --given-name and --surname."
        case .tooLittle:
            let headings = tables.flatMap(\.headings).map { "'\($0)'" }.joined(separator: ", ")
            return
                "Persons are told apart by names or identifiers, and no column is known for one: name it with --name, --given-name, --surname or --identifier. There are: \(headings)."
        case .tooMany(let limit): return "At most \(limit) columns are compared."
        }
    }
}
