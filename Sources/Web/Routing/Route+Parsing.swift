import Casefile
import Casework
import Mechanism

extension Route {
    /// The route at a path, or nothing where there is none.
    ///
    /// `page`: the `page` of the query, from 1.
    package init?(path: [String], page: Int = 1) {
        guard let first = path.first else {
            self = .home
            return
        }
        let rest = Array(path.dropFirst())
        let found: Route?
        switch first {
        case "log": found = Self.logRoute(rest)
        case "cases": found = Self.caseRoute(rest, page)
        case "referrals": found = Self.referralRoute(rest)
        case "first-contact": found = Self.firstContactRoute(rest)
        default: found = Self.simpleRoute(first, rest, page)
        }
        guard let found else { return nil }
        self = found
    }

    private static func simpleRoute(_ first: String, _ rest: [String], _ page: Int) -> Route? {
        switch (first, rest.count) {
        case ("sign-in", 0): .signIn
        case ("sign-out", 0): .signOut
        case ("invitation", 1): .invitation(token: rest[0])
        case ("help", 1): .leaflet(LanguageCode(rest[0]))
        case ("away", 0): .away
        case ("assets", 1): .asset(rest[0])
        case ("health", 1): rest[0] == "live" ? .live : rest[0] == "ready" ? .ready : nil
        case ("work", 0): .work(page: page)
        case ("work", 1): rest[0] == "done" ? .workDone : nil
        case ("mechanism", 0): .mechanism
        case ("people", 0): .people
        case ("figures", 0): .figures
        case ("checks", 0): .checks
        case ("checks", 1): BlindNotice.ID(hex: rest[0]).map { .check($0) }
        case ("inbox", 0): .inbox(page: page)
        case ("notifications", 0): .notifications(page: page)
        case ("notifications", 1): rest[0] == "new" ? .newNotification : nil
        case ("protection", 0): .protection
        case ("protection", 1): rest[0] == "export" ? .protectionExport : nil
        case ("places", 0): .places
        case ("places", 1): .setPlaces(Service.ID(rest[0]))
        case ("paper-form", 1): .paperForm(LanguageCode(rest[0]))
        case ("members", _): memberRoute(rest)
        case ("agencies", 0): .agencies
        case ("agencies", 2):
            rest[1] == "invitation"
                ? .inviteAgency(Agency.ID(rest[0]))
                : rest[1] == "confirmation" ? .confirmAgency(Agency.ID(rest[0])) : nil
        default: nil
        }
    }

    private static func logRoute(_ rest: [String]) -> Route? {
        switch (rest.first, rest.count) {
        case ("checkpoint", 1): return .logCheckpoint
        case ("tile", 3...8): return .logTile(path: rest.dropFirst().joined(separator: "/"))
        case ("consistency", 3):
            guard let from = Int(rest[1]), let to = Int(rest[2]) else { return nil }
            return .logConsistency(from: from, to: to)
        default: return nil
        }
    }

    private static func memberRoute(_ rest: [String]) -> Route? {
        if rest.isEmpty { return .members }
        if rest == ["invitations"] { return .newInvitation }
        guard rest.count == 2, let id = Member.ID(hex: rest[0]) else { return nil }
        switch rest[1] {
        case "confirmation": return .confirmMember(id)
        case "disabling": return .disableMember(id)
        default: return nil
        }
    }

    private static func caseRoute(_ rest: [String], _ page: Int) -> Route? {
        if rest.isEmpty { return .cases(page: page) }
        if rest == ["find"] { return .findCase }
        guard let id = Case.ID(hex: rest[0]) else { return nil }
        if rest.count == 1 { return .caseFile(id) }
        switch (rest[1], rest.count) {
        case ("break-glass", 2): return .breakGlass(id)
        case ("new", 3): return EntryForm(rawValue: rest[2]).map { .newEntry(id, $0) }
        case ("entries", 4) where rest[3] == "correction":
            return Entry.ID(hex: rest[2]).map { .correction(id, $0) }
        case ("entries", 4) where rest[3] == "attachments":
            return Entry.ID(hex: rest[2]).map { .attachFile(id, $0) }
        case ("attachments", 3): return AttachedFile.ID(hex: rest[2]).map { .attachment(id, $0) }
        case ("consents", 2): return .newConsent(id)
        case ("consents", 4) where rest[3] == "withdrawal":
            return Consent.ID(hex: rest[2]).map { .withdrawConsent(id, $0) }
        case ("disclosures", 4) where rest[3] == "review":
            return DisclosureMade.ID(hex: rest[2]).map { .reviewDisclosure(id, $0) }
        case ("closure", 2): return .closeCase(id)
        case ("erasure", 2): return .eraseCase(id)
        case ("services", 2): return .services(id)
        case ("referrals", 3): return .newReferral(id, Service.ID(rest[2]))
        case ("decisions", 2): return .newDecision(id)
        case ("reflection-end", 2): return .endReflection(id)
        case ("check", 2): return .askCheck(id)
        case ("links", 2): return .linkCase(id)
        case ("links", 4) where rest[3] == "end":
            return CaseLinked.ID(hex: rest[2]).map { .unlinkCase(id, $0) }
        default: return nil
        }
    }

    private static func referralRoute(_ rest: [String]) -> Route? {
        guard let first = rest.first, let id = Referral.ID(hex: first) else { return nil }
        if rest.count == 1 { return .referral(id) }
        guard rest.count == 2 else { return nil }
        switch rest[1] {
        case "acceptance": return .acceptReferral(id)
        case "refusal": return .declineReferral(id)
        case "answer": return .answerReferral(id)
        case "withdrawal": return .withdrawReferral(id)
        case "approval": return .approveReferral(id)
        default: return nil
        }
    }

    private static func firstContactRoute(_ rest: [String]) -> Route? {
        if rest.isEmpty { return .firstContacts }
        guard rest.count == 2, let draft = Draft.ID(hex: rest[0]) else { return nil }
        if rest[1] == "leaving" { return .leaveUnrecorded(draft) }
        return FirstContactStep(rawValue: rest[1]).map { .firstContact(draft, $0) }
    }
}
