package import Mechanism

/// Why strands may not be opened to an agency: names the rule and the missing basis.
package enum DisclosureRefusal: String, Error, CaseIterable, Hashable, Sendable {
    case recipientUnknown = "recipient-unknown"
    case recipientIsSelf = "recipient-is-self"
    case nothingToDisclose = "nothing-to-disclose"
    case compartmentNotShareable = "compartment-not-shareable"
    case noAgreement = "no-agreement"
    case agreementDoesNotCover = "agreement-does-not-cover"
    case purposeNotExplained = "purpose-not-explained"
    case consentMissing = "consent-missing"
    case consentNotInForce = "consent-not-in-force"
    case consentDoesNotCover = "consent-does-not-cover"
    case consentNotExact = "consent-not-exact"
    case provisionUnknown = "provision-unknown"
    case provisionDoesNotCover = "provision-does-not-cover"
    case vitalInterestNeedsReason = "vital-interest-needs-reason"
    case vitalInterestNotForRecipient = "vital-interest-not-for-recipient"
    case immigrationEnforcementBlocked = "immigration-enforcement-blocked"
    case consulateOfAsylumSeeker = "consulate-of-asylum-seeker"
    case guardianConflicted = "guardian-conflicted"
    case guardianStepMissing = "guardian-step-missing"
    case guardianMustConsent = "guardian-must-consent"
    case childViewMissing = "child-view-missing"
}

/// A disclosure that somebody asks for.
package struct DisclosureRequest: Hashable, Sendable {
    /// The agency that will be able to read.
    package let recipient: Agency
    /// What it serves.
    package let purpose: Agreement.Purpose
    /// Which compartments.
    package let compartments: Set<Compartment>
    /// Who authorises it.
    package let authority: DisclosureAuthority
    /// Kinds of help asked for: immediate help to a child waits for no guardian.
    package let help: [ServiceKind]

    package init(
        recipient: Agency,
        purpose: Agreement.Purpose,
        compartments: Set<Compartment>,
        authority: DisclosureAuthority,
        help: [ServiceKind]
    ) {
        self.recipient = recipient
        self.purpose = purpose
        self.compartments = compartments
        self.authority = authority
        self.help = help
    }
}

extension CaseState {
    /// Decides whether strands of `author`'s agency may be opened, and under which agreement.
    ///
    /// Reads the spine, and `identity` and `account` as far as the author can open them; where a rule
    /// needs a fact that is not there, the answer is no.
    /// - Throws: the first rule that forbids it, the wall and the child's rules before the rest.
    package func agreement(
        for request: DisclosureRequest,
        by author: Author,
        under mechanism: Mechanism,
        now: Now
    ) throws(DisclosureRefusal) -> Agreement {
        guard request.recipient.id != author.agency.id else { throw .recipientIsSelf }
        guard !request.compartments.isEmpty else { throw .nothingToDisclose }
        guard request.compartments.isSubset(of: Compartment.shareable) else {
            throw .compartmentNotShareable
        }
        try checkWall(request, under: mechanism)
        try checkConsulate(request)
        try checkChild(request)
        let agreement = try Self.agreement(for: request, by: author, under: mechanism)
        try checkAuthority(request, under: mechanism, now: now)
        return agreement
    }

    private static func agreement(
        for request: DisclosureRequest,
        by author: Author,
        under mechanism: Mechanism
    ) throws(DisclosureRefusal) -> Agreement {
        let candidates = mechanism.agreements.filter {
            $0.from.contains(author.agency.id) && $0.to.contains(request.recipient.id)
                && $0.purpose == request.purpose
        }
        guard !candidates.isEmpty else { throw .noAgreement }
        guard
            let agreement = candidates.first(where: {
                $0.compartments.isSuperset(of: request.compartments)
            })
        else { throw .agreementDoesNotCover }
        return agreement
    }

    /// The wall between help and enforcement, for every compartment.
    private func checkWall(
        _ request: DisclosureRequest,
        under mechanism: Mechanism
    ) throws(DisclosureRefusal) {
        let kind = request.recipient.kind
        guard kind.isEnforcement else { return }
        if kind == .immigrationEnforcement {
            guard case .law(let id) = request.authority,
                mechanism.provision(id)?.recipients.contains(kind) == true
            else { throw .immigrationEnforcementBlocked }
        }
        switch request.authority {
        case .vitalInterest: throw .vitalInterestNotForRecipient
        case .law: return
        case .consent(let id):
            guard let scope = consents[id]?.given.value.scope else { throw .consentMissing }
            guard scope.recipients == [request.recipient.id],
                scope.compartments == request.compartments
            else { throw .consentNotExact }
        }
    }

    /// Posts of the country of origin never see an asylum seeker.
    ///
    /// Unknown counts as yes.
    private func checkConsulate(_ request: DisclosureRequest) throws(DisclosureRefusal) {
        if mayBePostOfOrigin(request.recipient) { throw .consulateOfAsylumSeeker }
    }

    /// True for posts of other States, unless the person is known to seek no asylum.
    func mayBePostOfOrigin(_ agency: Agency) -> Bool {
        agency.kind.isConsular && maySeekAsylum
    }

    /// False only where it is known that the person seeks no asylum; one statement of it outweighs later ones.
    var maySeekAsylum: Bool {
        guard let identity = identities.last?.value, identity.residence != .unknown else {
            return true
        }
        return identities.contains { $0.value.residence == .asylumSeeker }
    }

    private func checkChild(_ request: DisclosureRequest) throws(DisclosureRefusal) {
        if conflictedGuardians.contains(request.recipient.id) { throw .guardianConflicted }
        guard age.isTreatedAsChild, !request.isUrgentHelpForChild else { return }
        guard let guardian, guardian.step == .requested || guardian.step == .appointed else {
            throw .guardianStepMissing
        }
        if case .consent(let id) = request.authority,
            let giver = consents[id]?.given.value.giver
        {
            guard case .guardian(let assent) = giver, assent != .refused else {
                throw .guardianMustConsent
            }
        }
        guard !childViews.isEmpty else { throw .childViewMissing }
    }

    private func checkAuthority(
        _ request: DisclosureRequest,
        under mechanism: Mechanism,
        now: Now
    ) throws(DisclosureRefusal) {
        switch request.authority {
        case .consent(let id):
            guard !explanations.isEmpty else { throw .purposeNotExplained }
            guard let consent = consents[id] else { throw .consentMissing }
            guard consent.holds(on: now.today) else { throw .consentNotInForce }
            let scope = consent.given.value.scope
            guard scope.recipients.contains(request.recipient.id),
                scope.compartments.isSuperset(of: request.compartments),
                scope.purpose == request.purpose
            else { throw .consentDoesNotCover }
        case .law(let id):
            guard let provision = mechanism.provision(id) else { throw .provisionUnknown }
            guard provision.covers(request, isChild: age.isTreatedAsChild) else {
                throw .provisionDoesNotCover
            }
        case .vitalInterest(let reason):
            guard !reason.isBlank else { throw .vitalInterestNeedsReason }
        }
    }
}

extension DisclosureRequest {
    /// Help to a child that rests on law or vital interest and waits for no guardian.
    var isUrgentHelpForChild: Bool {
        if case .consent = authority { return false }
        if purpose == .childProtection { return true }
        let urgent: Set<ServiceKind> = [
            .safeAccommodation, .crisisIntervention, .emergencyMedical, .healthCare, .material,
            .childProtection, .guardianship, .interpretation,
        ]
        return purpose == .support && !help.isEmpty && urgent.isSuperset(of: help)
    }
}

extension Provision {
    fileprivate func covers(_ request: DisclosureRequest, isChild: Bool) -> Bool {
        (recipients.isEmpty || recipients.contains(request.recipient.kind))
            && (isChild || !childrenOnly)
            && compartments.isSuperset(of: request.compartments)
    }
}
