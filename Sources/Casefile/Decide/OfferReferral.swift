package import Mechanism

/// A referral that somebody wants to offer.
package struct ReferralRequest: Hashable, Sendable {
    /// The referral's random identifier, made by the caller.
    package let id: Referral.ID
    /// The agency asked.
    package let recipient: Agency.ID
    /// What it serves.
    package let purpose: Agreement.Purpose
    /// The service asked for, if one was chosen.
    package let service: Service.ID?
    /// Kinds of help asked for.
    package let help: [ServiceKind]
    /// What opens on acceptance.
    package let compartments: Set<Compartment>
    /// Who authorises the disclosure.
    package let authority: DisclosureAuthority
    /// How soon.
    package let urgency: NeedStated.Urgency
    /// How many children come along.
    package let children: Int
    /// A message to the receiver, without a name.
    package let message: String

    package init(
        id: Referral.ID,
        recipient: Agency.ID,
        purpose: Agreement.Purpose,
        service: Service.ID?,
        help: [ServiceKind],
        compartments: Set<Compartment>,
        authority: DisclosureAuthority,
        urgency: NeedStated.Urgency,
        children: Int,
        message: String
    ) {
        self.id = id
        self.recipient = recipient
        self.purpose = purpose
        self.service = service
        self.help = help
        self.compartments = compartments
        self.authority = authority
        self.urgency = urgency
        self.children = children
        self.message = message
    }
}

/// Why a referral can't be offered, or can't take the next step.
package enum ReferralRefusal: Error, Hashable, Sendable {
    case disclosure(DisclosureRefusal)
    case serviceUnknown
    case alreadyOffered
    case noSuchReferral
    case notTheReceiver
    case notTheReferrer
    case alreadyAnswered
    case withdrawn
    case expired
    case awaitingApproval
    case notAwaitingApproval
    case approverIsAuthor
    case notAccepted
}

extension CaseState {
    /// Offers a referral: the receiver sees the preview, and the full strands on acceptance.
    ///
    /// - Throws: the rule and the basis that is missing.
    package func offer(
        _ request: ReferralRequest,
        in caseID: Case.ID,
        by author: Author,
        under mechanism: Mechanism,
        now: Now
    ) throws(ReferralRefusal) -> Outcome {
        let (recipient, agreement) = try checked(request, by: author, under: mechanism, now: now)
        let needsApproval: Bool
        if case .law = request.authority {
            needsApproval = recipient.kind.isEnforcement
        } else {
            needsApproval = false
        }
        let answerBy = mechanism.calendar.end(of: agreement.answerWithin, from: now.today)
        let offered = ReferralOffered(
            id: request.id,
            from: author.agency.id,
            to: recipient.id,
            purpose: request.purpose,
            service: request.service,
            preview: preview(
                urgency: request.urgency,
                help: request.help,
                children: request.children
            ),
            compartments: request.compartments,
            authority: request.authority,
            basis: agreement.basis,
            offeredOn: now.today,
            answerBy: answerBy,
            message: request.message,
            needsSecondApprover: needsApproval
        )
        var outcome = Outcome()
        outcome.add(.referralOffered(offered), .thread(request.id))
        if request.purpose == .formalIdentification {
            outcome.add(
                .identificationRequested(.init(referral: request.id, occurredOn: now.today))
            )
        }
        open(&outcome, offered, to: recipient)
        outcome.gate = .hold(
            request.id,
            to: recipient.id,
            answerBy: answerBy,
            awaitsApproval: needsApproval
        )
        func task(_ kind: WorkTask.Kind, _ agency: Agency.ID, _ assignee: Member.ID?) -> WorkTask {
            WorkTask(
                key: .init(kind, of: agency, in: caseID, about: request.id),
                due: answerBy,
                assignee: assignee
            )
        }
        outcome.tasks.append(task(.awaitAnswer, author.agency.id, author.member))
        if needsApproval {
            outcome.tasks.append(task(.approveDisclosure, author.agency.id, nil))
        } else {
            outcome.tasks.append(task(.answerReferral, recipient.id, nil))
        }
        outcome.done.append(.init(.meetNeed, of: author.agency.id, in: caseID))
        return outcome
    }

    private func checked(
        _ request: ReferralRequest,
        by author: Author,
        under mechanism: Mechanism,
        now: Now
    ) throws(ReferralRefusal) -> (Agency, Agreement) {
        guard let recipient = mechanism.agency(request.recipient) else {
            throw .disclosure(.recipientUnknown)
        }
        if let service = request.service, mechanism.service(service)?.agency != recipient.id {
            throw .serviceUnknown
        }
        let isOpen = referrals.values.contains { referral in
            let offered = referral.offered.value
            let status = referral.status(on: now.today)
            return offered.from == author.agency.id && offered.to == recipient.id
                && offered.purpose == request.purpose && offered.service == request.service
                && (status == .offered || status == .awaitingApproval)
        }
        if isOpen { throw .alreadyOffered }
        let disclosure = DisclosureRequest(
            recipient: recipient,
            purpose: request.purpose,
            compartments: request.compartments,
            authority: request.authority,
            help: request.help
        )
        do throws(DisclosureRefusal) {
            let agreement = try agreement(for: disclosure, by: author, under: mechanism, now: now)
            return (recipient, agreement)
        } catch {
            throw .disclosure(error)
        }
    }

    /// The receiver reads the thread at once; the compartments, and the spine, wait for acceptance.
    ///
    /// An enforcement unit gets exactly what was named, so no spine.
    private func open(_ outcome: inout Outcome, _ offered: ReferralOffered, to recipient: Agency) {
        outcome.opens.append(
            .init(to: recipient.id, compartments: [], includesSpine: false, thread: offered.id)
        )
        outcome.opens.append(
            .init(
                to: recipient.id,
                compartments: offered.compartments,
                includesSpine: !recipient.kind.isEnforcement,
                heldFor: offered.id
            )
        )
    }

    /// What a receiver sees before accepting: never a name, a place or a safety fact.
    package func preview(
        urgency: NeedStated.Urgency,
        help: [ServiceKind],
        children: Int
    ) -> Referral.Preview {
        let identity = identities.last?.value
        return Referral.Preview(
            sex: identity?.sex ?? .notStated,
            age: age,
            languages: identity?.languages ?? explanations.last.map { [$0.value.language] } ?? [],
            urgency: urgency,
            help: help,
            children: children
        )
    }
}
