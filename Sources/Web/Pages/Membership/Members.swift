import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// The colleagues of the member's agency, and inviting another.
    func members(_ actor: Actor) async throws -> HTTPResponse {
        try await membersPage(actor)
    }

    /// Lets a keyholder certify a new colleague's keys.
    func confirmMember(_ id: Member.ID, _ actor: Actor) async throws -> HTTPResponse {
        guard isPost else { throw AccessRefusal.hidden }
        do {
            try await installation.confirmMember(
                id,
                fingerprint: form.only("fingerprint") ?? "",
                by: actor
            )
        } catch let refusal as MembershipRefusal {
            return try await membersPage(actor, refusal: refusal)
        }
        return try goOn(to: .members)
    }

    /// Ends a colleague's access at once; cases and tasks go to whoever was chosen, or to the agency.
    func disableMember(_ id: Member.ID, _ actor: Actor) async throws -> HTTPResponse {
        guard isPost else { throw AccessRefusal.hidden }
        let typed = form.only("successor-\(id)") ?? ""
        let successor = Member.ID(hex: typed)
        // A choice that names nobody must not give the cases to everybody.
        guard typed.isEmpty || successor != nil else { throw AccessRefusal.hidden }
        do {
            try await installation.disableMember(id, successor: successor, by: actor)
        } catch let refusal as MembershipRefusal {
            return try await membersPage(actor, refusal: refusal)
        }
        return try goOn(to: .members)
    }

    func membersPage(
        _ actor: Actor,
        invitation: InvitationForm = InvitationForm(),
        refusal: MembershipRefusal? = nil
    ) async throws -> HTTPResponse {
        let members = try await installation.members(for: actor)
        let page = MembersPage(
            members: members.map {
                .init(
                    id: $0.id,
                    name: $0.name,
                    fingerprint: $0.fingerprint,
                    capabilities: Capability.allCases.filter($0.capabilities.contains),
                    isKeyholder: $0.isKeyholder,
                    isConfirmed: $0.isConfirmed,
                    isActive: $0.isActive,
                    isReader: $0.id == actor.member
                )
            },
            isKeyholder: actor.isKeyholder,
            isPractice: actor.isPractice,
            invitation: invitation,
            allowed: Capability.allCases.filter(
                Capability.allowed(to: actor.agency).contains
            ),
            refusal: refusal.map { Message("refusal.membership.\($0.rawValue)") },
            token: token,
            words: words
        )
        return try await self.page(
            words("members.title"),
            hasErrors: refusal != nil || invitation.hasErrors,
            isWide: true
        ) { page }
    }
}

/// Colleagues, what they may do, and what a keyholder can do about it.
struct MembersPage: Component {
    /// A line of the list.
    struct Line {
        let id: Member.ID
        let name: String
        let fingerprint: String
        let capabilities: [Capability]
        let isKeyholder: Bool
        let isConfirmed: Bool
        let isActive: Bool
        /// True for the member who reads the page.
        let isReader: Bool
    }

    let members: [Line]
    /// Whether the reader can certify keys.
    let isKeyholder: Bool
    let isPractice: Bool
    let invitation: InvitationForm
    let allowed: [Capability]
    let refusal: Message?
    let token: String
    let words: Words

    var body: Markup {
        Markup {
            ErrorSummary(fields: invitation.fields, words: words)
            H1(words("members.title"))
            if let refusal {
                Notice(.caution, heading: words("members.refused"), isStatus: true) {
                    P(words(refusal))
                }
            }
            P(words("members.lead"), .class("lead"))
            if isPractice {
                Notice(.information, heading: words("members.practice-heading")) {
                    P(words("members.practice-text"))
                }
            }
            if waiting.isEmpty == false {
                H2(words("members.waiting-heading"))
                P(words(isKeyholder ? "members.waiting-text" : "members.waiting-for-keyholder"))
            }
            MemberTable(members: members, isKeyholder: isKeyholder, token: token, words: words)
            H2(words("members.invite-heading"))
            InvitationFormSection(
                form: invitation,
                allowed: allowed,
                token: token,
                words: words
            )
        }
    }

    private var waiting: [Line] { members.filter { $0.isActive && !$0.isConfirmed } }
}

/// The list itself.
struct MemberTable: Component {
    let members: [MembersPage.Line]
    let isKeyholder: Bool
    let token: String
    let words: Words

    var body: Markup {
        DataTable(
            caption: words("members.caption"),
            hidesCaption: true,
            columns: ["name", "may", "standing", "action"].map { words("members.\($0)") },
            rows: members.map { [name($0), capabilities($0), standing($0), action($0)] }
        ).body
    }

    private func name(_ line: MembersPage.Line) -> Markup {
        Markup {
            Bdi(line.name.isEmpty ? words("members.unnamed") : line.name)
            if line.isReader { Span(" " + words("members.you"), .class("hint")) }
        }
    }

    private func capabilities(_ line: MembersPage.Line) -> Markup {
        Markup {
            Ul(.class("plain-list")) {
                line.capabilities.map { Li(words("capability", of: $0)) }
            }
        }
    }

    private func standing(_ line: MembersPage.Line) -> Markup {
        Markup {
            if !line.isActive {
                Badge(words("members.disabled"), .plain)
            } else if !line.isConfirmed {
                Badge(words("members.waiting"), .waiting)
            } else {
                Badge(words("members.active"), .good)
            }
            if line.isKeyholder {
                " "
                Badge(words("members.keyholder"), .calm)
            }
        }
    }

    /// Who takes over; nobody in particular is the agency.
    private func successor(of line: MembersPage.Line) -> Markup {
        let able = members.filter {
            $0.isActive && $0.isConfirmed && $0.id != line.id && $0.capabilities.contains(.record)
        }
        guard !able.isEmpty else { return .empty }
        return SelectField(
            field: FieldValue("successor-\(line.id)"),
            label: words("members.successor"),
            prompt: words("members.successor-agency"),
            choices: able.map { Choice($0.id.description, $0.name) },
            words: words
        ).body
    }

    private func action(_ line: MembersPage.Line) -> Markup {
        Markup {
            if line.isActive, !line.isConfirmed, isKeyholder {
                PostForm(
                    action: Route.confirmMember(line.id),
                    token: token,
                    guardsTyping: false
                ) {
                    P(words("members.compare"), .class("hint"))
                    P { Code { Bdi(line.fingerprint) } }
                    HiddenField(name: "fingerprint", value: line.fingerprint)
                    SubmitButton(words("members.confirm", ["name": line.name]), style: .secondary)
                }
            }
            if line.isActive, !line.isReader {
                Disclosure(words("members.disable-summary", ["name": line.name])) {
                    P(words("members.disable-text"))
                    PostForm(
                        action: Route.disableMember(line.id),
                        token: token,
                        guardsTyping: false
                    ) {
                        successor(of: line)
                        SubmitButton(words("members.disable", ["name": line.name]), style: .grave)
                    }
                }
            }
        }
    }
}
