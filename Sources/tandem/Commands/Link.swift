import Documents
import Foundation
import Glibc
import Linkage
import Linking

/// `tandem link`: finds who stands in a list twice, or in two lists.
struct Link {
    private static let uses = ColumnMapping.Use.allCases.map(\.rawValue)

    let files: LinkFiles
    let review: ReviewAddress?
    private let columns: [(use: ColumnMapping.Use, heading: String)]
    private let order: BirthDates.Order?
    private let rule: DecisionRule
    private let isConfirmed: Bool

    init(parsing arguments: [String]) throws(UsageError) {
        let options = try Options(
            arguments,
            values: Set(Self.uses).union([
                "out", "decisions", "review", "date-order", "wrong-costs", "missed-costs",
                "question-costs",
            ]),
            flags: ["yes", "unguarded"]
        )
        files = try LinkFiles(options)
        review = try options.value("review").map { text throws(UsageError) in
            try ReviewAddress(text)
        }
        columns = ColumnMapping.Use.allCases.flatMap { use in
            (options.values[use.rawValue] ?? []).map { (use, $0) }
        }
        order = try options.value("date-order").map { text throws(UsageError) in
            guard let order = BirthDates.Order(rawValue: text) else {
                throw UsageError("--date-order takes ymd, dmy or mdy.")
            }
            return order
        }
        rule = DecisionRule(try Self.costs(options))
        isConfirmed = options.flags.contains("yes")
    }

    private static func costs(_ options: Options) throws(UsageError) -> Costs {
        func cost(_ name: String, _ shipped: Double) throws(UsageError) -> Double {
            try options.number(name, in: 1...1_000_000).map(Double.init) ?? shipped
        }
        let shipped = Costs.shipped
        return Costs(
            wrongLink: try cost("wrong-costs", shipped.wrongLink),
            missedLink: try cost("missed-costs", shipped.missedLink),
            question: try cost("question-costs", shipped.question)
        )
    }

    /// Runs, and asks a person where the columns were guessed.
    func run(
        isTerminal: Bool = isatty(STDIN_FILENO) == 1,
        answer: () -> String? = { readLine() }
    ) async throws -> Int32 {
        let begun = ContinuousClock.now
        let tables = try files.read { Self.tell($0, begun) }
        guard let mapping = try mapping(tables, isTerminal: isTerminal, answer: answer) else {
            return 1
        }
        let records = ListRecords(tables, mapping, order: order) { count in
            Self.tell("\(count) rows read", begun)
        }
        tell(of: records)
        Self.tell("comparing \(records.set.count) rows …", begun)
        let matching = await Matching(records.set, boundary: records.boundary)
        Self.tell("\(matching.compared) pairs compared", begun)
        var lists = LinkedLists(records, matching, rule: rule)
        try takeDecisions(&lists)
        try files.write(lists)
        if let review {
            lists = try await self.review(lists, at: review)
            try files.write(lists)
        }
        Self.tell("written", begun)
        say(lists)
        return 0
    }

    /// Progress, beside what the command says.
    static func tell(_ what: String, _ begun: ContinuousClock.Instant) {
        let seconds = (ContinuousClock.now - begun) / .seconds(1)
        CommandLineTool.complain("\(String(format: "%6.1f", seconds)) s  \(what)")
    }

    private func mapping(
        _ tables: [CSVTable],
        isTerminal: Bool,
        answer: () -> String?
    ) throws -> ColumnMapping? {
        do {
            guard columns.isEmpty else {
                return try ColumnMapping(naming: columns, in: tables.map(\.headings))
            }
            let mapping = try ColumnMapping(guessing: tables)
            let guess =
                "The columns, guessed:\n\(mapping.sentences(tables).joined(separator: "\n"))"
            if isConfirmed {
                CommandLineTool.complain(guess)
                return mapping
            }
            guard isTerminal else {
                throw CommandFailure(
                    "\(guess)\nSay --yes if that is right; otherwise name the columns, such as --surname COLUMN."
                )
            }
            CommandLineTool.say("\(guess)\nIs that right? [y/N]")
            let isRight = ["y", "yes"].contains(answer()?.lowercased() ?? "")
            if !isRight { CommandLineTool.say("Name the columns, such as --surname COLUMN.") }
            return isRight ? mapping : nil
        } catch let failure as ColumnMapping.Failure {
            throw CommandFailure(files.sentence(failure, tables))
        }
    }

    private func tell(of records: ListRecords) {
        for (path, dates) in zip(files.inputs, records.dates) {
            guard let dates, dates.isAssumed else { continue }
            CommandLineTool.complain(
                "\(path): dates are read as \(dates.order == .dayFirst ? "day, month" : "month, day"), year; "
                    + "nothing says so. --date-order says otherwise."
            )
        }
        guard records.unreadableDates > 0 else { return }
        CommandLineTool.complain(
            "\(records.unreadableDates) dates of birth can't be read and count as missing."
        )
    }

    private func takeDecisions(_ lists: inout LinkedLists) throws {
        let decisions = try files.decisions()
        guard !decisions.isEmpty else { return }
        let lost = lists.take(decisions)
        CommandLineTool.complain(
            "\(decisions.count) decisions of before taken from \(files.decisionsPath)"
                + (lost > 0 ? "; \(lost) fit no row any more." : ".")
        )
    }

    private func say(_ lists: LinkedLists) {
        let (clusters, records) = lists.counts
        let questions = lists.clusters.questions.count
        CommandLineTool.say(
            """
            \(lists.clusters.count) rows: \(records) of them are \(clusters) persons, each there more than once.
            \(questions) pairs are in doubt\(questions > 0 && review == nil ? ": --review 127.0.0.1 asks about them." : ".")
            The result is in \(files.outputPath).
            """
        )
    }
}
