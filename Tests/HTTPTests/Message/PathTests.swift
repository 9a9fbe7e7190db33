import Testing

@testable import HTTP

@Suite struct PathTests {
    @Test(
        arguments: [
            ("/", [], false), ("/a", ["a"], false), ("/a/", ["a"], true),
            ("/a%20b/%D0%90", ["a b", "А"], false), ("/a+b", ["a+b"], false),
            ("/.well-known/...", [".well-known", "..."], false),
            ("/a;b=c:d@e", ["a;b=c:d@e"], false),
        ] as [(String, [String], Bool)]
    )
    func `A path is its decoded segments`(raw: String, segments: [String], slash: Bool) throws {
        let path = try PathSegments(parsing: raw)
        #expect(Array(path) == segments)
        #expect(path.hasTrailingSlash == slash)
        #expect(try PathSegments(parsing: path.description) == path)
    }

    @Test(
        arguments: [
            ("", .notAbsolute), ("a", .notAbsolute), ("*", .notAbsolute), ("//", .emptySegment),
            ("/a//b", .emptySegment), ("/.", .dotSegment), ("/a/..", .dotSegment),
            ("/%2e", .dotSegment), ("/.%2E/a", .dotSegment), ("/a%2fb", .encodedSlash),
            ("/a%5cb", .encodedSlash), ("/a%00", .controlCharacter),
            ("/a%0d%0ab", .controlCharacter),
            ("/a%7f", .controlCharacter), ("/a\\b", .unexpectedByte), ("/a b", .unexpectedByte),
            ("/é", .unexpectedByte), ("/a\"", .unexpectedByte), ("/%", .invalidEscape),
            ("/%g0", .invalidEscape), ("/%80", .invalidUTF8), ("/%C0%AF", .invalidUTF8),
        ] as [(String, PathSegments.Refusal)]
    )
    func `A path that means two things is refused`(raw: String, refusal: PathSegments.Refusal) {
        #expect(throws: refusal) { try PathSegments(parsing: raw) }
    }

    @Test(arguments: ["/", "/a", "/a/b?x=1&y=%20#top", "/?q=a/b", "/a?next=/b"])
    func `A path on this server can be a redirect`(text: String) {
        #expect(SafePath(text)?.text == text)
    }

    @Test(arguments: [
        "", "a", "//evil.example", "/\\evil.example", "\\\\evil", "https://evil.example",
        "/a\r\nX: y", "/a\u{0}", "/a b", "/é", "/../a", "/%2F%2Fevil", "javascript:alert(1)",
        "/a?x=\r\n", "/a?<script>", "/\t/evil", " /a", "/" + String(repeating: "a", count: 3_000),
    ])
    func `Nothing that leads elsewhere can be a redirect`(text: String) {
        #expect(SafePath(text) == nil)
    }

    @Test func `A built path encodes what it is given`() throws {
        let path = try SafePath(
            segments: ["cases", "a b"],
            query: FormBody([.init("q", "x&y")]),
            fragment: "top"
        )
        #expect(path.text == "/cases/a%20b?q=x%26y#top")
        #expect(SafePath(path.text) == path)
        #expect(throws: PathSegments.Refusal.encodedSlash) { try SafePath(segments: ["a/b"]) }
    }
}
