import HTML
import Testing

@Test
func `attributes stand in the order of writing, each name once, classes joined`() {
    let element = Div(.id("a"), .class("x"), .title("t"), .id("b"), .class("y z"))
    #expect(element.html == "<div id=\"a\" class=\"x y z\" title=\"t\"></div>")
}

@Test
func `absent values leave their attributes out`() {
    let none: String? = nil
    let input = Input(
        .id(none),
        .class(nil),
        .checked(false),
        .disabled(false),
        .maxlength(nil),
        .aria(.invalid, nil),
        .aria(.describedBy, []),
        .ariaCurrent(nil),
        .role(nil),
        .autocomplete(nil)
    )
    #expect(input.html == "<input>")
}

@Test
func `a control is written with all that describes it`() {
    let input = Input(
        .id("n"),
        .type(.telephone),
        .name("n"),
        .value("a\"b"),
        .inputmode(.numeric),
        .autocomplete(.off),
        .required(),
        .maxlength(20),
        .aria(.invalid, true),
        .aria(.describedBy, ["n-hint", "n-error"])
    )
    #expect(
        input.html == """
            <input id="n" type="tel" name="n" value="a&quot;b" inputmode="numeric" \
            autocomplete="off" required maxlength="20" aria-invalid="true" \
            aria-describedby="n-hint n-error">
            """
    )
}

@Test
func `a form, a link and a cell are written as HTML has them`() {
    let url = SafeURL(path: ["cases", "K7"], query: [(name: "q", value: "a&b")])
    #expect(
        Form(.method(.post), .action(url), .novalidate()).html
            == "<form method=\"post\" action=\"/cases/K7?q=a%26b\" novalidate></form>"
    )
    #expect(
        A("Next", .href(url), .rel(.next), .hreflang("bg")).html
            == "<a href=\"/cases/K7?q=a%26b\" rel=\"next\" hreflang=\"bg\">Next</a>"
    )
    #expect(
        Th("Due", .scope(.column), .colspan(2)).html == "<th scope=\"col\" colspan=\"2\">Due</th>"
    )
    #expect(
        Details(.open()) { Summary("More") }.html
            == "<details open><summary>More</summary></details>"
    )
    #expect(Script(.src(url), .defer()).html == "<script src=\"/cases/K7?q=a%26b\" defer></script>")
    #expect(
        Body(.data(DataName("session-seconds"), "900")).html
            == "<body data-session-seconds=\"900\"></body>"
    )
}

@Test
func `a fragment without content is empty`() {
    #expect(Markup.empty.isEmpty)
    #expect(Markup {}.html == "")
    #expect(!Markup(text: "x").isEmpty)
}
