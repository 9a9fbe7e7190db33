package import Casefile
import Database
import Mechanism
import Store

/// Something that a member asks to do.
package enum Action: Sendable {
    /// What every confirmed member may do: look at their own work.
    case enter
    /// Something that concerns no single case.
    case use(Capability)
    /// Look at a case.
    case see(Case.ID)
    /// Change a case.
    case act(Capability, Case.ID)
    /// Take a file of a case along.
    case download(AttachedFile.ID, Case.ID)
    /// Look at a case of the agency to which the member is not assigned, with a reason.
    case breakGlass(Case.ID)
    /// Look at a referral as one of its two parties.
    case seeReferral(Referral.ID)
    /// Answer a referral as its receiver, or approve or withdraw it as its referrer.
    case actOnReferral(Capability, Referral.ID)
}

/// Why something is not allowed.
package enum AccessRefusal: Error, Hashable, Sendable {
    /// There is no such thing, or none that the member may know of: these look the same.
    case hidden
    /// The thing is no secret, but the member lacks the capability.
    case missing(Capability)
    /// The member's keys are not certified yet.
    case notConfirmed
}

/// What an authorised action may go on with.
struct Access {
    var caseFile: CaseFileRow?
    var offer: OfferRow?
    var attachment: AttachmentRow?
}

extension Actor {
    /// The one authorisation function: for page, list, search, export, preview, attachment, feed and API.
    ///
    /// - Throws: `AccessRefusal.hidden` for whatever the member may not know of.
    func authorise(_ action: Action, in session: DatabaseSession) throws -> Access {
        guard isConfirmed else { throw AccessRefusal.notConfirmed }
        switch action {
        case .enter: return Access()
        case .use(let capability):
            guard may(capability) else { throw AccessRefusal.missing(capability) }
            return Access()
        case .see(let id):
            return Access(caseFile: try visible(id, in: session))
        case .act(let capability, let id):
            let caseFile = try visible(id, in: session)
            guard may(capability) else { throw AccessRefusal.missing(capability) }
            return Access(caseFile: caseFile)
        case .download(let attachment, let id):
            let caseFile = try visible(id, in: session)
            return Access(
                caseFile: caseFile,
                attachment: try visible(attachment, in: id, in: session)
            )
        case .breakGlass(let id):
            guard may(.record),
                let caseFile = try CaseFileTable(session)
                    .find(id, visibleTo: agency.id, on: today)
            else { throw AccessRefusal.hidden }
            return Access(caseFile: caseFile)
        case .seeReferral(let id):
            return Access(offer: try visible(id, in: session))
        case .actOnReferral(let capability, let id):
            let offer = try visible(id, in: session)
            guard may(capability) else { throw AccessRefusal.missing(capability) }
            return Access(offer: offer)
        }
    }

    /// The case, where the member may see it; nil where it is hidden, for lists that leave such lines out.
    func visibleCase(_ id: Case.ID, in session: DatabaseSession) throws -> CaseFileRow? {
        do {
            return try authorise(.see(id), in: session).caseFile
        } catch AccessRefusal.hidden {
            return nil
        }
    }

    /// A case that the agency can open and that the member works on, or leads.
    private func visible(_ id: Case.ID, in session: DatabaseSession) throws -> CaseFileRow {
        let table = CaseFileTable(session)
        guard let caseFile = try table.find(id, visibleTo: agency.id, on: today) else {
            throw AccessRefusal.hidden
        }
        guard try may(.lead) || table.isAssigned(member, to: id) else { throw AccessRefusal.hidden }
        return caseFile
    }

    /// A file whose strand stands open to the agency: the case alone is not enough.
    private func visible(
        _ id: AttachedFile.ID,
        in caseID: Case.ID,
        in session: DatabaseSession
    ) throws -> AttachmentRow {
        let table = AttachmentTable(session)
        guard
            let file = try table.find(id, in: caseID, visibleTo: agency.id, on: today)
        else { throw AccessRefusal.hidden }
        return file
    }

    /// A referral of which the agency is a party, for members who work with referrals.
    private func visible(_ id: Referral.ID, in session: DatabaseSession) throws -> OfferRow {
        guard may(.answerReferrals) || may(.refer) || may(.approve),
            let offer = try OfferTable(session).find(id, visibleTo: agency.id)
        else { throw AccessRefusal.hidden }
        return offer
    }
}
