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
                    reasons: request.reasons,
                    referral: request.referral
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
        tell(&outcome, request, of: referral, in: caseID, by: author, under: mechanism, now: now)
        return outcome
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
        if request.reasons.isBlank { throw .reasonsMissing }
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
        // A positive decision is recognised by all; a negative one bars no new request.
        let isDecided = decisions.map(\.value).contains {
            $0.stage == request.stage
                && ($0.result == .positive || $0.referral == request.referral)
        }
        if isDecided { throw .alreadyDecided }
        guard request.stage == .conclusive else { return }
        guard
            decisions.contains(where: {
                $0.value.stage == .reasonableGrounds && $0.value.result == .positive
            })
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
        // Source: law/cets-197-13: at least 30 days where the file states no longer minimum.
        let minima = mechanism.clocks.filter {
            $0.bound == .minimum
                && ($0.starts == .positiveReasonableGrounds || $0.starts == .reflectionStart)
        }.map { mechanism.calendar.end(of: $0.period, from: request.occurredOn) }
        let until = minima.reduce(request.occurredOn.adding(days: 30)) { max($0, $1) }
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
        guard day >= reflection.started.value.occurredOn else { throw .reflectionNotRunning }
        if reason == .periodOver, day < reflection.started.value.atLeastUntil {
            throw .reflectionNotOver
        }
        var outcome = Outcome()
        outcome.add(.reflectionEnded(ReflectionEnded(occurredOn: day, reason: reason)))
        return outcome
    }
}
