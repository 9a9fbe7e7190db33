import Testing

@testable import Documents

/// Reading CSV.
struct CSVReaderTests {
    private static let seed: UInt64 = 4_180

    private func table(
        _ bytes: some Sequence<UInt8>,
        pieces: Int = .max,
        limits: CSVReader.Limits = .init()
    ) throws(CSVFailure) -> CSVTable {
        var reader = CSVReader(limits: limits)
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            try reader.read(Array(rest.prefix(pieces)))
            rest = rest.dropFirst(pieces)
        }
        return try reader.finish()
    }

    private func rows(_ table: CSVTable) -> [[String]] {
        (0..<table.rowCount).map { row in (0..<table.columnCount).map { table[row, $0] } }
    }

    @Test(
        arguments: [
            ("a,b\n1,2\n", [["1", "2"]]), ("a,b\r\n1,2", [["1", "2"]]),
            ("a,b\r1,2\r", [["1", "2"]]),
            ("\u{FEFF}a,b\n1,2\n", [["1", "2"]]), ("\u{FEFF}\"a\",b\n1,2\n", [["1", "2"]]),
            ("a;b\n1,5;2\n", [["1,5", "2"]]), ("a\tb\n1\t2\n", [["1", "2"]]),
            ("a|b\n1|2\n", [["1", "2"]]),
            ("a,b\n\"x\"\"y\",\"1\n2\"\n", [["x\"y", "1\n2"]]),
            ("a,b\n\"x,\r\ny\",\n", [["x,\r\ny", ""]]), ("a,b\n\n1,2\n\n", [["1", "2"]]),
            ("a,b\n1\n", [["1", ""]]), ("a,b\n1,2,,\n", [["1", "2"]]), ("a,b\n", []),
            ("a,b\n5\" pipe,x\n", [["5\" pipe", "x"]]), ("a,b\nЖ,محمد", [["Ж", "محمد"]]),
            ("a,b\n , x\n", [[" ", " x"]]),
        ]
    )
    func `a file is read so, in whatever pieces it comes`(
        text: String,
        expected: [[String]]
    ) throws {
        for pieces in [1, 2, 3, 5, Int.max] {
            let table = try table(text.utf8, pieces: pieces)
            #expect(table.headings == ["a", "b"])
            #expect(rows(table) == expected)
        }
    }

    @Test func `a column alone keeps its empty cells only where they are quoted`() throws {
        #expect(rows(try table("a\n\n\"\"\nx\n".utf8)) == [[""], ["x"]])
    }

    @Test(
        arguments: [
            (Array("".utf8), .empty), (Array("\n\r\n".utf8), .empty),
            (Array("a,b\n1,\"2\n3".utf8), .openQuote(line: 2)),
            (Array("a,b\n1,\"2\"3\n".utf8), .textAfterQuote(line: 2)),
            (Array("a,b\n1,2\n1,2,3\n".utf8), .tooManyCells(line: 3, headings: 2)),
            (Array("a,b\n1,".utf8) + [0xC3, 0x28], .notUTF8(line: 2)),
            (Array("a,b\n".utf8) + [0xC3, 0x2C, 0xA9], .notUTF8(line: 2)),
            (Array("a\n".utf8) + [0xFF, 0xFE], .notUTF8(line: 2)),
            (Array("a,b\n\"1\n2\",3\n4,".utf8) + [0xE9], .notUTF8(line: 4)),
            ([0x61, 0x00, 0x0A, 0x00], .containsNUL(line: 1)),
        ] as [([UInt8], CSVFailure)]
    )
    func `what can't be read is refused with its line`(bytes: [UInt8], expected: CSVFailure) {
        for pieces in [1, 3, Int.max] {
            #expect(throws: expected) { try table(bytes, pieces: pieces) }
        }
    }

    @Test func `everything is bounded`() {
        var limits = CSVReader.Limits()
        (limits.bytes, limits.cellBytes, limits.columns, limits.rows) = (40, 10, 3, 2)
        #expect(throws: CSVFailure.tooManyColumns(limit: 3)) {
            try table("a,b,c,d\n".utf8, limits: limits)
        }
        #expect(throws: CSVFailure.tooManyRows(limit: 2)) {
            try table("a\n1\n2\n3\n".utf8, limits: limits)
        }
        #expect(throws: CSVFailure.cellTooLong(line: 2, limitBytes: 10)) {
            try table("a\n12345678901\n".utf8, limits: limits)
        }
        #expect(throws: CSVFailure.tooLarge(limitBytes: 40)) {
            let row = "1234567890,1234567890,1234567890\n"
            _ = try table("a,b,c\n\(row)\(row)".utf8, limits: limits)
        }
    }

    @Test func `an endless quote takes no endless memory`() {
        var limits = CSVReader.Limits()
        limits.cellBytes = 100
        var reader = CSVReader(separator: .comma, limits: limits)
        #expect(throws: CSVFailure.self) {
            try reader.read(Array("a\n\"".utf8))
            for _ in 0..<1_000 { try reader.read(Array(repeating: 0x61, count: 50)) }
        }
    }

    @Test func `strange bytes end in a table or a line, and pieces make no difference`() {
        print("seed \(Self.seed)")
        var random = SplitNumbers(state: Self.seed)
        let letters: [UInt8] =
            Array("ab,;\t|\"\"\n\r =+é".utf8) + [0xEF, 0xBB, 0xBF, 0xC3, 0xFF, 0x00]
        for round in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                letters.randomElement(using: &random) ?? 0
            }
            let whole = Result { () throws(CSVFailure) in rows(try table(bytes)) }
            let parts = Result { () throws(CSVFailure) in
                rows(try table(bytes, pieces: 1 + round % 7))
            }
            #expect(whole == parts, "\(bytes)")
            if case .success(let rows) = whole {
                #expect(Set(rows.map(\.count)).count < 2, "\(bytes)")
            }
        }
    }

    @Test func `what was written is read as it was`() throws {
        print("seed \(Self.seed)")
        var random = SplitNumbers(state: Self.seed)
        let letters = Array("ab,;\t|\"\n\r =+-@é＝م")
        for round in 0..<2_000 {
            let columns = 1 + round % 4
            let cells = (0..<4).map { _ in
                (0..<columns).map { _ in
                    String(
                        (0..<Int.random(in: 0..<6, using: &random)).map { _ in
                            letters.randomElement(using: &random) ?? "a"
                        }
                    )
                }
            }
            let separator = CSVSeparator.allCases[round % CSVSeparator.allCases.count]
            var writer = CSVWriter(separator: separator, guardsFormulas: false)
            writer.row((0..<columns).map { "c\($0)" })
            for row in cells { writer.row(row) }
            var reader = CSVReader(separator: separator)
            try reader.read(writer.take())
            #expect(rows(try reader.finish()) == cells)
        }
    }
}

/// Numbers that are the same for the same seed.
struct SplitNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
