import HTML
import Testing

private let withContent: [(String, Markup)] = [
    ("head", Head().body), ("body", Body().body), ("header", Header().body), ("nav", Nav().body),
    ("main", Main().body), ("footer", Footer().body), ("section", Section().body),
    ("article", Article().body), ("aside", Aside().body), ("address", Address().body),
    ("h1", H1().body), ("h2", H2().body), ("h3", H3().body), ("h4", H4().body),
    ("div", Div().body), ("p", P().body), ("blockquote", Blockquote().body), ("ul", Ul().body),
    ("ol", Ol().body), ("li", Li().body), ("dl", Dl().body), ("dt", Dt().body), ("dd", Dd().body),
    ("figure", Figure().body), ("figcaption", Figcaption().body), ("details", Details().body),
    ("summary", Summary().body), ("a", A().body), ("span", Span().body), ("em", Em().body),
    ("strong", Strong().body), ("small", Small().body), ("abbr", Abbr().body),
    ("cite", Cite().body), ("code", Code().body), ("mark", Mark().body), ("time", Time().body),
    ("bdi", Bdi().body), ("bdo", Bdo().body), ("sub", Sub().body), ("sup", Sup().body),
    ("table", Table().body), ("caption", Caption().body), ("thead", Thead().body),
    ("tbody", Tbody().body), ("tfoot", Tfoot().body), ("tr", Tr().body), ("th", Th().body),
    ("td", Td().body), ("form", Form().body), ("fieldset", Fieldset().body),
    ("legend", Legend().body), ("label", Label().body), ("select", Select().body),
    ("optgroup", Optgroup().body), ("button", Button().body), ("output", Output().body),
    ("progress", Progress().body), ("meter", Meter().body), ("script", Script().body),
    ("title", Title("").body), ("option", Option("").body),
]

private let void: [(String, Markup)] = [
    ("meta", Meta().body), ("link", Link().body), ("hr", Hr().body), ("br", Br().body),
    ("wbr", Wbr().body), ("img", Img().body), ("input", Input().body),
]

@Test(arguments: withContent)
func `an element with content has a start tag and an end tag`(name: String, markup: Markup) {
    #expect(markup.html == "<\(name)></\(name)>")
}

@Test(arguments: void)
func `a void element has no end tag`(name: String, markup: Markup) {
    #expect(markup.html == "<\(name)>")
}

@Test
func `the document comes after its type`() {
    #expect(
        Html(.lang("ar"), .dir(.rightToLeft)).html
            == "<!doctype html>\n<html lang=\"ar\" dir=\"rtl\"></html>"
    )
}

@Test
func `a first line feed survives in text areas and preformatted text`() {
    #expect(Textarea("\nline", .name("t")).html == "<textarea name=\"t\">\n\nline</textarea>")
    #expect(Pre("\nline").html == "<pre>\n\nline</pre>")
}

@Test
func `a text that closes its element stays a text`() {
    #expect(!Textarea("</textarea><script>").html.contains("<script"))
    #expect(!Title("</title><script>").html.contains("<script"))
}

@Test
func `statements, conditions, loops and absent components nest`() {
    let absent: P? = nil
    let flag = true
    let markup = Ul(.class("list")) {
        if flag { Li("first") }
        if !flag { Li("never") } else { Li("second") }
        for number in 3...4 { Li("\(number)") }
        absent
        ["a", "b"].map { Li($0) }
        Li {
            "text & "
            Strong("more")
        }
    }
    #expect(
        markup.html == """
            <ul class="list"><li>first</li><li>second</li><li>3</li><li>4</li><li>a</li>\
            <li>b</li><li>text &amp; <strong>more</strong></li></ul>
            """
    )
}

@Test
func `ten thousand rows are written whole and in order`() {
    let rows = 10_000
    let table = Table {
        Tbody {
            for row in 0..<rows {
                Tr(.id("r\(row)")) {
                    Td("\(row)")
                    Td("<\(row)>", .class("x"))
                }
            }
        }
    }
    let html = table.html
    #expect(html.utf8.count { $0 == UInt8(ascii: "<") } == 4 + rows * 6)
    #expect(html.contains("<tr id=\"r9999\"><td>9999</td><td class=\"x\">&lt;9999&gt;</td></tr>"))
    #expect(table.bytes == table.bytes)
}

@Test
func `the raw door writes what it is given`() {
    #expect(Div { trusted("<svg></svg>") }.html == "<div><svg></svg></div>")
}
