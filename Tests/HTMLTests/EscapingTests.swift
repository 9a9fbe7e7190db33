import HTML
import Testing

@Test(arguments: [
    ("plain", "plain"),
    ("a & b", "a &amp; b"),
    ("<script>", "&lt;script&gt;"),
    ("\" onload='x'", "&quot; onload=&#39;x&#39;"),
    ("&amp;", "&amp;amp;"),
    ("Мария ن 漢 é", "Мария ن 漢 é"),
    ("\u{0}\u{8}\u{1F}\u{7F}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("tab\tline\nreturn\r", "tab\tline\nreturn\r"),
    ("", ""),
])
func `text is data in content and in attributes alike`(text: String, written: String) {
    #expect(P(text).html == "<p>\(written)</p>")
    #expect(Div(.title(text)).html == "<div title=\"\(written)\"></div>")
    #expect(Option(text, .value(text)).html.hasPrefix("<option value=\"\(written)\">"))
}
