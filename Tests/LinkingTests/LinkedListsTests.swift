import Documents
import Linkage
import Testing

@testable import Linking

/// From lists to clusters and back to lists.
struct LinkedListsTests {
    static let list = """
        name,born,town
        Olena Petrenko,17.04.1991,Lviv
        Олена Петренко,17.04.1991,Lviv
        Daryna Bondar,02.11.1984,Odesa
        Mykola Hrytsenko,23.09.1979,Kyiv
        "=Oksana, Rare",30.12.1965,Kyiv
        """ + "\n"

    static func records(_ texts: [String] = [list]) throws -> ListRecords {
        let tables = try texts.map { try csv($0) }
        return ListRecords(tables, try ColumnMapping(guessing: tables))
    }

    static func lists(_ texts: [String] = [list]) async throws -> LinkedLists {
        let records = try records(texts)
        let matching = await Matching(records.set, boundary: records.boundary, workers: 1)
        return LinkedLists(records, matching, rule: DecisionRule(.shipped))
    }

    static func rows(_ lists: LinkedLists, guardsFormulas: Bool = true) throws -> CSVTable {
        var reader = CSVReader()
        var written: [UInt8] = []
        lists.write(separator: .comma, guardsFormulas: guardsFormulas) { written += $0 }
        try reader.read(written)
        return try reader.finish()
    }

    private func decision(
        _ lists: LinkedLists,
        _ one: Int,
        _ other: Int,
        _ verdict: RecordedDecision.Verdict
    ) -> RecordedDecision {
        lists.decision(one, other, verdict, at: "2026-01-02T03:04:05Z")
    }

    @Test func `all columns come back, with cluster and certainty before them`() async throws {
        var lists = try await Self.lists()
        #expect(lists.take([decision(lists, 0, 1, .same)]) == 0)
        let rows = try Self.rows(lists)
        #expect(rows.headings == ["cluster", "certainty", "name", "born", "town"])
        #expect((0..<5).map { rows[$0, 0] } == ["1", "1", "2", "3", "4"])
        #expect(rows[0, 1] == "1.0")
        #expect((0..<5).map { rows[$0, 3] }.first == "17.04.1991")
        #expect(rows[4, 2] == "'=Oksana, Rare")
        #expect(try Self.rows(lists, guardsFormulas: false)[4, 2] == "=Oksana, Rare")
        #expect(lists.counts.clusters == 1 && lists.counts.records == 2)
    }

    @Test func `two lists come back as one`() async throws {
        var lists = try await Self.lists([
            Self.list, "phone,DOB,full name\n123,1991-04-17,Petrenko Olena\n",
        ])
        #expect(lists.records.boundary == 5)
        #expect(lists.take([decision(lists, 0, 5, .same)]) == 0)
        let rows = try Self.rows(lists)
        #expect(
            rows.headings
                == [
                    "cluster", "certainty", "list", "name", "born", "town", "phone", "DOB",
                    "full name",
                ]
        )
        #expect((0..<6).map { rows[$0, 2] } == ["1", "1", "1", "1", "1", "2"])
        #expect(rows[5, 0] == "1" && rows[5, 3].isEmpty && rows[5, 8] == "Petrenko Olena")
    }

    @Test func `headings that are taken, or the same twice, lose nothing`() async throws {
        let lists = try await Self.lists(["cluster,name,x,x\n7,Anna,1,2\n8,Olga,3,4\n"])
        let rows = try Self.rows(lists)
        #expect(rows.headings == ["tandem cluster", "certainty", "cluster", "name", "x", "x"])
        #expect((2..<6).map { rows[1, $0] } == ["8", "Olga", "3", "4"])
    }

    @Test func `a list too short to learn from is linked all the same`() async throws {
        let lists = try await Self.lists([
            """
            name,born,sex,phone
            Olena Petrenko,17.04.1991,f,
            Олена Петренко,17.04.1991,f,
            محمد الراوي,05.06.1988,m,5551234
            Muhammad al-Rawi,,m,555-1234
            Taras Koval,14.07.1993,m,
            Tamara Koval,14.07.1993,f,
            Iryna Shevchuk,08.03.1977,f,5550000
            Mykola Hrytsenko,08.03.1977,m,

            """
        ])
        let clusters = lists.clusters
        #expect((0..<8).map { clusters.cluster(of: $0) } == [0, 0, 2, 2, 4, 5, 6, 7])
        #expect(clusters.questions.isEmpty)
        #expect(clusters.certainty(of: 0) > 0.995)
    }

    @Test func `decisions are used again, also where rows have moved`() async throws {
        let before = try await Self.lists()
        let decisions = [
            decision(before, 2, 3, .same), decision(before, 0, 4, .same),
            decision(before, 0, 4, .undone), decision(before, 1, 3, .left),
        ]
        var writer = CSVWriter()
        writer.row(RecordedDecision.headings)
        for decision in decisions { writer.row(decision.cells) }
        var reader = CSVReader()
        try reader.read(writer.take())
        let read = try RecordedDecision.all(in: try reader.finish())
        #expect(read == decisions)
        // A row less above, and one more below.
        var lines = Self.list.split(separator: "\n").map(String.init)
        lines.remove(at: 1)
        var after = try await Self.lists([lines.joined(separator: "\n") + "\nNew,01.02.1990,X\n"])
        #expect(after.take(read) == 2)
        #expect(after.clusters.cluster(of: 1) == after.clusters.cluster(of: 2))
        #expect(after.clusters.cluster(of: 0) != after.clusters.cluster(of: 3))
    }

    @Test func `another file is never taken for decisions`() throws {
        #expect(throws: RecordedDecision.Failure.foreign) {
            try RecordedDecision.all(in: try csv(Self.list))
        }
        let headings = RecordedDecision.headings.joined(separator: ",")
        #expect(throws: RecordedDecision.Failure.notADecision(row: 1)) {
            try RecordedDecision.all(in: try csv("\(headings)\nx,perhaps,1,1,a,1,2,b\n"))
        }
    }

    @Test(
        arguments: [
            ("Olena Petrenko", "Olena", "Petrenko"), ("Petrenko, Olena", "Olena", "Petrenko"),
            ("Olena", "Olena", ""), ("", "", ""), ("Maria de la Cruz", "Maria de la", "Cruz"),
        ]
    )
    func `a whole name is divided`(text: String, given: String, surname: String) {
        #expect(WholeName(text).given == given)
        #expect(WholeName(text).surname == surname)
    }

    @Test func `dates that can't be read are counted`() throws {
        #expect(try Self.records(["name,dob\nA,1991\nB,soon\nC, \n"]).unreadableDates == 1)
    }
}
