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
        let until = lastDay(of: request.authority)
        let asked = mechanism.calendar.end(of: agreement.answerWithin, from: now.today)
        let answerBy = until.map { min($0, asked) } ?? asked
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
            needsSecondApprover: needsApproval,
            until: until
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
        if request.purpose == .support || request.purpose == .childProtection {
            outcome.done.append(.init(.meetNeed, of: author.agency.id, in: caseID))
        }
        takeUp(&outcome, offered, in: caseID, now: now)
        return outcome
    }

    /// Nobody reads after the last day of the consent that access rests on.
    private func lastDay(of authority: DisclosureAuthority) -> CalendarDate? {
        guard case .consent(let id) = authority else { return nil }
        return consents[id]?.given.value.until
    }

    /// The work of earlier referrals that came back and asked for the same help is done by a new one.
    private func takeUp(
        _ outcome: inout Outcome,
        _ new: ReferralOffered,
        in caseID: Case.ID,
        now: Now
    ) {
        let returned = referrals.values.filter {
            let old = $0.offered.value
            return old.from == new.from && old.purpose == new.purpose && $0.cameBack(on: now.today)
                && (old.preview.help.isEmpty
                    || !Set(old.preview.help).isDisjoint(with: new.preview.help))
        }
        for referral in returned.map(\.offered.value).sorted(by: { $0.id < $1.id }) {
            for kind in [WorkTask.Kind.referralReturned, .awaitAnswer] {
                outcome.done.append(.init(kind, of: new.from, in: caseID, about: referral.id))
            }
        }
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

    /// The receiver reads the thread at once, or once a second member approved; the compartments, and
    /// the spine, wait for acceptance.
    ///
    /// An enforcement unit gets exactly what was named, so no spine.
    private func open(_ outcome: inout Outcome, _ offered: ReferralOffered, to recipient: Agency) {
        if !offered.needsSecondApprover { outcome.opens.append(.thread(of: offered)) }
        outcome.opens.append(
            .init(
                to: recipient.id,
                compartments: offered.compartments,
                includesSpine: !recipient.kind.isEnforcement,
                heldFor: offered.id,
                until: offered.until
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

extension Outcome.Opening {
    /// The coordination strand of a referral, for its receiver.
    static func thread(of offered: ReferralOffered) -> Self {
        .init(to: offered.to, compartments: [], includesSpine: false, thread: offered.id)
    }
}
