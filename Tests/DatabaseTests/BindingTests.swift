import Database
import Testing

/// What goes in comes out, byte for byte.
struct BindingTests {
    private let folder: TemporaryFolder
    private let connection: SQLiteConnection

    init() throws {
        folder = try TemporaryFolder()
        connection = try SQLiteConnection(path: folder.file("main.sqlite"))
        try connection.run(script: "CREATE TABLE t (id INTEGER PRIMARY KEY, v);")
    }

    private func stored(_ value: some SQLConvertible) throws -> SQLValue {
        try connection.execute("DELETE FROM t")
        try connection.execute("INSERT INTO t (v) VALUES (\(value))")
        return try #require(try connection.row("SELECT v FROM t")).value("v")
    }

    private static let texts = [
        "", " ", "a'b\"c;--", "Ана Ș.", "مرحبا", "👩🏽‍⚕️🇲🇩", "e\u{301}", "\u{1}\u{7f}\n\t",
        "$1 ? :name", String(repeating: "ü", count: 100_000),
    ]

    @Test(arguments: texts)
    func `text is kept as it is`(text: String) throws {
        let found = try stored(text)
        #expect(found == .text(text))
        guard case .text(let kept) = found else { return }
        // Equal strings may differ in their scalars; these don't.
        #expect(Array(kept.utf8) == Array(text.utf8))
    }

    @Test(arguments: ["\0", "a\0b", "end\0"])
    func `text with a NUL is refused, not cut short`(text: String) throws {
        let error = #expect(throws: DatabaseError.self) { try stored(text) }
        #expect(error?.kind == .invalidText)
        #expect(try connection.rows("SELECT v FROM t").isEmpty)
    }

    @Test(arguments: [Int64.min, -1, 0, 1, 1 << 53 + 1, .max])
    func `integers keep all of their 64 bits`(number: Int64) throws {
        #expect(try stored(number) == .integer(number))
    }

    @Test(arguments: [0, 1, 255, 256, 1 << 20])
    func `bytes are kept, also when there are none`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        #expect(try stored(bytes) == .blob(bytes))
    }

    @Test func `null is neither empty text nor empty bytes`() throws {
        let missing: [UInt8]? = nil
        try connection.execute("INSERT INTO t (v) VALUES (\(missing))")
        try connection.execute("INSERT INTO t (v) VALUES (\(""))")
        try connection.execute("INSERT INTO t (v) VALUES (\([UInt8]()))")
        let values = try connection.rows("SELECT v FROM t ORDER BY id").map { try $0.value("v") }
        #expect(values == [.null, .text(""), .blob([])])
    }

    private static let attacks = [
        "'); DROP TABLE t; --", "\" OR \"\"=\"", "1; DELETE FROM t", "x' UNION SELECT 1 --", "%_\\",
    ]

    @Test(arguments: attacks)
    func `an interpolated value can't become part of the statement`(text: String) throws {
        try connection.execute("INSERT INTO t (v) VALUES (\("bystander"))")
        try connection.execute("INSERT INTO t (v) VALUES (\(text))")
        let found = try connection.rows("SELECT v FROM t WHERE v = \(text)")
        #expect(try found.map { try $0.text("v") } == [text])
        #expect(try connection.rows("SELECT v FROM t").count == 2)
    }

    @Test func `a list of any length selects exactly its members`() throws {
        for number in 1...300 {
            try connection.execute("INSERT INTO t (id, v) VALUES (\(number), \(number))")
        }
        // More lengths than statements are kept prepared.
        for count in 0...300 {
            let wanted = (0..<count).map { $0 + 1 }
            let rows = try connection.rows("SELECT id FROM t WHERE id IN (\(list: wanted))")
            #expect(rows.count == count)
        }
    }

    @Test func `the number of changed rows is that of this statement`() throws {
        #expect(try connection.execute("INSERT INTO t (v) VALUES (\(1)), (\(2)), (\(3))") == 3)
        #expect(try connection.execute("SELECT v FROM t") == 0)
        #expect(try connection.execute("CREATE TABLE u (v)") == 0)
        #expect(try connection.execute("UPDATE t SET v = \(4) WHERE v > \(1)") == 2)
        #expect(try connection.execute("DELETE FROM t WHERE v = \(9)") == 0)
    }
}
