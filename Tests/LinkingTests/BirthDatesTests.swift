import Testing

@testable import Linking

/// Dates in the order of their column.
struct BirthDatesTests {
    @Test(
        arguments: [
            (["17.04.1991", "02.03.1984"], "19910417 19840302"),
            (["04/17/1991", "02/03/1984"], "19910417 19840203"),
            (["1991-04-17", "1991-4-7", "1991-04-17T00:00:00"], "19910417 19910407 19910417"),
            (["19910417", "1991", "04/1991", "1991-04"], "19910417 19910101 19910401 19910401"),
            (["17.4.91", "1.1.05"], "19910417 20050101"),
            (["١٧/٠٤/١٩٩١", "۱۷.۰۴.۱۹۹۱"], "19910417 19910417"),
            (["17041991", "02111984"], "19910417 19841102"),
            (["unknown", "", "12", "1.2.3.4"], "- - - -"),
        ]
    )
    func `are read as eight digits`(texts: [String], expected: String) throws {
        let table = try csv("born\n" + texts.map { "\"\($0)\"\n" }.joined())
        let dates = BirthDates(table, [0])
        let read = texts.map { dates.digits($0) ?? "-" }
        #expect(read.joined(separator: " ") == expected)
    }

    @Test func `say where their order is only assumed`() throws {
        #expect(BirthDates(try csv("born\n03/04/1991\n"), [0]).isAssumed)
        #expect(!BirthDates(try csv("born\n03/04/1991\n17/04/1991\n"), [0]).isAssumed)
        #expect(!BirthDates(try csv("born\n1991-04-03\n"), [0]).isAssumed)
        #expect(BirthDates(.monthFirst).digits("03/04/1991") == "19910304")
        #expect(BirthDates(.yearFirst).digits("91-03-04") == "19910304")
    }
}
