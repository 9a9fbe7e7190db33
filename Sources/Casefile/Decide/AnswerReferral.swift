package import Mechanism

extension CaseState {
    /// A second member approves a disclosure to an enforcement unit that rests on law alone.
    ///
    /// Only then can the receiver open the thread.
    package func approve(
        _ id: Referral.ID,
        in caseID: Case.ID,
        by author: Author,
        now: Now
    ) throws(ReferralRefusal) -> Outcome {
        let referral = try existing(id)
        guard referral.offered.value.from == author.agency.id else { throw .notTheReferrer }
        guard referral.status(on: now.today) == .awaitingApproval else {
            throw .notAwaitingApproval
        }
        guard referral.offered.header.author != author.member else { throw .approverIsAuthor }
        var outcome = Outcome()
        outcome.add(.referralApproved(ReferralApproved(referral: id)), .thread(id))
        outcome.opens.append(.thread(of: referral.offered.value))
        outcome.gate = .approve(id)
        outcome.done.append(key(.approveDisclosure, referral, in: caseID))
        outcome.tasks.append(
            task(.answerReferral, referral, in: caseID, due: referral.offered.value.answerBy)
        )
        return outcome
    }

    /// The receiver accepts: its access opens in the same transaction.
    ///
    /// Decided on the coordination strand alone, which is all that the receiver can open. The
    /// disclosure's record is written into the spine; of an enforcement unit, which has none, the
    /// acceptance in the thread is the record.
    package func accept(
        _ id: Referral.ID,
        disclosure: DisclosureMade.ID,
        message: String,
        in caseID: Case.ID,
        by author: Author,
        under mechanism: Mechanism,
        now: Now
    ) throws(ReferralRefusal) -> Outcome {
        let referral = try answerable(id, by: author, now: now)
        let offered = referral.offered.value
        var outcome = Outcome()
        outcome.add(
            .referralAccepted(ReferralAccepted(referral: id, message: message)),
            .thread(id)
        )
        if !author.agency.kind.isEnforcement {
            outcome.add(
                .disclosureMade(
                    DisclosureMade(
                        id: disclosure,
                        from: offered.from,
                        to: offered.to,
                        compartments: offered.compartments,
                        authority: offered.authority,
                        basis: offered.basis,
                        referral: id,
                        until: offered.until
                    )
                )
            )
        }
        outcome.gate = .release(id)
        outcome.done = [
            key(.answerReferral, referral, in: caseID), key(.awaitAnswer, referral, in: caseID),
        ]
        outcome.tasks.append(contentsOf: followUp(referral, in: caseID, under: mechanism, now: now))
        if case .vitalInterest = offered.authority {
            let review = mechanism.calendar.end(of: Period(72, .hours), from: now.today)
            outcome.tasks.append(task(.reviewVitalInterest, referral, in: caseID, due: review))
        }
        return outcome
    }

    /// The receiver declines, with a reason: the referral returns to the referrer's work.
    package func decline(
        _ id: Referral.ID,
        reason: ReferralDeclined.Reason,
        message: String,
        in caseID: Case.ID,
        by author: Author,
        now: Now
    ) throws(ReferralRefusal) -> Outcome {
        let referral = try answerable(id, by: author, now: now)
        var outcome = Outcome()
        outcome.add(
            .referralDeclined(ReferralDeclined(referral: id, reason: reason, message: message)),
            .thread(id)
        )
        outcome.gate = .drop(id)
        outcome.done = [
            key(.answerReferral, referral, in: caseID), key(.awaitAnswer, referral, in: caseID),
        ]
        outcome.tasks.append(task(.referralReturned, referral, in: caseID, due: now.today))
        return outcome
    }

    /// The receiver reports back: arrived, help started, did not arrive, ended.
    package func answer(
        _ id: Referral.ID,
        _ answer: ReferralAnswered.Answer,
        message: String,
        in caseID: Case.ID,
        by author: Author,
        now: Now
    ) throws(ReferralRefusal) -> Outcome {
        let referral = try existing(id)
        guard referral.offered.value.to == author.agency.id else { throw .notTheReceiver }
        guard referral.status(on: now.today) == .accepted else { throw .notAccepted }
        var outcome = Outcome()
        outcome.add(
            .referralAnswered(ReferralAnswered(referral: id, answer: answer, message: message)),
            .thread(id)
        )
        if answer == .helpStarted, !author.agency.kind.isEnforcement {
            outcome.add(.supportOpened(SupportOpened(occurredOn: now.today)))
            if let service = referral.offered.value.service {
                outcome.add(
                    .serviceStarted(ServiceStarted(service: service, occurredOn: now.today))
                )
            }
        }
        outcome.done = [key(.giveFeedback, referral, in: caseID)]
        outcome.done.append(key(.awaitFeedback, referral, in: caseID))
        if answer == .didNotArrive {
            outcome.tasks.append(task(.referralReturned, referral, in: caseID, due: now.today))
        }
        return outcome
    }

    /// The referrer takes an offer back, or clears one that ran out.
    package func withdraw(
        _ id: Referral.ID,
        in caseID: Case.ID,
        by author: Author,
        now: Now
    ) throws(ReferralRefusal) -> Outcome {
        let referral = try existing(id)
        guard referral.offered.value.from == author.agency.id else { throw .notTheReferrer }
        switch referral.status(on: now.today) {
        case .accepted, .declined: throw .alreadyAnswered
        case .withdrawn: throw .withdrawn
        case .offered, .awaitingApproval, .expired: break
        }
        var outcome = Outcome()
        outcome.add(.referralWithdrawn(ReferralWithdrawn(referral: id)), .thread(id))
        outcome.gate = .drop(id)
        outcome.done = [
            key(.answerReferral, referral, in: caseID), key(.awaitAnswer, referral, in: caseID),
            key(.approveDisclosure, referral, in: caseID),
        ]
        return outcome
    }

    private func existing(_ id: Referral.ID) throws(ReferralRefusal) -> ReferralState {
        guard let referral = referrals[id] else { throw .noSuchReferral }
        return referral
    }

    private func answerable(
        _ id: Referral.ID,
        by author: Author,
        now: Now
    ) throws(ReferralRefusal) -> ReferralState {
        let referral = try existing(id)
        guard referral.offered.value.to == author.agency.id else { throw .notTheReceiver }
        switch referral.status(on: now.today) {
        case .offered: return referral
        case .awaitingApproval: throw .awaitingApproval
        case .accepted, .declined: throw .alreadyAnswered
        case .withdrawn: throw .withdrawn
        case .expired: throw .expired
        }
    }

    private func followUp(
        _ referral: ReferralState,
        in caseID: Case.ID,
        under mechanism: Mechanism,
        now: Now
    ) -> [WorkTask] {
        let feedbackBy = mechanism.calendar.end(of: Period(3, .workingDays), from: now.today)
        guard referral.offered.value.purpose == .formalIdentification else {
            return [
                task(.giveFeedback, referral, in: caseID, due: feedbackBy),
                task(.awaitFeedback, referral, in: caseID, due: feedbackBy),
            ]
        }
        let requestedOn = referral.offered.value.offeredOn
        let clock = mechanism.clocks.first {
            $0.starts == .identificationRequest && $0.ends == .reasonableGroundsDecision
                && $0.bound == .maximum
        }
        let due = clock.map { mechanism.calendar.end(of: $0.period, from: requestedOn) }
        return [
            task(.decideReasonableGrounds, referral, in: caseID, due: due ?? feedbackBy)
        ]
    }

    /// Whose work a task about a referral is.
    private func key(
        _ kind: WorkTask.Kind,
        _ referral: ReferralState,
        in caseID: Case.ID
    ) -> WorkTask.Key {
        let offered = referral.offered.value
        let isReceivers: Bool
        switch kind {
        case .answerReferral, .giveFeedback, .decideReasonableGrounds, .decideConclusive:
            isReceivers = true
        default: isReceivers = false
        }
        return .init(
            kind,
            of: isReceivers ? offered.to : offered.from,
            in: caseID,
            about: offered.id
        )
    }

    private func task(
        _ kind: WorkTask.Kind,
        _ referral: ReferralState,
        in caseID: Case.ID,
        due: CalendarDate
    ) -> WorkTask {
        let key = key(kind, referral, in: caseID)
        let isReferrers = key.agency == referral.offered.value.from
        return WorkTask(
            key: key,
            due: due,
            assignee: isReferrers ? referral.offered.header.author : nil
        )
    }
}
