import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Staff go to their work; everybody else finds the way to help and to sign-in.
    func home() async throws -> HTTPResponse {
        if actor != nil { return try goOn(to: .work(page: 1)) }
        let name = mechanism.name.text(in: [words.language])
        return publicPage(words("home.title", ["mechanism": name])) {
            H1(words("home.title", ["mechanism": name]))
            P(words("home.lead"), .class("lead"))
            H2(words("home.person-heading"))
            Ul {
                for language in mechanism.languages where Words.personLanguages.contains(language) {
                    Li {
                        A(
                            words.ownName(of: language),
                            .href(Route.leaflet(language).url),
                            .lang(language.rawValue)
                        )
                    }
                }
            }
            H2(words("home.staff-heading"))
            ButtonRow { ButtonLink(words("sign-in.title"), to: Route.signIn) }
        }
    }

    /// The sign-in form, and signing in.
    func signIn() async throws -> HTTPResponse {
        guard isPost else {
            return actor == nil
                ? signInPage(SignInPage(words: words)) : try goOn(to: .work(page: 1))
        }
        let login = form.only("login") ?? ""
        let password = form.only("password") ?? ""
        var page = SignInPage(words: words)
        page.login = login
        page.held = heldForm
        guard !login.isEmpty, !password.isEmpty else {
            page.error = Message("sign-in.both")
            return signInPage(page)
        }
        let account = Installation.throttleKey(login)
        let network = request.remoteAddress.network
        if case .wait(let time) = await site.gate.attempt(account: account, network: network) {
            let minutes = Int(time.components.seconds / 60) + 1
            page.error = Message("sign-in.wait", ["minutes": String(minutes)])
            return signInPage(page, status: .tooManyRequests)
        }
        do {
            let secret = try await installation.signIn(login: login, password: password)
            await site.gate.succeeded(account: account, network: network)
            return try await signedIn(secret)
        } catch SignInRefusal.wrong {
            page.error = Message("sign-in.wrong")
        } catch SignInRefusal.tooBusy {
            page.error = Message("sign-in.busy")
        }
        return signInPage(page)
    }

    /// Goes on to what the member wanted when the session was lost, or to their work.
    private func signedIn(_ secret: SessionSecret) async throws -> HTTPResponse {
        let cookie = try SetCookie(Self.cookieName, value: secret.cookieValue)
        if let held = heldForm, let target = held.route {
            if held.isPost, let actor = try await installation.actor(of: secret) {
                var visit = Visit(site: site, route: target, request: request, form: held.fields)
                visit.adopt(secret, actor)
                return visit.resubmissionPage().setting(cookie)
            }
            return try goOn(to: target).setting(cookie)
        }
        return try goOn(to: .work(page: 1)).setting(cookie)
    }

    func signOut() async throws -> HTTPResponse {
        guard isPost else { throw AccessRefusal.hidden }
        if let secret { try await installation.signOut(secret) }
        return try goOn(to: .home).setting(.deletion(of: Self.cookieName))
    }

    private func signInPage(_ page: SignInPage, status: HTTPStatus = .ok) -> HTTPResponse {
        publicPage(
            words("sign-in.title"),
            status: status,
            hasErrors: page.error != nil && status == .ok
        ) { page }
    }

    private var heldForm: HeldForm? { HeldForm(reading: form) }
}

extension Site {
    /// The session is lost: after signing in again the member is where they were, with what they typed.
    func askToSignIn(_ visit: Visit) async throws -> HTTPResponse {
        var page = SignInPage(words: visit.words)
        page.held = HeldForm(route: visit.route, isPost: visit.isPost, fields: visit.form)
        page.note = Message(visit.isPost ? "sign-in.lost" : "sign-in.needed")
        return visit.publicPage(visit.words("sign-in.title"), status: .unauthorized) { page }
    }
}

/// The sign-in form.
struct SignInPage: Component {
    let words: Words
    var login = ""
    var error: Message?
    var note: Message?
    var held: HeldForm?

    var body: Markup {
        let field = FieldValue("login", login, error: error)
        return Markup {
            ErrorSummary(fields: [field], words: words)
            H1(words("sign-in.title"))
            if let note { Notice(.information, isStatus: true) { P(words(note)) } }
            PostForm(action: Route.signIn, token: "", guardsTyping: false) {
                if let held { held }
                TextField(
                    field: field,
                    label: words("sign-in.login"),
                    width: .medium,
                    autocomplete: .username,
                    words: words
                )
                TextField(
                    field: FieldValue("password"),
                    label: words("sign-in.password"),
                    type: .password,
                    width: .medium,
                    autocomplete: .currentPassword,
                    words: words
                )
                SubmitButton(words("sign-in.button"))
            }
        }
    }
}

/// A request that waits for the member to sign in again.
struct HeldForm: Component {
    let target: String
    let isPost: Bool
    let fields: FormBody

    private static let targetName = "held-target"
    private static let postName = "held-post"
    private static let prefix = "held."

    init(route: Route, isPost: Bool, fields: FormBody) {
        target = route.url.text
        self.isPost = isPost
        self.fields = fields
    }

    init?(reading form: FormBody) {
        guard let target = form.only(Self.targetName) else { return nil }
        self.target = target
        isPost = form.only(Self.postName) == "yes"
        fields = FormBody(
            form.fields.filter { $0.name.hasPrefix(Self.prefix) }.map {
                FormBody.Field(String($0.name.dropFirst(Self.prefix.count)), $0.value)
            }
        )
    }

    /// The route that waits; only members' routes can.
    var route: Route? {
        guard let path = SafePath(target) else { return nil }
        let parts = path.text.split(separator: "?", maxSplits: 1)
        guard let end = parts.first, let segments = try? PathSegments(parsing: end) else {
            return nil
        }
        let query = parts.count == 2 ? try? FormBody(parsing: Array(parts[1].utf8)) : nil
        let page = query?.only("page").flatMap { Int($0) } ?? 1
        guard let route = Route(path: segments.segments, page: max(page, 1)),
            route.audience == .members
        else { return nil }
        return route
    }

    var body: Markup {
        Markup {
            HiddenField(name: Self.targetName, value: target)
            if isPost { HiddenField(name: Self.postName, value: "yes") }
            for field in fields.fields where field.name != PostForm.tokenName {
                HiddenField(name: Self.prefix + field.name, value: field.value)
            }
        }
    }
}
