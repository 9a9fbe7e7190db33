package import Mechanism

extension CaseState {
    /// Agencies that may be told of a decision: parties with the person's consent to exactly this compartment.
    ///
    /// A unit of enforcement, a conflicted guardian and a consulate are held to their own rules besides.
    package func mayBeToldOfDecision(on today: CalendarDate) -> Set<Agency.ID> {
        let recipients = consents.values.filter { $0.coversIdentification(on: today) }
            .reduce(into: Set<Agency.ID>()) { $0.formUnion($1.given.value.scope.recipients) }
        return recipients.subtracting(conflictedGuardians)
    }

    /// Opens the decision to the referrer and to those that the person wants to be told.
    ///
    /// A unit of enforcement reads it only with the person's consent to exactly that, even where it was
    /// the one to ask (DESIGN section 4).
    func tell(
        _ outcome: inout Outcome,
        _ request: DecisionRequest,
        of referral: ReferralState,
        in caseID: Case.ID,
        by author: Author,
        under mechanism: Mechanism,
        now: Now
    ) {
        let referrer = referral.offered.value.from
        let asked = request.tell.union([referrer]).subtracting([author.agency.id])
        for id in asked.sorted() {
            guard let agency = mechanism.agency(id) else { continue }
            let consent = consentToTell(agency, on: now.today)
            guard consent != nil || (id == referrer && !agency.kind.isEnforcement) else { continue }
            outcome.opens.append(
                .init(
                    to: id,
                    compartments: [.identification],
                    includesSpine: false,
                    until: consent?.until
                )
            )
            if let consent {
                outcome.add(
                    .disclosureMade(record(of: consent, to: id, request, author, mechanism))
                )
            }
            outcome.tasks.append(
                WorkTask(
                    key: .init(.readDecision, of: id, in: caseID, about: request.referral),
                    due: now.today.adding(days: 1),
                    assignee: id == referrer ? referral.offered.header.author : nil
                )
            )
        }
    }

    /// The consent on which an agency may be told, if no other rule stands against it.
    private func consentToTell(_ agency: Agency, on today: CalendarDate) -> ConsentGiven? {
        if conflictedGuardians.contains(agency.id) || mayBePostOfOrigin(agency) { return nil }
        return consents.values.filter {
            let scope = $0.given.value.scope
            return $0.coversIdentification(on: today) && scope.recipients.contains(agency.id)
                && (!agency.kind.isEnforcement
                    || (scope.recipients.count == 1 && scope.compartments == [.identification]))
        }.map(\.given.value).min { $0.id < $1.id }
    }

    private func record(
        of consent: ConsentGiven,
        to agency: Agency.ID,
        _ request: DecisionRequest,
        _ author: Author,
        _ mechanism: Mechanism
    ) -> DisclosureMade {
        let agreement = mechanism.agreements(from: author.agency.id, to: agency).first {
            $0.compartments.contains(.identification)
        }
        return DisclosureMade(
            id: .telling(request.stage, of: request.referral, to: agency),
            from: author.agency.id,
            to: agency,
            compartments: [.identification],
            authority: .consent(consent.id),
            basis: agreement?.basis ?? .gdpr9ExplicitConsent,
            referral: nil,
            until: consent.until
        )
    }
}

extension ConsentState {
    fileprivate func coversIdentification(on today: CalendarDate) -> Bool {
        holds(on: today) && given.value.scope.compartments.contains(.identification)
    }
}

extension Identifier where Kind == DisclosureMade {
    /// Follows from what is told and to whom, so that this pure code needs no source of randomness.
    ///
    /// As hard to guess as the referral's random identifier. FNV-1a of 64 bits, once for each half.
    fileprivate static func telling(
        _ stage: DecisionTaken.Stage,
        of referral: Referral.ID,
        to agency: Agency.ID
    ) -> Self {
        let text = referral.bytes + Array("\(stage.rawValue) \(agency.rawValue)".utf8)
        let halves = [0xcbf2_9ce4_8422_2325, 0x8422_2325_cbf2_9ce4].map { (seed: UInt64) in
            text.reduce(seed) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
        }
        return Self(halves: halves[0], halves[1])
    }
}
