import HTML
import Mechanism

/// What surrounds every page: head, banners, header, navigation, footer.
struct PageShell: Component {
    /// One place of the navigation.
    struct Item {
        let label: String
        let target: any URLConvertible
        var isCurrent = false
        /// How many things wait there; none when `nil` or 0.
        var count: Int?
    }

    /// Who is signed in, and how they sign out.
    struct Reader {
        let member: String
        let agency: String
        let signOut: any URLConvertible
        let token: String
        /// When the session ends without a sign of life; the page warns two minutes before.
        var sessionSeconds: Int?
    }

    /// The same page in another language.
    struct Translation {
        let language: LanguageCode
        let target: any URLConvertible
    }

    /// Addresses of what every page loads or leads to.
    struct Links {
        let home: any URLConvertible
        let styles: any URLConvertible
        let script: any URLConvertible
        /// A neutral page of this site: shown on public pages as a quick way out.
        var quickExit: (any URLConvertible)?
        var footer: [(label: String, target: any URLConvertible)] = []
    }

    let title: String
    let words: Words
    let links: Links
    var reader: Reader?
    var navigation: [Item] = []
    var translations: [Translation] = []
    /// Every page of a demonstration says that all of it is invented.
    var isFictitious = false
    /// Every page of an agency with one keyholder says that its cases are for practice.
    var isPractice = false
    /// The title says first that something is wrong.
    var hasErrors = false
    /// Wide pages for tables and maps; others keep a readable measure.
    var isWide = false
    let content: Markup

    init(
        title: String,
        words: Words,
        links: Links,
        reader: Reader? = nil,
        navigation: [Item] = [],
        translations: [Translation] = [],
        isFictitious: Bool = false,
        isPractice: Bool = false,
        hasErrors: Bool = false,
        isWide: Bool = false,
        @MarkupBuilder content: () -> Markup
    ) {
        self.title = title
        self.words = words
        self.links = links
        self.reader = reader
        self.navigation = navigation
        self.translations = translations
        self.isFictitious = isFictitious
        self.isPractice = isPractice
        self.hasErrors = hasErrors
        self.isWide = isWide
        self.content = content()
    }

    var body: Markup {
        Html(
            .lang(words.language.rawValue),
            .dir(words.language.isRightToLeft ? .rightToLeft : .leftToRight)
        ) {
            head
            Body(
                .class(links.quickExit == nil ? nil : "has-exit"),
                .data(.sessionSeconds, reader?.sessionSeconds.map(String.init))
            ) {
                A(words("person.shell.skip"), .class("skip-link"), .href(SafeURL(fragment: "main")))
                banners
                ShellHeader(shell: self)
                Main(
                    .class(isWide ? "main main-wide" : "main"),
                    .id("main"),
                    .focusable(.script)
                ) {
                    content
                }
                ShellFooter(shell: self)
                if reader?.sessionSeconds != nil { SessionWarning(words: words) }
            }
        }
    }

    @MarkupBuilder private var head: Markup {
        Head {
            Meta(.utf8())
            Title((hasErrors ? words("person.shell.error-prefix") + " " : "") + "\(title) – Tandem")
            Meta(.name(.viewport), .content("width=device-width, initial-scale=1"))
            Meta(.name(.colourScheme), .content("light dark"))
            Meta(.name(.referrer), .content("same-origin"))
            Meta(.name(.robots), .content("noindex, nofollow"))
            Link(.rel(.stylesheet), .href(links.styles.url))
            Script(.src(links.script.url), .defer())
        }
    }

    @MarkupBuilder private var banners: Markup {
        if isFictitious || isPractice {
            Section(.class("banners"), .aria(.label, words("person.shell.banners"))) {
                if isFictitious {
                    P(words("person.shell.fictitious"), .class("banner banner-fictitious"))
                }
                if isPractice { P(words("shell.practice"), .class("banner banner-practice")) }
            }
        }
    }
}

/// Shown by the script two minutes before the session ends; without a script it is never seen.
struct SessionWarning: Component {
    let words: Words

    var body: Markup {
        Div(
            .class("session-warning"),
            .id("session-warning"),
            .role(.alert),
            .hidden()
        ) {
            P(words("shell.session-ending"))
        }
    }
}
