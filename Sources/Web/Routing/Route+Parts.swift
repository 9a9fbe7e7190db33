import Casefile
import Casework
import Mechanism

extension Route {
    /// Path segments and query, as `init(path:query:)` reads them.
    var parts: (path: [String], query: [(name: String, value: String)]) {
        switch self {
        case .home: ([], [])
        case .signIn: (["sign-in"], [])
        case .invitation(let token): (["invitation", token], [])
        case .leaflet(let language): (["help", language.rawValue], [])
        case .away: (["away"], [])
        case .asset(let name): (["assets", name], [])
        case .live: (["health", "live"], [])
        case .ready: (["health", "ready"], [])
        case .logCheckpoint: (["log", "checkpoint"], [])
        case .logTile(let path):
            (["log", "tile"] + path.split(separator: "/").map(String.init), [])
        case .logConsistency(let from, let to):
            (["log", "consistency", String(from), String(to)], [])
        case .signOut: (["sign-out"], [])
        case .work(let page): (["work"], Self.query(page))
        case .workDone: (["work", "done"], [])
        case .mechanism: (["mechanism"], [])
        case .people: (["people"], [])
        case .figures: (["figures"], [])
        case .checks: (["checks"], [])
        case .check(let id): (["checks", id.description], [])
        case .inbox(let page): (["inbox"], Self.query(page))
        case .notifications(let page): (["notifications"], Self.query(page))
        case .newNotification: (["notifications", "new"], [])
        case .protection: (["protection"], [])
        case .protectionExport: (["protection", "export"], [])
        case .places: (["places"], [])
        case .setPlaces(let service): (["places", service.rawValue], [])
        case .members: (["members"], [])
        case .newInvitation: (["members", "invitations"], [])
        case .confirmMember(let id): (["members", id.description, "confirmation"], [])
        case .disableMember(let id): (["members", id.description, "disabling"], [])
        case .agencies: (["agencies"], [])
        case .inviteAgency(let id): (["agencies", id.rawValue, "invitation"], [])
        case .confirmAgency(let id): (["agencies", id.rawValue, "confirmation"], [])
        case .firstContacts: (["first-contact"], [])
        case .firstContact(let draft, let step):
            (["first-contact", draft.description, step.rawValue], [])
        case .leaveUnrecorded(let draft): (["first-contact", draft.description, "leaving"], [])
        case .paperForm(let language): (["paper-form", language.rawValue], [])
        default: (caseParts, caseQuery)
        }
    }

    private var caseParts: [String] {
        switch self {
        case .cases: ["cases"]
        case .findCase: ["cases", "find"]
        case .caseFile(let id): ["cases", id.description]
        case .breakGlass(let id): ["cases", id.description, "break-glass"]
        case .newEntry(let id, let form): ["cases", id.description, "new", form.rawValue]
        case .correction(let id, let entry):
            ["cases", id.description, "entries", entry.description, "correction"]
        case .attachFile(let id, let entry):
            ["cases", id.description, "entries", entry.description, "attachments"]
        case .attachment(let id, let file):
            ["cases", id.description, "attachments", file.description]
        case .newConsent(let id): ["cases", id.description, "consents"]
        case .withdrawConsent(let id, let consent):
            ["cases", id.description, "consents", consent.description, "withdrawal"]
        case .reviewDisclosure(let id, let disclosure):
            ["cases", id.description, "disclosures", disclosure.description, "review"]
        case .closeCase(let id): ["cases", id.description, "closure"]
        case .eraseCase(let id): ["cases", id.description, "erasure"]
        case .services(let id): ["cases", id.description, "services"]
        case .newReferral(let id, let service):
            ["cases", id.description, "referrals", service.rawValue]
        case .newDecision(let id): ["cases", id.description, "decisions"]
        case .endReflection(let id): ["cases", id.description, "reflection-end"]
        case .askCheck(let id): ["cases", id.description, "check"]
        case .linkCase(let id): ["cases", id.description, "links"]
        case .unlinkCase(let id, let link):
            ["cases", id.description, "links", link.description, "end"]
        case .referral(let id): ["referrals", id.description]
        case .acceptReferral(let id): ["referrals", id.description, "acceptance"]
        case .declineReferral(let id): ["referrals", id.description, "refusal"]
        case .answerReferral(let id): ["referrals", id.description, "answer"]
        case .withdrawReferral(let id): ["referrals", id.description, "withdrawal"]
        case .approveReferral(let id): ["referrals", id.description, "approval"]
        default: []
        }
    }

    private var caseQuery: [(name: String, value: String)] {
        if case .cases(let page) = self { Self.query(page) } else { [] }
    }

    private static func query(_ page: Int) -> [(name: String, value: String)] {
        page > 1 ? [("page", String(page))] : []
    }
}
