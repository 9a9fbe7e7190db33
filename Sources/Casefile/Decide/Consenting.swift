package import Mechanism

/// Why a consent can't be recorded.
package enum ConsentRefusal: String, Error, CaseIterable, Hashable, Sendable {
    case purposeNotExplained = "purpose-not-explained"
    case recipientUnknown = "recipient-unknown"
    case scopeEmpty = "scope-empty"
    case compartmentNotShareable = "compartment-not-shareable"
    case enforcementNeedsItsOwn = "enforcement-needs-its-own"
    case guardianMustConsent = "guardian-must-consent"
    case childMustNotRefuse = "child-must-not-refuse"
    case noGuardian = "no-guardian"
    case alreadyOver = "already-over"
    case noSuchConsent = "no-such-consent"
    case alreadyWithdrawn = "already-withdrawn"
}

extension CaseState {
    /// Records a consent: explained, specific, and for a child the guardian's with the child's assent.
    ///
    /// A unit of enforcement is never one recipient among several: it needs a consent to exactly that.
    package func give(
        _ consent: ConsentGiven,
        under mechanism: Mechanism,
        now: Now
    ) throws(ConsentRefusal) -> Outcome {
        guard !explanations.isEmpty else { throw .purposeNotExplained }
        try check(consent.scope, under: mechanism)
        if let until = consent.until, until < now.today { throw .alreadyOver }
        if age.isTreatedAsChild {
            guard case .guardian(let assent) = consent.giver else { throw .guardianMustConsent }
            guard assent != .refused else { throw .childMustNotRefuse }
            guard guardian?.step == .appointed else { throw .noGuardian }
        }
        return Outcome(writes: [.init(.consentGiven(consent))])
    }

    /// Records that the person was asked and said no.
    package func withhold(
        _ scope: Consent.Scope,
        under mechanism: Mechanism
    ) throws(ConsentRefusal) -> Outcome {
        try check(scope, under: mechanism)
        return Outcome(writes: [.init(.consentWithheld(ConsentWithheld(scope: scope)))])
    }

    /// Takes a consent back and stops everything that rests on it: access and open offers.
    package func withdraw(
        _ id: Consent.ID,
        in caseID: Case.ID,
        by author: Author,
        now: Now
    ) throws(ConsentRefusal) -> Outcome {
        guard let consent = consents[id] else { throw .noSuchConsent }
        guard consent.withdrawal == nil else { throw .alreadyWithdrawn }
        var outcome = Outcome()
        outcome.add(.consentWithdrawn(ConsentWithdrawn(consent: id)))
        stop(&outcome, in: caseID, now: now) { $0.authority == .consent(id) }
        takeBack(&outcome, in: caseID, now: now) { $0.authority == .consent(id) }
        return outcome
    }

    /// Looks at a disclosure on vital interest again; others have no review.
    package func review(
        _ id: DisclosureMade.ID,
        isUpheld: Bool,
        reason: String,
        in caseID: Case.ID,
        now: Now
    ) throws(ConsentRefusal) -> Outcome {
        guard let disclosure = disclosures[id], disclosure.holds(on: now.today),
            case .vitalInterest = disclosure.made.value.authority
        else { throw .noSuchConsent }
        var outcome = Outcome()
        outcome.add(
            .disclosureReviewed(.init(disclosure: id, isUpheld: isUpheld, reason: reason))
        )
        if !isUpheld {
            let made = disclosure.made.value
            stop(&outcome, in: caseID, now: now) {
                $0.authority == made.authority && $0.referral == made.referral
                    && $0.owner == made.from && $0.reader == made.to
            }
        }
        outcome.done.append(
            .init(
                .reviewVitalInterest,
                of: disclosure.made.value.from,
                in: caseID,
                about: disclosure.made.value.referral
            )
        )
        return outcome
    }

    private func check(
        _ scope: Consent.Scope,
        under mechanism: Mechanism
    ) throws(ConsentRefusal) {
        guard !scope.recipients.isEmpty, !scope.compartments.isEmpty else { throw .scopeEmpty }
        guard scope.compartments.isSubset(of: Compartment.shareable) else {
            throw .compartmentNotShareable
        }
        for id in scope.recipients {
            guard let agency = mechanism.agency(id) else { throw .recipientUnknown }
            if agency.kind.isEnforcement, scope.recipients.count > 1 {
                throw .enforcementNeedsItsOwn
            }
        }
    }
}
