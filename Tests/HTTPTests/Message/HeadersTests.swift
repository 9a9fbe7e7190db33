import Testing

@testable import HTTP

@Suite struct HeadersTests {
    @Test func `Names are found whatever their case, and order is kept`() throws {
        var headers = HTTPHeaders()
        try headers.add("Content-Type", "a/b")
        try headers.add("X", "1")
        try headers.add("x", "2")
        #expect(headers["content-TYPE"] == "a/b")
        #expect(headers.all("X") == ["1", "2"])
        #expect(headers.only("X") == nil)
        try headers.set("x", to: "3")
        #expect(headers.fields.map(\.name) == ["Content-Type", "x"])
        headers.remove("CONTENT-type")
        #expect(headers.fields.count == 1)
    }

    @Test(arguments: [
        "a\rb", "a\nb", "a\r\nSet-Cookie: x", "a\u{0}", "\u{1B}", "a\u{7F}", " a", "a\t",
    ])
    func `No value can split an answer`(value: String) {
        var headers = HTTPHeaders()
        #expect(throws: HTTPHeaders.Refusal.invalidValue) { try headers.add("X", value) }
        #expect(throws: HTTPHeaders.Refusal.invalidValue) { try headers.set("X", to: value) }
        #expect(headers.fields.isEmpty)
    }

    @Test(arguments: ["", "a b", "a:", "é", "a\r", "(a)"])
    func `A name is a token`(name: String) {
        var headers = HTTPHeaders()
        #expect(throws: HTTPHeaders.Refusal.invalidName) { try headers.add(name, "1") }
    }

    @Test(arguments: [
        ("application/x-www-form-urlencoded", true),
        ("Application/X-WWW-Form-urlencoded; charset=UTF-8", true),
        ("application/x-www-form-urlencoded; charset=latin1", false),
        ("multipart/form-data; boundary=x", false), ("text/plain", false), ("", false),
    ])
    func `A form is known by its type`(type: String, isForm: Bool) throws {
        var headers = HTTPHeaders()
        try headers.add("Content-Type", type)
        let request = HTTPRequest(
            method: .post,
            path: try PathSegments(segments: []),
            headers: headers
        )
        #expect(request.hasFormBody == isForm)
    }

    @Test(
        arguments: [
            ("a=1; b=2", ["a": "1", "b": "2"]), ("a=1;b=2", ["a": "1", "b": "2"]),
            ("a=1; a=2; b=3", ["b": "3"]), ("a=1; a=1", [:]), ("a=; b=x=y", ["a": "", "b": "x=y"]),
            ("a; =b; b c=d; c=\"q\"; d=e f; e=1", ["e": "1"]), ("", [:]), (";;;", [:]),
            ("a=é; b=1", ["b": "1"]), ("a=1; a=é", [:]),
        ] as [(String, [String: String])]
    )
    func `Cookies are read strictly, and a repeated one is absent`(
        header: String,
        expected: [String: String]
    ) {
        let cookies = Cookies(parsing: [header])
        for name in ["a", "b", "c", "d", "e"] { #expect(cookies[name] == expected[name]) }
    }

    @Test func `A cookie repeated in a second header is absent too`() {
        #expect(Cookies(parsing: ["a=1", "a=2"])["a"] == nil)
    }

    @Test func `A set cookie is always the strictest`() throws {
        let cookie = try SetCookie("session", value: "abc-_.~", maxAgeSeconds: 60)
        #expect(
            cookie.headerValue
                == "__Host-session=abc-_.~; Max-Age=60; Path=/; Secure; HttpOnly; SameSite=Strict"
        )
        #expect(
            try SetCookie.deletion(of: "session").headerValue
                == "__Host-session=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict"
        )
        for value in [
            "a;b", "a b", "a\r\n", "é", "\"", "a,b", String(repeating: "a", count: 5_000),
        ] {
            #expect(throws: SetCookie.Refusal.invalidValue) { try SetCookie("s", value: value) }
        }
        for name in ["", "a b", "a=b", "é"] {
            #expect(throws: SetCookie.Refusal.invalidName) { try SetCookie(name, value: "") }
        }
    }

    @Test func `An entity tag names its bytes and nothing else`() {
        let tag = EntityTag(of: Array("a".utf8))
        // FNV-1a 128 of "a", as published with the algorithm.
        #expect(tag.text == "d228cb696f1a8caf78912b704e4a8964")
        #expect(tag.isMatched(by: tag.quoted))
        #expect(tag.isMatched(by: "\"x\", W/\(tag.quoted)"))
        #expect(!tag.isMatched(by: "\"x\""))
        #expect(EntityTag(of: []).text == "6c62272e07bb014262b821756295c58d")
    }
}
