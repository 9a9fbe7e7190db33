import Database
import TestEngines
import Testing

/// What goes in comes out, byte for byte.
@Suite(.bothEngines)
struct BindingTests {
    private let folder: TemporaryFolder
    private let connection: any Connection

    init() throws {
        folder = try TemporaryFolder()
        connection = try TestDatabase(in: folder.path).connect()
        try connection.run(
            script: """
                CREATE TABLE texts (id BIGINT, v TEXT); CREATE TABLE blobs (id BIGINT, v BYTEA);
                CREATE TABLE numbers (id BIGINT, v BIGINT);
                """
        )
    }

    private func stored(_ value: some SQLConvertible) throws -> SQLValue {
        switch value.sqlValue {
        case .text:
            try connection.execute("INSERT INTO texts (v) VALUES (\(value))")
            return try #require(try connection.row("SELECT v FROM texts")).value("v")
        case .blob:
            try connection.execute("INSERT INTO blobs (v) VALUES (\(value))")
            return try #require(try connection.row("SELECT v FROM blobs")).value("v")
        case .integer, .null:
            try connection.execute("INSERT INTO numbers (v) VALUES (\(value))")
            return try #require(try connection.row("SELECT v FROM numbers")).value("v")
        }
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
        #expect(try connection.rows("SELECT v FROM texts").isEmpty)
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
        let none: String? = nil
        try connection.execute("INSERT INTO blobs (id, v) VALUES (1, \(missing))")
        try connection.execute("INSERT INTO blobs (id, v) VALUES (2, \([UInt8]()))")
        try connection.execute("INSERT INTO texts (id, v) VALUES (1, \(none))")
        try connection.execute("INSERT INTO texts (id, v) VALUES (2, \(""))")
        let blobs = try connection.rows("SELECT v FROM blobs ORDER BY id")
            .map { try $0.value("v") }
        let texts = try connection.rows("SELECT v FROM texts ORDER BY id")
            .map { try $0.value("v") }
        #expect(blobs == [.null, .blob([])])
        #expect(texts == [.null, .text("")])
    }

    @Test(arguments: [0, 1, -1, 9_999, 10_000, 123_456_789, 20_000_000, -90_000, 1 << 53])
    func `sums and counts are whole numbers`(number: Int64) throws {
        for value in [number, 0, 1, -1] {
            try connection.execute("INSERT INTO numbers (v) VALUES (\(value))")
        }
        let row = try #require(
            try connection.row("SELECT SUM(v) AS total, COUNT(*) AS n, MAX(v) AS m FROM numbers")
        )
        #expect(try row.integer("total") == number)
        #expect(try row.integer("n") == 4)
        #expect(try row.integer("m") == max(number, 1))
    }

    private static let attacks = [
        "'); DROP TABLE t; --", "\" OR \"\"=\"", "1; DELETE FROM texts", "x' UNION SELECT 1 --",
        "%_\\",
    ]

    @Test(arguments: attacks)
    func `an interpolated value can't become part of the statement`(text: String) throws {
        try connection.execute("INSERT INTO texts (v) VALUES (\("bystander"))")
        try connection.execute("INSERT INTO texts (v) VALUES (\(text))")
        let found = try connection.rows("SELECT v FROM texts WHERE v = \(text)")
        #expect(try found.map { try $0.text("v") } == [text])
        #expect(try connection.rows("SELECT v FROM texts").count == 2)
    }

    @Test func `a list of any length selects exactly its members`() throws {
        for number in 1...300 {
            try connection.execute("INSERT INTO numbers (id, v) VALUES (\(number), \(number))")
        }
        // More lengths than statements are kept prepared.
        for count in 0...300 {
            let wanted = (0..<count).map { $0 + 1 }
            let rows = try connection.rows("SELECT id FROM numbers WHERE id IN (\(list: wanted))")
            #expect(rows.count == count)
        }
    }

    @Test func `the number of changed rows is that of this statement`() throws {
        #expect(
            try connection.execute("INSERT INTO numbers (v) VALUES (\(1)), (\(2)), (\(3))") == 3
        )
        #expect(try connection.execute("SELECT v FROM numbers") == 0)
        #expect(try connection.execute("CREATE TABLE u (v BIGINT)") == 0)
        #expect(try connection.execute("UPDATE numbers SET v = \(4) WHERE v > \(1)") == 2)
        #expect(try connection.execute("DELETE FROM numbers WHERE v = \(9)") == 0)
    }
}
