import HTML
import Mechanism

/// The head of a page: the name of the house, who is signed in, and where one can go.
struct ShellHeader: Component {
    let shell: PageShell

    private var words: Words { shell.words }

    var body: Markup {
        Header(.class("shell-header")) {
            Div(.class("shell-bar")) {
                A("Tandem", .class("brand"), .href(shell.links.home.url), .lang("en"))
                if let reader = shell.reader { identity(reader) }
                if let exit = shell.links.quickExit {
                    A(
                        words("person.quick-exit.label"),
                        .class("button button-exit"),
                        .href(exit.url),
                        .data(.quickExit)
                    )
                }
                if !shell.translations.isEmpty { translations }
            }
            if !shell.navigation.isEmpty { navigation }
        }
    }

    @MarkupBuilder
    private func identity(_ reader: PageShell.Reader) -> Markup {
        Div(.class("shell-identity")) {
            P(.class("shell-names")) {
                Span(.class("shell-agency")) { Bdi(reader.agency) }
                Span(.class("shell-member")) { Bdi(reader.member) }
            }
            Form(.method(.post), .action(reader.signOut.url), .class("shell-sign-out")) {
                HiddenField(name: PostForm.tokenName, value: reader.token)
                SubmitButton(words("shell.sign-out"), style: .quiet)
            }
        }
    }

    @MarkupBuilder private var navigation: Markup {
        Nav(.class("shell-nav"), .aria(.label, words("shell.navigation"))) {
            Ul {
                for item in shell.navigation {
                    Li {
                        A(.href(item.target.url), .ariaCurrent(item.isCurrent ? .page : nil)) {
                            item.label
                            if let count = item.count, count > 0 {
                                " "
                                Span(String(count), .class("count"))
                            }
                        }
                    }
                }
            }
        }
    }

    @MarkupBuilder private var translations: Markup {
        Nav(.class("shell-languages"), .aria(.label, words("person.language.choose"))) {
            Ul {
                for translation in shell.translations {
                    Li {
                        A(
                            words.ownName(of: translation.language),
                            .href(translation.target.url),
                            .lang(translation.language.rawValue),
                            .hreflang(translation.language.rawValue),
                            .ariaCurrent(translation.language == words.language ? .page : nil)
                        )
                    }
                }
            }
        }
    }
}

/// The foot of a page.
struct ShellFooter: Component {
    let shell: PageShell

    var body: Markup {
        Footer(.class("shell-footer")) {
            P(shell.words(shell.reader == nil ? "person.shell.footer" : "shell.footer"))
            if !shell.links.footer.isEmpty {
                Ul {
                    for link in shell.links.footer { Li { A(link.label, .href(link.target.url)) } }
                }
            }
        }
    }
}
