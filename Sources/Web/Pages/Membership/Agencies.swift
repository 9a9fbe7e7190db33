import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// All agencies of the mechanism and how far each has come.
    func agencies(_ actor: Actor) async throws -> HTTPResponse { try await agenciesPage(actor) }

    /// Invites the first keyholder of an agency.
    func inviteAgency(_ id: Agency.ID, _ actor: Actor) async throws -> HTTPResponse {
        guard isPost else { throw AccessRefusal.hidden }
        let secret = try await installation.inviteFirstKeyholder(of: id, by: actor)
        return try await invitationPage(secret, to: name(of: id), back: .agencies)
    }

    /// Confirms an agency's fingerprint once it was compared by voice.
    func confirmAgency(_ id: Agency.ID, _ actor: Actor) async throws -> HTTPResponse {
        guard isPost else { throw AccessRefusal.hidden }
        let compared = AgenciesPage.comparedField(id)
        guard form.only(compared.name) == "yes" else {
            return try await agenciesPage(
                actor,
                failing: compared.failing(Message("agencies.compare-first"))
            )
        }
        do {
            try await installation.confirmAgency(
                id,
                fingerprint: form.only("fingerprint") ?? "",
                by: actor
            )
        } catch let refusal as MembershipRefusal {
            return try await agenciesPage(
                actor,
                failing: compared.failing(Message("refusal.membership.\(refusal.rawValue)"))
            )
        }
        return try goOn(to: .agencies)
    }

    private func agenciesPage(
        _ actor: Actor,
        failing field: FieldValue? = nil
    ) async throws -> HTTPResponse {
        let overviews = try await installation.agencyOverviews(for: actor)
        let lines = overviews.map {
            AgenciesPage.Line(
                id: $0.agency.id,
                name: name(of: $0.agency.id),
                kind: $0.agency.kind,
                progress: $0.progress,
                fingerprint: $0.fingerprint
            )
        }
        // An unknown agency's form is not there to be shown again.
        if let field,
            !lines.contains(where: { AgenciesPage.comparedField($0.id).name == field.name })
        {
            throw AccessRefusal.hidden
        }
        let page = AgenciesPage(lines: lines, failing: field, token: token, words: words)
        return try await self.page(
            words("agencies.title"),
            hasErrors: field?.error != nil,
            isWide: true
        ) { page }
    }
}

/// The coordinating agency's view of who has come how far.
struct AgenciesPage: Component {
    /// One agency.
    struct Line {
        let id: Agency.ID
        let name: String
        let kind: AgencyKind
        let progress: AgencyProgress
        let fingerprint: String?
    }

    let lines: [Line]
    let failing: FieldValue?
    let token: String
    let words: Words

    /// The box that says that a fingerprint was compared; each agency has its own.
    static func comparedField(_ id: Agency.ID) -> FieldValue { FieldValue("compared-\(id)") }

    var body: Markup {
        Markup {
            ErrorSummary(fields: failing.map { [$0] } ?? [], words: words)
            H1(words("agencies.title"))
            P(words("agencies.lead"), .class("lead"))
            Ol {
                for step in ["step-invite", "step-compare", "step-second"] {
                    Li(words("agencies.\(step)"))
                }
            }
            DataTable(
                caption: words("agencies.caption"),
                hidesCaption: true,
                columns: ["agency", "progress", "fingerprint", "action"].map {
                    words("agencies.\($0)")
                },
                rows: lines.map { [name($0), progress($0), fingerprint($0), action($0)] }
            )
        }
    }

    private func name(_ line: Line) -> Markup {
        Markup {
            Bdi(line.name)
            P(words.name(of: line.kind), .class("hint"))
        }
    }

    private func progress(_ line: Line) -> Markup {
        let tone: Badge.Tone =
            switch line.progress {
            case .notInvited: .plain
            case .invited, .awaitsFingerprint: .waiting
            case .practice: .calm
            case .live: .good
            }
        return Markup { Badge(words("agency-progress", of: line.progress), tone) }
    }

    private func fingerprint(_ line: Line) -> Markup {
        Markup {
            if let fingerprint = line.fingerprint {
                Code { Bdi(fingerprint) }
            } else {
                Span(words("agencies.no-fingerprint"), .class("hint"))
            }
        }
    }

    private func action(_ line: Line) -> Markup {
        Markup {
            switch line.progress {
            case .notInvited, .invited:
                PostForm(action: Route.inviteAgency(line.id), token: token, guardsTyping: false) {
                    SubmitButton(
                        words(
                            line.progress == .invited
                                ? "agencies.invite-again" : "agencies.invite",
                            ["agency": line.name]
                        ),
                        style: .secondary
                    )
                }
            case .awaitsFingerprint:
                PostForm(action: Route.confirmAgency(line.id), token: token, guardsTyping: false) {
                    HiddenField(name: "fingerprint", value: line.fingerprint ?? "")
                    Checkbox(
                        field: field(of: line),
                        label: words("agencies.compared", ["agency": line.name]),
                        words: words
                    )
                    SubmitButton(
                        words("agencies.confirm", ["agency": line.name]),
                        style: .secondary
                    )
                }
            case .practice, .live: Markup.empty
            }
        }
    }

    private func field(of line: Line) -> FieldValue {
        let own = Self.comparedField(line.id)
        return own.failing(failing?.name == own.name ? failing?.error : nil)
    }
}
