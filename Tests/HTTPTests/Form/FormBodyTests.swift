import Testing

@testable import HTTP

@Suite struct FormBodyTests {
    @Test(
        arguments: [
            ("", []),
            ("a=1", [("a", "1")]),
            ("a=1&b=2&a=3", [("a", "1"), ("b", "2"), ("a", "3")]),
            ("a", [("a", "")]),
            ("a=", [("a", "")]),
            ("a=b=c", [("a", "b=c")]),
            ("a+b=c+d", [("a b", "c d")]),
            ("a=%2B%26%3D%25", [("a", "+&=%")]),
            ("n=%D0%90%D0%BD%D1%8F", [("n", "Аня")]),
            ("n=%D9%85", [("n", "م")]),
            ("t=line%0D%0Anext", [("t", "line\r\nnext")]),
            ("emoji=%F0%9F%90%9D", [("emoji", "🐝")]),
            ("a=%c3%A9", [("a", "é")]),
        ] as [(String, [(String, String)])]
    )
    func `What browsers send is read`(body: String, fields: [(String, String)]) throws {
        let form = try FormBody(parsing: Array(body.utf8))
        #expect(form.fields == fields.map { FormBody.Field($0.0, $0.1) })
    }

    @Test(
        arguments: [
            ("=1", .emptyName(field: 0)),
            ("a=1&&b=2", .emptyName(field: 1)),
            ("&", .emptyName(field: 0)),
            ("a=1&", .emptyName(field: 1)),
            ("a=%", .invalidEscape(offset: 2)),
            ("a=%4", .invalidEscape(offset: 2)),
            ("a=%4g", .invalidEscape(offset: 2)),
            ("a=1&b=%%", .invalidEscape(offset: 6)),
            ("a b=1", .unexpectedByte(offset: 1)),
            ("a=é", .unexpectedByte(offset: 2)),
            ("a=\r\n", .unexpectedByte(offset: 2)),
            ("a=<b>", .unexpectedByte(offset: 2)),
            ("a=\u{0}", .unexpectedByte(offset: 2)),
            ("a=%00", .containsNUL(field: 0)),
            ("a=1&b%00=2", .containsNUL(field: 1)),
            ("a=%ff", .invalidUTF8(field: 0)),
            ("a=%C3%28", .invalidUTF8(field: 0)),
            ("a=%ED%A0%80", .invalidUTF8(field: 0)),
            ("a=%C0%80", .invalidUTF8(field: 0)),
            ("a=%F4%90%80%80", .invalidUTF8(field: 0)),
        ] as [(String, FormBody.Failure)]
    )
    func `What no browser sends is refused`(body: String, failure: FormBody.Failure) {
        #expect(throws: failure) { try FormBody(parsing: Array(body.utf8)) }
    }

    @Test func `Bounds hold for fields, names and values, to the byte`() throws {
        let bounds = FormBody.Bounds(fieldCount: 2, nameBytes: 3, valueBytes: 4)
        let read = { (text: String) throws(FormBody.Failure) in
            try FormBody(parsing: Array(text.utf8), within: bounds)
        }
        #expect(try read("abc=%D0%90%D0%91&b=1").fields.count == 2)
        #expect(throws: FormBody.Failure.tooManyFields(limit: 2)) { try read("a=1&b=1&c=1") }
        #expect(throws: FormBody.Failure.nameTooLong(field: 1, limitBytes: 3)) {
            try read("a=1&abcd=1")
        }
        #expect(throws: FormBody.Failure.valueTooLong(field: 0, limitBytes: 4)) {
            try read("a=%D0%90%D0%91x")
        }
    }

    @Test(arguments: [1, 2, 3, 0x7A6D_0001] as [UInt64])
    func `Whatever is encoded is read back the same`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let fields = (0..<Int.random(in: 0...8, using: &generator)).map { index in
                FormBody.Field("\(index)" + generator.text(upTo: 12), generator.text(upTo: 60))
            }
            let encoded = FormBody(fields).encoded()
            #expect(try FormBody(parsing: encoded).fields == fields, "seed \(seed)")
        }
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func `Random bytes are read or refused, and what is read encodes to the same fields`(
        seed: UInt64
    ) throws {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("ab=&%+2Bf0\u{7F}<é".utf8)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            do {
                let form = try FormBody(parsing: bytes)
                #expect(try FormBody(parsing: form.encoded()) == form, "seed \(seed)")
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test func `A repeated name is first, all or ambiguous, as asked`() throws {
        let form = try FormBody(parsing: Array("a=1&a=2&b=3".utf8))
        #expect(form["a"] == "1")
        #expect(form.all("a") == ["1", "2"])
        #expect(form.only("a") == nil)
        #expect(form.only("b") == "3")
        #expect(form["c"] == nil)
    }
}
