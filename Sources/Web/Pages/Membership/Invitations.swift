import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Invites a colleague, and shows link and code this once.
    func newInvitation(_ actor: Actor) async throws -> HTTPResponse {
        guard isPost else { return try await membersPage(actor) }
        let allowed = Capability.allowed(to: actor.agency)
        let form = InvitationForm(reading: self.form, allowed: allowed)
        guard !form.hasErrors else { return try await membersPage(actor, invitation: form) }
        let secret = try await installation.invite(
            capabilities: Set(form.capabilities.values.compactMap { Capability(rawValue: $0) }),
            isKeyholder: form.isKeyholder,
            by: actor
        )
        return try await invitationPage(secret, to: name(of: actor.agency.id), back: .members)
    }

    /// Shows an invitation, which is never shown again.
    func invitationPage(
        _ secret: InvitationSecret,
        to agency: String,
        back: Route
    ) async throws -> HTTPResponse {
        let time = installation.time(of: secret.expiresAt)
        let page = InvitationPage(
            agency: agency,
            link: (site.options.origins.first?.text ?? "")
                + Route.invitation(token: secret.token).url.text,
            code: secret.code,
            expires: words.date(installation.day(of: secret.expiresAt)) + ", "
                + words.time(hour: time.hour, minute: time.minute),
            back: back,
            words: words
        )
        return try await self.page(words("invitation.made-title")) { page }
    }
}

/// What an inviter chooses.
struct InvitationForm {
    static let capabilitiesName = "capability"
    static let keyholderName = "keyholder"

    var capabilities = FieldValue(capabilitiesName)
    var keyholder = FieldValue(keyholderName)

    init() {}

    /// Reads the form; a capability that the agency's mandates don't allow is an error, and never granted.
    init(reading form: FormBody, allowed: Set<Capability>) {
        capabilities.values = form.all(Self.capabilitiesName)
        keyholder.values = form.all(Self.keyholderName)
        let known = Set(allowed.map(\.rawValue))
        if !capabilities.values.allSatisfy(known.contains) {
            capabilities.error = Message("invitation.unknown-capability")
        } else if capabilities.values.isEmpty, !isKeyholder {
            capabilities.error = Message("invitation.choose-capability")
        }
    }

    var isKeyholder: Bool { keyholder.value == "yes" }
    var fields: [FieldValue] { [capabilities, keyholder] }
    var hasErrors: Bool { fields.contains { $0.error != nil } }
}

/// The form that invites a colleague.
struct InvitationFormSection: Component {
    let form: InvitationForm
    let allowed: [Capability]
    let token: String
    let words: Words

    var body: Markup {
        PostForm(action: Route.newInvitation, token: token, guardsTyping: false) {
            CheckboxGroup(
                field: form.capabilities,
                legend: words("invitation.capabilities"),
                hint: words("invitation.capabilities-hint"),
                choices: allowed.map { Choice($0.rawValue, words("capability", of: $0)) },
                words: words
            )
            Checkbox(
                field: form.keyholder,
                label: words("invitation.keyholder"),
                hint: words("invitation.keyholder-hint"),
                words: words
            )
            SubmitButton(words("invitation.button"))
        }.body
    }
}

/// A link and a code, shown once.
struct InvitationPage: Component {
    let agency: String
    let link: String
    let code: String
    let expires: String
    let back: Route
    let words: Words

    var body: Markup {
        Markup {
            H1(words("invitation.made-title"))
            Notice(.caution, heading: words("invitation.once-heading"), isStatus: true) {
                P(words("invitation.once-text"))
            }
            FactList([
                .init(words("invitation.for")) { Bdi(agency) },
                .init(words("invitation.link")) { Code { Bdi(link) } },
                .init(words("invitation.code")) { Strong { Code { Bdi(code) } } },
                .init(words("invitation.expires")) { expires },
            ])
            H2(words("invitation.how-heading"))
            Ol {
                for step in ["how-link", "how-code", "how-confirm"] {
                    Li(words("invitation.\(step)"))
                }
            }
            ButtonRow { ButtonLink(words("invitation.back"), to: back, style: .secondary) }
        }
    }
}
