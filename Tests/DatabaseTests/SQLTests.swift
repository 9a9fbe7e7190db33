import Database
import Testing

/// Text and values stay apart.
struct SQLTests {
    @Test func `an interpolation becomes a placeholder and a value`() {
        let name = "O'Brien; DROP TABLE person"
        let sql: SQL = "SELECT id FROM person WHERE name = \(name) AND age > \(17)"
        #expect(sql.text == "SELECT id FROM person WHERE name = $1 AND age > $2")
        #expect(sql.values == [.text(name), .integer(17)])
    }

    @Test func `a list binds each of its values`() {
        let sql: SQL = "SELECT id FROM person WHERE id IN (\(list: [3, 1, 2])) AND a = \(true)"
        #expect(sql.text == "SELECT id FROM person WHERE id IN ($1, $2, $3) AND a = $4")
        #expect(sql.values == [.integer(3), .integer(1), .integer(2), .integer(1)])
    }

    @Test func `an empty list matches nothing`() {
        let sql: SQL = "SELECT id FROM person WHERE id IN (\(list: [Int]()))"
        #expect(sql.text == "SELECT id FROM person WHERE id IN (NULL)")
        #expect(sql.values.isEmpty)
    }

    @Test func `nothing at all is bound as null`() {
        let missing: String? = nil
        let present: String? = "x"
        let sql: SQL = "INSERT INTO t VALUES (\(missing), \(present))"
        #expect(sql.values == [.null, .text("x")])
    }

    @Test func `every type has its one form`() {
        #expect("a".sqlValue == .text("a"))
        #expect(Int64.min.sqlValue == .integer(.min))
        #expect(7.sqlValue == .integer(7))
        #expect(true.sqlValue == .integer(1) && false.sqlValue == .integer(0))
        #expect(([1, 2] as [UInt8]).sqlValue == .blob([1, 2]))
    }
}

struct RowTests {
    private let row = Row(
        columns: .init(["text", "number", "bytes", "nothing", "text"]),
        values: [.text("a"), .integer(1), .blob([1]), .null, .text("second")]
    )

    @Test func `a column is read as what it is`() throws {
        #expect(try row.text("text") == "a")
        #expect(try row.integer("number") == 1)
        #expect(try row.blob("bytes") == [1])
        #expect(try row.optionalText("nothing") == nil)
        #expect(try row.optionalInteger("nothing") == nil)
        #expect(try row.optionalBlob("nothing") == nil)
        #expect(try row.optionalText("text") == "a")
    }

    @Test func `a column that is not there, or is something else, is an error that names it`() {
        #expect(throws: RowError(column: "other")) { try row.value("other") }
        #expect(throws: RowError(column: "nothing")) { try row.text("nothing") }
        #expect(throws: RowError(column: "number")) { try row.text("number") }
        #expect(throws: RowError(column: "text")) { try row.integer("text") }
        #expect(throws: RowError(column: "text")) { try row.blob("text") }
        #expect(throws: RowError(column: "bytes")) { try row.optionalText("bytes") }
    }
}
