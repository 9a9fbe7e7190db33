package import Mechanism

/// Why a decision of formal identification can't be taken.
package enum DecisionRefusal: String, Error, CaseIterable, Hashable, Sendable {
    case noMandate = "no-mandate"
    case notRequested = "not-requested"
    case decisionMakerIsReferrer = "decision-maker-is-referrer"
    case reasonsMissing = "reasons-missing"
    case dateInFuture = "date-in-future"
    case dateBeforeRequest = "date-before-request"
    case alreadyDecided = "already-decided"
    case reasonableGroundsFirst = "reasonable-grounds-first"
    case reflectionNotOver = "reflection-not-over"
    case reflectionNotRunning = "reflection-not-running"
    case personLeftProcedure = "person-left-procedure"
}

/// A decision that a competent authority wants to take.
package struct DecisionRequest: Hashable, Sendable {
    /// The accepted referral in which formal identification was asked for.
    package let referral: Referral.ID
    /// Which threshold.
    package let stage: DecisionTaken.Stage
    /// Which way.
    package let result: DecisionTaken.Result
    /// The day of the decision.
    package let occurredOn: CalendarDate
    /// The reasons.
    package let reasons: String
    /// Further parties that are told, each covered by the person's consent.
    package let tell: Set<Agency.ID>

    package init(
        referral: Referral.ID,
        stage: DecisionTaken.Stage,
        result: DecisionTaken.Result,
        occurredOn: CalendarDate,
        reasons: String,
        tell: Set<Agency.ID>
    ) {
        self.referral = referral
        self.stage = stage
        self.result = result
        self.occurredOn = occurredOn
        self.reasons = reasons
        self.tell = tell
    }
}

extension CaseState {
    /// Takes a decision: reasoned, within the clocks, by somebody else than the referrer.
    ///
    /// A positive first decision starts the reflection period at once. Help that runs is not touched.
    package func decide(
        _ request: DecisionRequest,
        in caseID: Case.ID,
        by author: Author,
        under mechanism: Mechanism,
        now: Now
    ) throws(DecisionRefusal) -> Outcome {
        let referral = try check(request, by: author, under: mechanism, now: now)
        var outcome = Outcome()
        outcome.add(
            .decisionTaken(
                DecisionTaken(
                    stage: request.stage,
                    result: request.result,
                    occurredOn: request.occurredOn,
                    reasons: request.reasons
                )
            )
        )
        switch request.stage {
        case .reasonableGrounds:
            outcome.done.append(
                .init(
                    .decideReasonableGrounds,
                    of: author.agency.id,
                    in: caseID,
                    about: request.referral
                )
            )
            if request.result == .positive {
                startReflection(&outcome, request, caseID, author, mechanism)
            }
        case .conclusive:
            outcome.done.append(
                .init(.decideConclusive, of: author.agency.id, in: caseID, about: request.referral)
            )
        }
        tell(&outcome, request, referral, caseID, author, now)
        return outcome
    }

    /// Agencies that may be told of a decision: parties with the person's consent to exactly this compartment.
    package func mayBeToldOfDecision(on today: CalendarDate) -> Set<Agency.ID> {
        consents.values.filter {
            $0.holds(on: today) && $0.given.value.scope.compartments.contains(.identification)
        }.reduce(into: []) { $0.formUnion($1.given.value.scope.recipients) }
    }

    private func check(
        _ request: DecisionRequest,
        by author: Author,
        under mechanism: Mechanism,
        now: Now
    ) throws(DecisionRefusal) -> ReferralState {
        guard author.agency.mandates.contains(.identifyFormally) else { throw .noMandate }
        guard let referral = referrals[request.referral],
            referral.offered.value.to == author.agency.id,
            referral.offered.value.purpose == .formalIdentification,
            referral.status(on: now.today) == .accepted
        else { throw .notRequested }
        if mechanism.rules.decisionMakerDiffersFromReferrer,
            referral.offered.value.from == author.agency.id
                || contacts.contains(where: { $0.header.author == author.member })
        {
            throw .decisionMakerIsReferrer
        }
        if wish?.value.wish == .leaveFormal { throw .personLeftProcedure }
        guard request.reasons.contains(where: { !$0.isWhitespace }) else { throw .reasonsMissing }
        guard request.occurredOn <= now.today else { throw .dateInFuture }
        guard request.occurredOn >= referral.offered.value.offeredOn else {
            throw .dateBeforeRequest
        }
        try checkOrder(request, under: mechanism)
        return referral
    }

    private func checkOrder(
        _ request: DecisionRequest,
        under mechanism: Mechanism
    ) throws(DecisionRefusal) {
        let own = decisions.map(\.value)
        guard !own.contains(where: { $0.stage == request.stage }) else { throw .alreadyDecided }
        guard request.stage == .conclusive else { return }
        guard own.contains(where: { $0.stage == .reasonableGrounds && $0.result == .positive })
        else { throw .reasonableGroundsFirst }
        guard let reflection else { throw .reasonableGroundsFirst }
        guard
            request.occurredOn >= reflection.started.value.atLeastUntil
                || reflection.ended?.reason == .personDecided
        else { throw .reflectionNotOver }
    }

    private func startReflection(
        _ outcome: inout Outcome,
        _ request: DecisionRequest,
        _ caseID: Case.ID,
        _ author: Author,
        _ mechanism: Mechanism
    ) {
        let minimum = mechanism.clocks.first {
            $0.bound == .minimum
                && ($0.starts == .positiveReasonableGrounds || $0.starts == .reflectionStart)
        }
        // Source: law/cets-197-13: at least 30 days where the file states no longer minimum.
        let period = minimum?.period ?? Period(30, .calendarDays)
        let until = mechanism.calendar.end(of: period, from: request.occurredOn)
        outcome.add(
            .reflectionStarted(.init(occurredOn: request.occurredOn, atLeastUntil: until))
        )
        let maximum = mechanism.clocks.first {
            $0.bound == .maximum && $0.ends == .conclusiveDecision
        }
        let due = maximum.map { mechanism.calendar.end(of: $0.period, from: request.occurredOn) }
        outcome.tasks.append(
            WorkTask(
                key: .init(
                    .decideConclusive,
                    of: author.agency.id,
                    in: caseID,
                    about: request.referral
                ),
                due: max(due ?? until, until),
                assignee: author.member
            )
        )
    }

    private func tell(
        _ outcome: inout Outcome,
        _ request: DecisionRequest,
        _ referral: ReferralState,
        _ caseID: Case.ID,
        _ author: Author,
        _ now: Now
    ) {
        let referrer = referral.offered.value.from
        let told = request.tell.intersection(mayBeToldOfDecision(on: now.today))
            .subtracting([author.agency.id]).union([referrer])
        for agency in told.sorted() {
            outcome.opens.append(
                .init(to: agency, compartments: [.identification], includesSpine: false)
            )
            outcome.tasks.append(
                WorkTask(
                    key: .init(.readDecision, of: agency, in: caseID, about: request.referral),
                    due: now.today.adding(days: 1),
                    assignee: agency == referrer ? referral.offered.header.author : nil
                )
            )
        }
    }

    /// Ends the reflection period.
    package func endReflection(
        _ reason: ReflectionEnded.Reason,
        on day: CalendarDate,
        by author: Author,
        now: Now
    ) throws(DecisionRefusal) -> Outcome {
        guard author.agency.mandates.contains(.identifyFormally) else { throw .noMandate }
        guard let reflection, reflection.ended == nil else { throw .reflectionNotRunning }
        guard day <= now.today else { throw .dateInFuture }
        if reason == .periodOver, day < reflection.started.value.atLeastUntil {
            throw .reflectionNotOver
        }
        var outcome = Outcome()
        outcome.add(.reflectionEnded(ReflectionEnded(occurredOn: day, reason: reason)))
        return outcome
    }
}
