import Testing

@testable import Documents

/// Writing CSV.
struct CSVWriterTests {
    private func written(_ cell: String, guardsFormulas: Bool = true) -> String {
        var writer = CSVWriter(guardsFormulas: guardsFormulas)
        writer.row([cell])
        return String(decoding: writer.take().dropLast(2), as: UTF8.self)
    }

    @Test(
        arguments: [
            ("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
            (" a", "\" a\""), ("", "\"\""), ("Ж", "Ж"), ("\u{FEFF}a", "\"\u{FEFF}a\""),
            ("a;b", "a;b"),
        ]
    )
    func `a cell is quoted where it must be`(cell: String, expected: String) {
        #expect(written(cell) == expected)
    }

    @Test(
        arguments: [
            "=1+1", "=HYPERLINK(\"x\")", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1",
            "\n=1", "＝1", "＋1", "－1", "＠a", "+", "--1", "+1,2,3",
        ]
    )
    func `what a spreadsheet would execute is guarded`(cell: String) {
        #expect(written(cell).drop { $0 == "\"" }.hasPrefix("'"))
        #expect(!written(cell, guardsFormulas: false).contains("''"))
        #expect(!written(cell, guardsFormulas: false).drop { $0 == "\"" }.hasPrefix("'"))
    }

    @Test(arguments: ["-5", "+359888123456", "-12.5", "-12,5", "1-2", "a=b", "'", "ﾃ"])
    func `numbers and other texts stay as they are`(cell: String) {
        #expect(!written(cell).hasPrefix(cell == "'" ? "''" : "'"))
    }

    @Test func `rows end as every reader knows it`() {
        var writer = CSVWriter(separator: .semicolon)
        writer.row(["a", "b"])
        writer.row(["1", ""])
        #expect(String(decoding: writer.take(), as: UTF8.self) == "a;b\r\n1;\r\n")
        writer.row([""])
        #expect(String(decoding: writer.take(), as: UTF8.self) == "\"\"\r\n")
    }
}
