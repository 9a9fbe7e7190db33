import Casework
import HTML
import HTTP
import Mechanism

/// One request with everything that its page may need to know.
struct Visit: Sendable {
    let site: Site
    let route: Route
    let request: HTTPRequest
    /// The posted fields; empty for GET, and the token alone where a file comes after it.
    private(set) var form: FormBody
    /// What is left of a form that is read while it comes, because it carries a file.
    private(set) var upload: MultipartReader?
    /// Whether that form said at once that it is too large: none of it was read, its token neither.
    private(set) var isTooLarge = false
    private(set) var secret: SessionSecret?
    private(set) var actor: Actor?

    static let cookieName = "session"

    init(site: Site, route: Route, request: HTTPRequest, form: FormBody) {
        self.site = site
        self.route = route
        self.request = request
        self.form = form
    }

    var installation: Installation { site.installation }
    var mechanism: Mechanism { site.installation.mechanism }
    var isPost: Bool { request.method == .post }

    /// The words of the staff's interface.
    var words: Words { Words(LanguageCode("en")) }

    /// The session's form token; empty before sign-in.
    var token: String { secret?.formToken ?? "" }

    /// Whether the posted form carries this session's token.
    var hasRightToken: Bool {
        guard let secret, let sent = form.only(PostForm.tokenName) else { return false }
        return Self.isSame(sent, secret.formToken)
    }

    /// Compares without telling by time how much agrees.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Reads the token of a form that carries a file: its first field, so that nobody's file is read before.
    mutating func takeToken() async throws {
        guard let body = request.upload, let boundary = request.multipartBoundary else { return }
        var reader = MultipartReader(body, boundary: boundary)
        do {
            guard let part = try await reader.nextPart(), part.name == PostForm.tokenName,
                part.fileName == nil
            else { return }
            form = FormBody([FormBody.Field(part.name, try await reader.text())])
            upload = reader
        } catch UploadBody.Failure.tooLarge {
            isTooLarge = true
        }
    }

    /// Takes on a session that has just begun.
    mutating func adopt(_ secret: SessionSecret, _ actor: Actor) {
        self.secret = secret
        self.actor = actor
    }

    /// Finds the session that the cookie belongs to.
    @discardableResult
    mutating func resume() async throws -> Bool {
        guard let cookie = request.cookies.hostValue(Self.cookieName),
            let secret = SessionSecret(cookieValue: cookie)
        else { return false }
        actor = try await installation.actor(of: secret)
        self.secret = actor == nil ? nil : secret
        return actor != nil
    }

    /// The name of an agency of the mechanism in the reader's language.
    func name(of agency: Agency.ID) -> String {
        guard let agency = mechanism.agency(agency) else { return agency.rawValue }
        return agency.name.text(in: [words.language] + mechanism.languages)
    }

    /// The name of a service of the mechanism in the reader's language.
    func name(of service: Service.ID) -> String {
        guard let service = mechanism.service(service) else { return service.rawValue }
        return service.name.text(in: [words.language] + mechanism.languages)
    }

    /// Whether a route has members as its audience and is in the navigation of this member.
    private func navigation(for actor: Actor) async throws -> [PageShell.Item] {
        guard actor.isConfirmed else { return [] }
        var items = [item("nav.my-work", .work(page: 1))]
        if actor.may(.recordContact) { items.append(item("nav.new-first-contact", .firstContacts)) }
        if actor.may(.answerReferrals) {
            var inbox = item("nav.inbox", .inbox(page: 1))
            inbox.count = try await installation.inboxCount(for: actor)
            items.append(inbox)
        }
        if actor.may(.record) {
            items.append(item("nav.cases", .cases(page: 1)))
            items.append(item("nav.people", .people))
            items.append(item("nav.checks", .checks))
        }
        if actor.may(.setPlaces) { items.append(item("nav.places", .places)) }
        if actor.may(.manageMembers) { items.append(item("nav.members", .members)) }
        if actor.may(.confirmAgencies) { items.append(item("nav.agencies", .agencies)) }
        if actor.may(.readNotifications) {
            items.append(item("nav.notifications", .notifications(page: 1)))
        }
        if actor.may(.readLog) { items.append(item("nav.protection", .protection)) }
        if actor.may(.readFigures) { items.append(item("nav.figures", .figures)) }
        items.append(item("nav.mechanism", .mechanism))
        return items
    }

    private func item(_ key: String, _ target: Route) -> PageShell.Item {
        PageShell.Item(label: words(key), target: target, isCurrent: route.kind == target.kind)
    }

    /// A member's page.
    func page(
        _ title: String,
        status: HTTPStatus = .ok,
        hasErrors: Bool = false,
        isWide: Bool = false,
        isPractice: Bool = false,
        @MarkupBuilder content: () -> Markup
    ) async throws -> HTTPResponse {
        let reader = actor.map { actor in
            PageShell.Reader(
                member: actor.name,
                agency: name(of: actor.agency.id),
                signOut: Route.signOut,
                token: token,
                sessionSeconds: Int(Installation.sessionIdleSeconds)
            )
        }
        let items: [PageShell.Item]
        if let actor { items = try await navigation(for: actor) } else { items = [] }
        let shell = PageShell(
            title: title,
            words: words,
            links: site.links(isPublic: false),
            reader: reader,
            navigation: items,
            isFictitious: mechanism.isFictitious,
            isPractice: isPractice || actor?.isPractice == true,
            hasErrors: hasErrors,
            isWide: isWide,
            content: content
        )
        return .page(shell, status: hasErrors ? .unprocessableContent : status)
    }

    /// A page for everybody, with a quick way out.
    func publicPage(
        _ title: String,
        in language: LanguageCode? = nil,
        translations: [PageShell.Translation] = [],
        status: HTTPStatus = .ok,
        hasErrors: Bool = false,
        @MarkupBuilder content: () -> Markup
    ) -> HTTPResponse {
        let shell = PageShell(
            title: title,
            words: language.map { Words($0) } ?? words,
            links: site.links(isPublic: true),
            translations: translations,
            isFictitious: mechanism.isFictitious,
            hasErrors: hasErrors,
            content: content
        )
        return .page(shell, status: hasErrors ? .unprocessableContent : status)
    }

    /// Goes on to another page after a form was taken.
    func goOn(to route: Route) throws -> HTTPResponse {
        let (path, query) = route.parts
        let target = try SafePath(
            segments: path,
            query: FormBody(query.map { FormBody.Field($0.name, $0.value) })
        )
        return .redirect(to: target)
    }
}

extension HTTPResponse {
    /// An answer with a page.
    static func page(_ shell: PageShell, status: HTTPStatus) -> HTTPResponse {
        .bytes(shell.bytes, contentType: "text/html; charset=utf-8", status: status)
    }
}
