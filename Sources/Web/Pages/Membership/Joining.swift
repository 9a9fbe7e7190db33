import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Accepting an invitation: whoever holds the link and the code chooses a name and a password.
    func invitation(_ token: String) async throws -> HTTPResponse {
        guard let invitation = try await installation.invitation(token: token) else {
            return deadInvitationPage()
        }
        var form = JoiningForm()
        guard isPost else { return joiningPage(token, invitation, form) }
        form = JoiningForm(reading: self.form)
        guard !form.hasErrors else { return joiningPage(token, invitation, form) }
        let account = "invitation:\(token)"
        let network = request.remoteAddress.network
        if case .wait(let time) = await site.gate.attempt(account: account, network: network) {
            let minutes = Int(time.components.seconds / 60) + 1
            form.code.error = Message("joining.wait", ["minutes": String(minutes)])
            return joiningPage(token, invitation, form, status: .tooManyRequests)
        }
        do {
            let welcome = try await installation.acceptInvitation(
                token: token,
                code: form.code.value,
                form.member
            )
            await site.gate.succeeded(account: account, network: network)
            return welcomePage(welcome)
        } catch NewMemberRefusal.invitationUnknown {
            return deadInvitationPage()
        } catch let refusal as NewMemberRefusal {
            // The code is looked at first: whatever else is wrong, the code was right.
            if refusal != .codeWrong, refusal != .codeMistyped {
                await site.gate.succeeded(account: account, network: network)
            }
            form.fail(refusal)
            return joiningPage(token, invitation, form)
        }
    }

    private func joiningPage(
        _ token: String,
        _ invitation: (agency: Agency.ID, isFirst: Bool),
        _ form: JoiningForm,
        status: HTTPStatus = .ok
    ) -> HTTPResponse {
        let title = words("joining.title", ["agency": name(of: invitation.agency)])
        return publicPage(
            title,
            status: status,
            hasErrors: form.hasErrors && status == .ok
        ) {
            JoiningPage(
                title: title,
                action: .invitation(token: token),
                isFirst: invitation.isFirst,
                form: form,
                words: words
            )
        }
    }

    private func deadInvitationPage() -> HTTPResponse {
        publicPage(words("joining.dead-title"), status: .notFound) {
            H1(words("joining.dead-title"))
            P(words("joining.dead-text"))
            P { TextLink(words("sign-in.title"), to: Route.signIn) }
        }
    }

    private func welcomePage(_ welcome: Welcome) -> HTTPResponse {
        publicPage(words("joining.done-title")) {
            WelcomePage(
                agency: name(of: welcome.agency),
                recoveryCode: welcome.recoveryCode,
                fingerprint: welcome.fingerprint,
                words: words
            )
        }
    }
}

/// What somebody who was invited fills in.
struct JoiningForm {
    static let limit = 200

    var code = FieldValue("code")
    var name = FieldValue("name")
    var login = FieldValue("login")
    var password = FieldValue("password")

    init() {}

    init(reading form: FormBody) {
        code = FieldValue("code", form.only("code").map { $0.trimmingSpace })
        name = FieldValue("name", form.only("name").map { $0.trimmingSpace })
        login = FieldValue("login", form.only("login").map { $0.trimmingSpace })
        password = FieldValue("password", form.only("password"))
        code.error = Self.tooLong(code, "joining.code")
        name.error = Self.tooLong(name, "joining.name")
        login.error = Self.tooLong(login, "joining.login")
        if code.value.isEmpty { code.error = Message("joining.code-missing") }
    }

    private static func tooLong(_ field: FieldValue, _ label: String) -> Message? {
        guard field.value.count > limit else { return nil }
        return Message("\(label)-too-long", ["count": String(limit)])
    }

    var member: NewMemberForm {
        NewMemberForm(name: name.value, login: login.value, password: password.value)
    }

    var fields: [FieldValue] { [code, name, login, password] }
    var hasErrors: Bool { fields.contains { $0.error != nil } }

    /// Puts a refusal at the field that it is about.
    mutating func fail(_ refusal: NewMemberRefusal) {
        let message = Message("refusal.member.\(refusal.rawValue)")
        switch refusal {
        case .invitationUnknown, .codeWrong, .codeMistyped: code.error = message
        case .nameMissing: name.error = message
        case .loginTooShort, .loginTaken: login.error = message
        case .passwordTooShort, .passwordTooLong, .passwordIsLogin, .tooBusy:
            password.error = message
        }
    }
}

/// The form of somebody who was invited.
struct JoiningPage: Component {
    let title: String
    let action: Route
    let isFirst: Bool
    let form: JoiningForm
    let words: Words

    var body: Markup {
        Markup {
            ErrorSummary(fields: form.fields, words: words)
            H1(title)
            P(words(isFirst ? "joining.first-lead" : "joining.lead"), .class("lead"))
            PostForm(action: action, token: "", guardsTyping: false) {
                TextField(
                    field: form.code,
                    label: words("joining.code"),
                    hint: words("joining.code-hint"),
                    width: .medium,
                    autocomplete: .oneTimeCode,
                    words: words
                )
                TextField(
                    field: form.name,
                    label: words("joining.name"),
                    hint: words("joining.name-hint"),
                    autocomplete: .name,
                    words: words
                )
                TextField(
                    field: form.login,
                    label: words("joining.login"),
                    hint: words("joining.login-hint"),
                    width: .medium,
                    autocomplete: .username,
                    words: words
                )
                TextField(
                    field: form.password,
                    label: words("joining.password"),
                    hint: words("joining.password-hint"),
                    type: .password,
                    width: .medium,
                    autocomplete: .newPassword,
                    words: words
                )
                SubmitButton(words("joining.button"))
            }
        }
    }
}

/// What a new member is told once.
struct WelcomePage: Component {
    let agency: String
    let recoveryCode: String?
    let fingerprint: String
    let words: Words

    var body: Markup {
        Markup {
            H1(words("joining.done-title"))
            if let recoveryCode {
                Notice(.caution, heading: words("joining.once-heading"), isStatus: true) {
                    P(words("joining.once-text"))
                }
                FactList([
                    .init(words("joining.agency")) { Bdi(agency) },
                    .init(words("joining.recovery-code")) { Strong { Code { Bdi(recoveryCode) } } },
                    .init(words("joining.fingerprint")) { Strong { Code { Bdi(fingerprint) } } },
                ])
                H2(words("joining.next-heading"))
                Ol {
                    for step in ["next-print", "next-voice", "next-second"] {
                        Li(words("joining.\(step)"))
                    }
                }
            } else {
                Notice(.done, isStatus: true) { P(words("joining.wait-for-keyholder")) }
                P(words("joining.own-fingerprint"))
                P { Strong { Code { Bdi(fingerprint) } } }
            }
            ButtonRow { ButtonLink(words("sign-in.title"), to: Route.signIn) }
        }
    }
}

extension String {
    /// Without white space at both ends.
    fileprivate var trimmingSpace: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
