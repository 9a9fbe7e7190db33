import Casefile
import Casework
import Foundation
import Mechanism
import TestTown

@testable import Web

/// Things of a town that routes can lead to, all of the labour inspectorate.
struct Things {
    let caseID: Case.ID
    let entry: Entry.ID
    let file: AttachedFile.ID
    let consent: Consent.ID
    let disclosure: DisclosureMade.ID
    let referral: Referral.ID
    let notice: BlindNotice.ID
    let link: CaseLinked.ID
    let draft: Draft.ID
    let member: Member.ID
    let service: Service.ID
    let agency: Agency.ID

    /// Things that nobody has.
    static func absent() -> Things {
        Things(
            caseID: Installation.newIdentifier(),
            entry: Installation.newIdentifier(),
            file: Installation.newIdentifier(),
            consent: Installation.newIdentifier(),
            disclosure: Installation.newIdentifier(),
            referral: Installation.newIdentifier(),
            notice: Installation.newIdentifier(),
            link: Installation.newIdentifier(),
            draft: Installation.newIdentifier(),
            member: Installation.newIdentifier(),
            service: Service.ID("no-such-service"),
            agency: Agency.ID("no-such-agency")
        )
    }
}

/// Who may use a route.
enum Rule: Hashable {
    /// Anybody, signed in or not.
    case everybody
    /// Any member of any agency.
    case anyMember
    /// Members with a capability, for something of their own agency or of none.
    case holders(Capability)
    /// Those who can see the case.
    case caseParties
    /// The referral's two parties.
    case referralParties
    /// One member alone.
    case owner
    /// The agency that has the service or the member.
    case agency(Capability)
}

extension Route {
    /// One route of every kind.
    static func samples(of things: Things) -> [Route] {
        let id = things.caseID
        return [
            .home, .signIn, .invitation(token: "AAAA"), .leaflet(LanguageCode("bg")), .away,
            .asset("tandem-0.css"), .live, .ready, .logCheckpoint, .logTile(path: "0/000"),
            .logConsistency(from: 0, to: 1), .signOut, .work(page: 1), .workDone, .mechanism,
            .cases(page: 1), .findCase, .caseFile(id), .breakGlass(id), .newConsent(id),
            .correction(id, things.entry), .attachFile(id, things.entry),
            .attachment(id, things.file), .withdrawConsent(id, things.consent),
            .reviewDisclosure(id, things.disclosure), .closeCase(id), .eraseCase(id), .services(id),
            .newReferral(id, Service.ID("women-places")), .newDecision(id), .endReflection(id),
            .people, .checks, .check(things.notice), .figures, .askCheck(id), .linkCase(id),
            .unlinkCase(id, things.link),
            .inbox(page: 1), .referral(things.referral), .acceptReferral(things.referral),
            .declineReferral(things.referral), .answerReferral(things.referral),
            .withdrawReferral(things.referral), .approveReferral(things.referral), .firstContacts,
            .leaveUnrecorded(things.draft), .paperForm(LanguageCode("ar")), .newNotification,
            .notifications(page: 1), .protection, .protectionExport,
            .places, .setPlaces(things.service), .members, .newInvitation,
            .confirmMember(things.member), .disableMember(things.member), .agencies,
            .inviteAgency(things.agency), .confirmAgency(things.agency),
        ] + EntryForm.allCases.map { .newEntry(id, $0) }
            + FirstContactStep.allCases.map { .firstContact(things.draft, $0) }
    }

    /// Who may use it.
    ///
    /// Without a default, so that a new route can't go without a rule.
    var rule: Rule {
        switch self {
        case .home, .signIn, .invitation, .leaflet, .away, .asset, .live, .ready, .logCheckpoint,
            .logTile, .logConsistency:
            .everybody
        case .signOut, .work, .workDone, .mechanism: .anyMember
        case .cases, .findCase, .people, .checks: .holders(.record)
        case .figures: .holders(.readFigures)
        case .check: .agency(.record)
        case .caseFile, .breakGlass, .newEntry, .correction, .attachFile, .attachment, .newConsent,
            .withdrawConsent, .reviewDisclosure, .closeCase, .eraseCase, .services, .newReferral,
            .newDecision, .endReflection, .askCheck, .linkCase, .unlinkCase:
            .caseParties
        case .inbox: .holders(.answerReferrals)
        case .referral, .acceptReferral, .declineReferral, .answerReferral, .withdrawReferral,
            .approveReferral:
            .referralParties
        case .firstContacts, .paperForm, .newNotification: .holders(.recordContact)
        case .firstContact, .leaveUnrecorded: .owner
        case .notifications: .holders(.readNotifications)
        case .protection, .protectionExport: .holders(.readLog)
        case .places: .holders(.setPlaces)
        case .setPlaces: .agency(.setPlaces)
        case .members, .newInvitation: .holders(.manageMembers)
        case .confirmMember, .disableMember: .agency(.manageMembers)
        case .agencies, .inviteAgency, .confirmAgency: .holders(.confirmAgencies)
        }
    }

    /// Names of all cases, from the declaration itself.
    static func declaredKinds() throws -> Set<String> {
        let source = try String(
            contentsOf: DemoTown.package.appending(path: "Sources/Web/Routing/Route.swift"),
            encoding: .utf8
        )
        let body =
            source.components(separatedBy: "package enum Route:").last?
            .components(separatedBy: "\n    /// Forms that add").first ?? ""
        return Set(
            body.split(separator: "\n").compactMap { line in
                let trimmed = line.drop { $0 == " " }
                guard trimmed.hasPrefix("case ") else { return nil }
                return String(trimmed.dropFirst(5).prefix { $0.isLetter })
            }
        )
    }
}
