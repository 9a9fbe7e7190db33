package import Casefile
import Cryptography
import Database
import Foundation
package import Mechanism
import Store

/// What a protection officer looks for.
package struct LogQuery: Hashable, Sendable {
    package var from: CalendarDate
    package var through: CalendarDate
    package var agency: Agency.ID?
    package var member: Member.ID?
    /// An action's name.
    package var action: String?
    /// A case's code.
    package var code: String?

    /// Most days of one question.
    package static let mostDays = 31
    /// Names of everything that is logged.
    package static let actions = LogLeaf.Action.allCases.map(\.rawValue)

    package init(from: CalendarDate, through: CalendarDate) {
        self.from = from
        self.through = through
    }
}

/// One line of the log, opened.
package struct LogLine: Hashable, Sendable {
    package let at: Instant
    package let member: Member.ID?
    package let agency: Agency.ID?
    package let action: String
    package let code: String?
    package let detail: String
}

/// A stretch of the log, opened, with what is unusual in it.
package struct LogModel: Sendable {
    package let patterns: [LogPattern]
    package let lines: Page<LogLine>
    /// How many leaves fit.
    package let count: Int
    /// True where there were more than one look opens: the patterns then tell of the latest only.
    package let isCut: Bool
}

extension Installation {
    /// Most leaves that one look opens.
    static let mostLeaves = 20_000
    private static let readPage = 2_000

    /// Who looked at what and why, in these days; the look at it is a leaf itself.
    ///
    /// - Throws: `AccessRefusal`; hidden before the member has typed the log's recovery code.
    package func readLog(
        _ query: LogQuery,
        page number: Int,
        by actor: Actor
    ) async throws -> LogModel {
        let (leaves, isCut) = try await open(query, by: actor)
        let model = try await database.read { session in
            let codes = try self.codes(of: leaves, in: session)
            let fitting = leaves.filter { self.fits($0, query, codes) }
            let patterns = LogPatterns(
                clock: { self.hours(of: $0) },
                hasTask: { member, agency, id in
                    try CaseFileTable(session).isAssigned(member, to: id)
                        || !WorkTable(session).tasks(of: agency, in: id).isEmpty
                }
            )
            let start = min((number - 1) * Page<LogLine>.size, fitting.count)
            let end = min(start + Page<LogLine>.size, fitting.count)
            return LogModel(
                patterns: try patterns.find(in: fitting),
                lines: Page(
                    fitting[start..<end].map { Self.line($0, codes) },
                    number: number,
                    hasNext: end < fitting.count
                ),
                count: fitting.count,
                isCut: isCut
            )
        }
        let leaf = LogLeaf(.list, by: actor, detail: "log", at: currentTime())
        return try await logged(leaf, model)
    }

    /// The same lines as CSV, for a reason that is logged before anything leaves.
    ///
    /// - Throws: `AccessRefusal`, `RecordingRefusal.reasonMissing`.
    package func exportLog(
        _ query: LogQuery,
        reason: String,
        by actor: Actor
    ) async throws -> String {
        guard !reason.trimmed.isEmpty else { throw RecordingRefusal.reasonMissing }
        let (leaves, _) = try await open(query, by: actor)
        let lines = try await database.read { session in
            let codes = try self.codes(of: leaves, in: session)
            return leaves.filter { self.fits($0, query, codes) }.map { Self.line($0, codes) }
        }
        let text = LogTableText.csv(of: lines)
        let leaf = LogLeaf(.export, by: actor, detail: "log: \(reason.trimmed)", at: currentTime())
        return try await logged(leaf, text)
    }

    /// Leaves of these days, the latest first, opened beside the database's lanes.
    private func open(
        _ query: LogQuery,
        by actor: Actor
    ) async throws -> (leaves: [LogLeaf], isCut: Bool) {
        let (start, end) = (start(of: query.from), start(of: query.through.adding(days: 1)))
        var rows: [LeafTable.LeafRow] = []
        let key = try await database.read { session in
            _ = try actor.authorise(.use(.readLog), in: session)
            return try self.officeSecret(of: actor, in: session)
        }
        while rows.count < Self.mostLeaves {
            let offset = rows.count
            let page = try await database.read { session in
                try LeafTable(session).latest(
                    from: start,
                    until: end,
                    limit: Self.readPage,
                    offset: offset
                )
            }
            rows += page
            if page.count < Self.readPage { break }
        }
        let leaves = try rows.filter { !$0.sealed.isEmpty }.map { row in
            let content = try LeafEnvelope.open(row.sealed, hash: row.hash, with: key)
            return try JSONDecoder().decode(LogLeaf.self, from: Data(content))
        }
        return (leaves, rows.count >= Self.mostLeaves)
    }

    /// The first moment of a day in the country.
    private func start(of date: CalendarDate) -> Instant {
        let noon = Instant(milliseconds: Int64(date.daysSinceEpoch) * 86_400_000 + 43_200_000)
        let (hour, minute) = time(of: noon)
        let passed = Int64(hour * 60 + minute) * 60
        // Noon in UTC may lie on the neighbouring day in the country.
        let days = Int64(date.daysSinceEpoch - day(of: noon).daysSinceEpoch)
        return noon.adding(seconds: days * 86_400 - passed)
    }

    private func hours(of instant: Instant) -> (hour: Int, isWeekend: Bool) {
        // The first of January 1970 was a Thursday.
        let weekday = (day(of: instant).daysSinceEpoch + 3) % 7
        return (time(of: instant).hour, weekday >= 5)
    }

    private func codes(
        of leaves: [LogLeaf],
        in session: DatabaseSession
    ) throws -> [Case.ID: String] {
        var codes: [Case.ID: String] = [:]
        for id in Set(leaves.compactMap(\.caseID)) {
            codes[id] = try CaseFileTable(session).head(id)?.code
        }
        return codes
    }

    private func fits(
        _ leaf: LogLeaf,
        _ query: LogQuery,
        _ codes: [Case.ID: String]
    ) -> Bool {
        (query.agency == nil || query.agency == leaf.agency)
            && (query.member == nil || query.member == leaf.member)
            && (query.action == nil || query.action == leaf.action.rawValue)
            && (query.code == nil || query.code == leaf.caseID.flatMap { codes[$0] })
    }

    private static func line(_ leaf: LogLeaf, _ codes: [Case.ID: String]) -> LogLine {
        LogLine(
            at: leaf.at,
            member: leaf.member,
            agency: leaf.agency,
            action: leaf.action.rawValue,
            code: leaf.caseID.flatMap { codes[$0] },
            detail: leaf.detail
        )
    }
}

/// Lines of the log as text for a table.
enum LogTableText {
    /// RFC 4180, with a heading; a cell that a spreadsheet could take for a formula begins with an apostrophe.
    static func csv(of lines: [LogLine]) -> String {
        let heading = ["time", "member", "agency", "action", "case", "detail"]
        let rows = lines.map { line in
            [
                String(line.at.milliseconds), line.member?.description ?? "",
                line.agency?.rawValue ?? "", line.action, line.code ?? "", line.detail,
            ]
        }
        return ([heading] + rows).map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
        return "\"" + safe.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}
