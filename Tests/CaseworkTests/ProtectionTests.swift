import Casefile
import Cryptography
import Database
import Foundation
import Mechanism
import TestEngines
import TestTown
import Testing

@testable import Casework

/// Who looked at what, for the office that watches over it and nobody else.
@Suite("The log", .bothEngines)
struct ProtectionTests {
    private static let inspector = "labour-inspectorate.3"
    private static let officer = "data-protection.1"

    private func query(_ town: DemoTown) -> LogQuery {
        let today = town.installation.now().today
        return LogQuery(from: today, through: today)
    }

    private func read(_ town: DemoTown, _ query: LogQuery) async throws -> LogModel {
        try await town.installation.readLog(query, page: 1, by: town.actor(Self.officer))
    }

    private func openLog(_ town: DemoTown) async throws {
        try await town.installation.takeOfficeKey(
            code: town.receipt.officeRecoveryCode,
            by: town.actor(Self.officer)
        )
    }

    @Test func `opens to a member of the office who typed its printed code, and to nobody else`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate", "data-protection")
        let installation = town.installation
        let officer = try await town.actor(Self.officer)
        #expect(try await !installation.holdsOfficeKey(officer))
        await #expect(throws: AccessRefusal.hidden) { try await read(town, query(town)) }
        for code in ["", "nonsense", town.receipt.agencyRecoveryCode] {
            await #expect(throws: OfficeKeyRefusal.wrongCode) {
                try await installation.takeOfficeKey(code: code, by: officer)
            }
        }
        // With the code, but of another agency.
        for login in [Self.inspector, "labour-inspectorate.1", "coordination.1"] {
            let other = try await town.actor(login)
            await #expect(throws: AccessRefusal.missing(.readLog)) {
                try await installation.takeOfficeKey(
                    code: town.receipt.officeRecoveryCode,
                    by: other
                )
            }
            await #expect(throws: AccessRefusal.missing(.readLog)) {
                try await installation.readLog(query(town), page: 1, by: other)
            }
            await #expect(throws: AccessRefusal.missing(.readLog)) {
                try await installation.exportLog(query(town), reason: "Because", by: other)
            }
        }
        try await openLog(town)
        #expect(try await read(town, query(town)).count > 10)
        // A colleague of the office has to type it too.
        await #expect(throws: AccessRefusal.hidden) {
            try await installation.readLog(
                query(town),
                page: 1,
                by: town.actor("data-protection.2")
            )
        }
        let verified = try await installation.verify()
        #expect(verified.fault == nil, "\(String(describing: verified.fault))")
    }

    @Test func `the office itself can open no case, and take no part in one`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "data-protection")
        let id = try await town.openCase(by: Self.inspector)
        let officer = try await town.actor(Self.officer)
        #expect(officer.capabilities == [.manageMembers, .readLog])
        await #expect(throws: AccessRefusal.hidden) {
            try await town.installation.readCase(id, by: officer)
        }
    }

    @Test func `tells who looked at a case, and that somebody looked at the log`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "data-protection")
        let id = try await town.openCase(by: Self.inspector)
        let inspector = try await town.actor(Self.inspector)
        let code = try await town.installation.readCase(id, by: inspector).code
        try await openLog(town)
        var wanted = query(town)
        wanted.code = code
        wanted.action = "read"
        let line = try #require(try await read(town, wanted).lines.items.first)
        #expect(line.member == inspector.member && line.code == code)
        wanted.agency = Agency.ID("data-protection")
        #expect(try await read(town, wanted).count == 0)
        var looks = query(town)
        looks.action = "list"
        looks.agency = Agency.ID("data-protection")
        #expect(try await read(town, looks).lines.items.filter { $0.detail == "log" }.count == 2)
        var yesterday = query(town)
        (yesterday.from, yesterday.through) = (
            yesterday.from.adding(days: -1), yesterday.from.adding(days: -1)
        )
        #expect(try await read(town, yesterday).count == 0)
    }

    @Test func `is not taken along without a reason, and the reason is in it`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "data-protection")
        _ = try await town.openCase(by: Self.inspector)
        try await openLog(town)
        let officer = try await town.actor(Self.officer)
        await #expect(throws: RecordingRefusal.reasonMissing) {
            try await town.installation.exportLog(query(town), reason: " \n", by: officer)
        }
        let text = try await town.installation.exportLog(
            query(town),
            reason: "Complaint 12",
            by: officer
        )
        let rows = text.split(separator: "\r\n")
        #expect(rows.first == "time,member,agency,action,case,detail")
        #expect(rows.count > 10)
        var exports = query(town)
        exports.action = "export"
        #expect(try await read(town, exports).lines.items.first?.detail == "log: Complaint 12")
    }

    @Test func `shows what is unusual first`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "data-protection")
        var cases: [Case.ID] = []
        for _ in 0..<20 { cases.append(try await town.openCase(by: Self.inspector)) }
        try await openLog(town)
        #expect(try await read(town, query(town)).patterns.isEmpty)
        // Whoever leads sees all of them, without a part in any; work is open in each.
        let lead = try await town.actor("labour-inspectorate.1")
        for id in cases { _ = try await town.installation.readCase(id, by: lead) }
        let patterns = try await read(town, query(town)).patterns
        #expect(patterns.map(\.kind) == [.manyCases])
        #expect(patterns.first?.member == lead.member && patterns.first?.count == 20)
    }
}

/// The rules behind the patterns, by leaves that are made up.
@Suite("What is unusual")
struct LogPatternTests {
    private static let member: Member.ID = Installation.newIdentifier()
    private static let cases: [Case.ID] = (0..<40).map { _ in Installation.newIdentifier() }

    private func leaf(
        _ action: LogLeaf.Action,
        _ number: Int,
        at second: Int,
        by member: Member.ID = member
    ) throws -> LogLeaf {
        let content = """
            {"action":"\(action.rawValue)","agency":"clinic","at":\(second * 1_000),\
            "caseID":"\(Self.cases[number])","detail":"","member":"\(member)","salt":"\(second)"}
            """
        return try JSONDecoder().decode(LogLeaf.self, from: Data(content.utf8))
    }

    private func kinds(
        _ leaves: [LogLeaf],
        hour: Int = 10,
        isWeekend: Bool = false,
        hasTask: Bool = true
    ) throws -> [LogPattern.Kind] {
        try LogPatterns(
            clock: { _ in (hour, isWeekend) },
            hasTask: { _, _, _ in hasTask }
        ).find(in: leaves).map(\.kind)
    }

    @Test func `twenty cases within an hour, not nineteen, nor twenty in two hours`() throws {
        #expect(try kinds((0..<20).map { try leaf(.read, $0, at: $0 * 60) }) == [.manyCases])
        #expect(try kinds((0..<19).map { try leaf(.read, $0, at: $0 * 60) }).isEmpty)
        #expect(try kinds((0..<20).map { try leaf(.read, $0, at: $0 * 360) }).isEmpty)
        // One case twenty times is one case.
        #expect(try kinds((0..<20).map { try leaf(.read, 0, at: $0) }).isEmpty)
    }

    @Test func `ten refusals within an hour`() throws {
        #expect(
            try kinds((0..<10).map { try leaf(.authorisationFailed, $0, at: $0) }) == [
                .manyRefusals
            ]
        )
        #expect(try kinds((0..<9).map { try leaf(.authorisationFailed, $0, at: $0) }).isEmpty)
    }

    @Test(arguments: [(5, false, true), (6, false, false), (19, false, false), (20, false, true)])
    func `night begins at eight and ends at six`(hour: Int, isWeekend: Bool, isLate: Bool) throws {
        let found = try kinds([leaf(.read, 0, at: 0)], hour: hour, isWeekend: isWeekend)
        #expect(found == (isLate ? [.outOfHours] : []))
        #expect(try kinds([leaf(.read, 0, at: 0)], hour: hour, isWeekend: true) == [.outOfHours])
    }

    @Test func `a case without a task, and a glass that was broken`() throws {
        #expect(try kinds([leaf(.read, 0, at: 0)], hasTask: false) == [.withoutTask])
        #expect(try kinds([leaf(.breakGlass, 0, at: 0)]) == [.breakGlass])
    }

    @Test func `a table's cell is no formula, and holds its commas`() {
        let line = LogLine(
            at: Instant(milliseconds: 5),
            member: nil,
            agency: Agency.ID("clinic"),
            action: "export",
            code: nil,
            detail: "=1+1, \"x\""
        )
        let row = LogTableText.csv(of: [line]).split(separator: "\r\n").last
        #expect(row == "5,,clinic,export,,\"'=1+1, \"\"x\"\"\"")
    }
}
