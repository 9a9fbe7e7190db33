import HTML
import Testing

@Test(arguments: [
    "/", "/cases/K7?page=2#now", "#field-name", "?page=2", "https://example.org/law?id=1",
    "HTTPS://EXAMPLE.ORG", "mailto:help@example.org", "tel:+359800",
])
func `addresses of this site, the web, mail and telephone are taken`(text: String) {
    #expect(SafeURL(checking: text)?.text == text)
}

@Test(arguments: [
    "", "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>", "vbscript:x", "http://example.org", "//example.org",
    "/\\example.org",
    "\\\\example.org", "https://", "https:///x", "https://user:word@example.org/",
    "file:///etc/passwd",
    "ftp://example.org", "blob:x", "mailto:", "tel:", "cases/K7", "/with space", "/line\nfeed",
    "/пример",
    "https:\\\\example.org", "/\u{0}",
])
func `all other addresses are refused`(text: String) {
    #expect(SafeURL(checking: text) == nil)
}

@Test
func `an address beyond 2048 bytes is refused`() {
    #expect(SafeURL(checking: "/" + String(repeating: "a", count: 2_047)) != nil)
    #expect(SafeURL(checking: "/" + String(repeating: "a", count: 2_048)) == nil)
}

@Test(arguments: [
    ([], "/"),
    (["cases", "K7"], "/cases/K7"),
    (["a/b", "c?d#e"], "/a%2Fb/c%3Fd%23e"),
    (["", "evil.example"], "/%20/evil.example"),
    (["..", "."], "/%252E%252E/%252E"),
    (["Ж", "a b"], "/%D0%96/a%20b"),
    (["javascript:alert(1)"], "/javascript%3Aalert%281%29"),
])
func `a path is encoded part by part`(path: [String], text: String) {
    #expect(SafeURL(path: path).text == text)
}
