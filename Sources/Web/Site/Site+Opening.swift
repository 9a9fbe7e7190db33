import Casework
import HTTP

extension Site {
    /// Pages for everybody.
    func open(_ visit: Visit) async throws -> HTTPResponse {
        switch visit.route {
        case .home: try await visit.home()
        case .signIn: try await visit.signIn()
        case .invitation(let token): try await visit.invitation(token)
        case .leaflet(let language): try visit.leaflet(language)
        case .away: visit.neutralPage()
        case .live: .text("ok")
        case .ready: try await visit.readiness()
        case .logCheckpoint: try await visit.logCheckpoint()
        case .logTile(let path): try await visit.logTile(path)
        case .logConsistency(let from, let to): try await visit.logConsistency(from, to)
        default: throw AccessRefusal.hidden
        }
    }

    /// Pages for members, each with the functions of its own file in `Pages`.
    func open(_ visit: Visit, _ actor: Actor) async throws -> HTTPResponse {
        switch visit.route {
        case .signOut: try await visit.signOut()
        case .work(let page): try await visit.work(page, actor)
        case .workDone: try await visit.workDone(actor)
        case .mechanism: try await visit.mechanismPage(actor)
        case .people: try await visit.people(actor)
        case .checks: try await visit.checks(actor)
        case .check(let id): try await visit.check(id, actor)
        case .figures: try await visit.figures(actor)
        case .firstContacts: try await visit.firstContacts(actor)
        case .firstContact(let draft, let step):
            try await visit.firstContact(draft, step, actor)
        case .leaveUnrecorded(let draft): try await visit.leaveUnrecorded(draft, actor)
        case .paperForm(let language): try await visit.paperForm(language, actor)
        case .newNotification: try await visit.newNotification(actor)
        case .notifications(let page): try await visit.notifications(page, actor)
        case .protection: try await visit.protection(actor)
        case .protectionExport: try await visit.protectionExport(actor)
        case .places: try await visit.places(actor)
        case .setPlaces(let service): try await visit.setPlaces(service, actor)
        case .members: try await visit.members(actor)
        case .newInvitation: try await visit.newInvitation(actor)
        case .confirmMember(let id): try await visit.confirmMember(id, actor)
        case .disableMember(let id): try await visit.disableMember(id, actor)
        case .agencies: try await visit.agencies(actor)
        case .inviteAgency(let id): try await visit.inviteAgency(id, actor)
        case .confirmAgency(let id): try await visit.confirmAgency(id, actor)
        default: try await openCase(visit, actor)
        }
    }

    private func openCase(_ visit: Visit, _ actor: Actor) async throws -> HTTPResponse {
        switch visit.route {
        case .cases(let page): try await visit.cases(page, actor)
        case .findCase: try await visit.findCase(actor)
        case .caseFile(let id): try await visit.caseFile(id, actor)
        case .breakGlass(let id): try await visit.breakGlass(id, actor)
        case .newEntry(let id, let form): try await visit.newEntry(id, form, actor)
        case .correction(let id, let entry): try await visit.correction(id, entry, actor)
        case .attachFile(let id, let entry): try await visit.attachFile(id, entry, actor)
        case .attachment(let id, let file): try await visit.attachment(file, in: id, actor)
        case .newConsent(let id): try await visit.newConsent(id, actor)
        case .withdrawConsent(let id, let consent):
            try await visit.withdrawConsent(id, consent, actor)
        case .reviewDisclosure(let id, let disclosure):
            try await visit.reviewDisclosure(id, disclosure, actor)
        case .closeCase(let id): try await visit.closeCase(id, actor)
        case .eraseCase(let id): try await visit.eraseCase(id, actor)
        case .services(let id): try await visit.services(id, actor)
        case .newReferral(let id, let service): try await visit.newReferral(id, service, actor)
        case .newDecision(let id): try await visit.newDecision(id, actor)
        case .endReflection(let id): try await visit.endReflection(id, actor)
        case .askCheck(let id): try await visit.askCheck(id, actor)
        case .linkCase(let id): try await visit.linkCase(id, actor)
        case .unlinkCase(let id, let link): try await visit.unlinkCase(id, link, actor)
        case .inbox(let page): try await visit.inbox(page, actor)
        case .referral(let id): try await visit.referral(id, actor)
        case .acceptReferral(let id): try await visit.acceptReferral(id, actor)
        case .declineReferral(let id): try await visit.declineReferral(id, actor)
        case .answerReferral(let id): try await visit.answerReferral(id, actor)
        case .withdrawReferral(let id): try await visit.withdrawReferral(id, actor)
        case .approveReferral(let id): try await visit.approveReferral(id, actor)
        default: throw AccessRefusal.hidden
        }
    }
}
