import HTML

/// The frame of the review's pages; no name ever stands in a title or an address.
struct ReviewPage: Component {
    let title: String
    let styles: SafeURL
    let content: Markup

    init(_ title: String, styles: SafeURL, @MarkupBuilder content: () -> Markup) {
        self.title = title
        self.styles = styles
        self.content = content()
    }

    var body: Markup {
        Html(.lang("en"), .dir(.leftToRight)) {
            Head {
                Meta(.utf8())
                Title("\(title) – Tandem")
                Meta(.name(.viewport), .content("width=device-width, initial-scale=1"))
                Meta(.name(.colourScheme), .content("light dark"))
                Meta(.name(.robots), .content("noindex, nofollow"))
                Link(.rel(.stylesheet), .href(styles))
            }
            Body {
                A("Skip to content", .class("skip-link"), .href(SafeURL(fragment: "main")))
                Header(.class("shell-header")) {
                    Div(.class("shell-bar")) { Span("Tandem", .class("brand")) }
                }
                Main(.class("main main-wide"), .id("main"), .focusable(.script)) { content }
                Footer(.class("shell-footer")) {
                    P("Only this machine can open this page. Nothing leaves it.")
                }
            }
        }
    }
}

/// A button in a form of its own.
struct ReviewButton: Component {
    let label: String
    let target: SafeURL
    var style = "button"

    var body: Markup {
        Form(.method(.post), .action(target)) {
            Button(label, .type(.submit), .class(style))
        }
    }
}
