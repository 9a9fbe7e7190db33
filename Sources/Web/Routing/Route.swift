package import Casefile
package import Casework
package import HTML
package import Mechanism

/// Every address of the site: links are printed and requests are parsed by this one type.
package enum Route: Hashable, Sendable {
    // For everybody.
    case home
    case signIn
    case invitation(token: String)
    case leaflet(LanguageCode)
    case away
    case asset(String)
    case live
    case ready
    case logCheckpoint
    case logTile(path: String)
    case logConsistency(from: Int, to: Int)
    // For members.
    case signOut
    case work(page: Int)
    case workDone
    case mechanism
    case cases(page: Int)
    case findCase
    case people
    case caseFile(Case.ID)
    case breakGlass(Case.ID)
    case newEntry(Case.ID, EntryForm)
    case correction(Case.ID, Entry.ID)
    case attachFile(Case.ID, Entry.ID)
    case attachment(Case.ID, AttachedFile.ID)
    case newConsent(Case.ID)
    case withdrawConsent(Case.ID, Consent.ID)
    case reviewDisclosure(Case.ID, DisclosureMade.ID)
    case closeCase(Case.ID)
    case eraseCase(Case.ID)
    case services(Case.ID)
    case newReferral(Case.ID, Service.ID)
    case newDecision(Case.ID)
    case endReflection(Case.ID)
    case askCheck(Case.ID)
    case linkCase(Case.ID)
    case unlinkCase(Case.ID, CaseLinked.ID)
    case checks
    case check(BlindNotice.ID)
    case figures
    case inbox(page: Int)
    case referral(Referral.ID)
    case acceptReferral(Referral.ID)
    case declineReferral(Referral.ID)
    case answerReferral(Referral.ID)
    case withdrawReferral(Referral.ID)
    case approveReferral(Referral.ID)
    case firstContacts
    case firstContact(Draft.ID, FirstContactStep)
    case leaveUnrecorded(Draft.ID)
    case paperForm(LanguageCode)
    case newNotification
    case notifications(page: Int)
    case protection
    case protectionExport
    case places
    case setPlaces(Service.ID)
    case members
    case newInvitation
    case confirmMember(Member.ID)
    case disableMember(Member.ID)
    case agencies
    case inviteAgency(Agency.ID)
    case confirmAgency(Agency.ID)

    /// Forms that add one statement to a case.
    package enum EntryForm: String, CaseIterable, Hashable, Sendable {
        case need, note, indicator, identity, age, guardian, wish, purpose
        case safeContact = "safe-contact"
        case childView = "child-view"
    }

    /// The questions of a first contact, a page each, in order.
    package enum FirstContactStep: String, CaseIterable, Hashable, Sendable {
        case purpose, needs, meeting, age, contact, identity, known, indicators, account, check
    }
}

extension Route {
    /// Who may ask for a route at all; what they may see there is decided by authorisation.
    package enum Audience: Hashable, Sendable { case everybody, members }

    /// Who may ask for it at all.
    package var audience: Audience {
        switch self {
        case .home, .signIn, .invitation, .leaflet, .away, .asset, .live, .ready, .logCheckpoint,
            .logTile, .logConsistency:
            .everybody
        default: .members
        }
    }
}

extension Route {
    /// Most bytes of a form that is read while it comes, because it carries a file; nil for all others.
    ///
    /// Beside the file there is room for the form around it.
    var uploadBytes: Int? {
        if case .attachFile = self { AttachedFile.byteLimit + 65_536 } else { nil }
    }

    /// Whether a form of it is answered after a password was hashed, which many may wait for.
    var waitsForPasswordHash: Bool {
        switch self {
        case .signIn, .invitation: true
        default: false
        }
    }
}

extension Route {
    /// The case's name without what it carries: for logs and for marking where one is.
    package var kind: String { String(String(describing: self).prefix { $0 != "(" }) }
}

extension Route: URLConvertible {
    package var url: SafeURL {
        let (path, query) = parts
        return SafeURL(path: path, query: query)
    }
}
