package import Mechanism

/// Why a statement can't be added, corrected, or a case closed.
package enum RecordingRefusal: String, Error, CaseIterable, Hashable, Sendable {
    case empty
    case dateInFuture = "date-in-future"
    case guardianStepMissing = "guardian-step-missing"
    case notYours = "not-yours"
    case noSuchEntry = "no-such-entry"
    case alreadyCorrected = "already-corrected"
    case notCorrectable = "not-correctable"
    case compartmentDiffers = "compartment-differs"
    case reasonMissing = "reason-missing"
    case workLeft = "work-left"
    case alreadyClosed = "already-closed"
    case purposeNotExplained = "purpose-not-explained"
}

extension CaseState {
    /// Adds one statement of what was learned or wished; decisions, consents and referrals have their own ways.
    package func record(_ payload: Payload, now: Now) throws(RecordingRefusal) -> Outcome {
        try check(payload, now)
        var outcome = Outcome(writes: [.init(payload)])
        switch payload {
        case .guardianStep(let step): follow(step, &outcome, now)
        case .ageRecorded(let record): follow(record, &outcome, now)
        default: break
        }
        return outcome
    }

    /// Adds statements of one meeting, all or none; each must be allowed without the others.
    package func record(
        _ payloads: [Payload],
        now: Now
    ) throws(RecordingRefusal) -> Outcome {
        var whole = Outcome()
        for payload in payloads {
            let part = try record(payload, now: now)
            whole.writes += part.writes
            whole.stops += part.stops
            whole.tasks += part.tasks
            whole.done += part.done
            whole.drops.formUnion(part.drops)
        }
        return whole
    }

    private func check(_ payload: Payload, _ now: Now) throws(RecordingRefusal) {
        switch payload {
        case .note(let note):
            guard !note.text.isBlank else { throw .empty }
            try checkDate(note.occurredOn, now)
            if note.subject == .account { try checkInterview() }
        case .indicatorObserved(let indicator):
            if indicator.basis == .told { try checkInterview() }
        case .identityStated:
            guard !explanations.isEmpty else { throw .purposeNotExplained }
        case .contactMade(let contact): try checkDate(contact.occurredOn, now)
        case .serviceStarted(let service):
            guard service.occurredOn <= now.today else { throw .dateInFuture }
        case .supportOpened(let support):
            guard support.occurredOn <= now.today else { throw .dateInFuture }
        case .childViewRecorded(let child):
            guard !child.view.isBlank else { throw .empty }
        case .needStated, .safeContact, .ageRecorded, .guardianStep, .wishExpressed,
            .purposeExplained:
            break
        default: throw .notCorrectable
        }
    }

    /// An appointed guardian ends the search for one; a conflicted one sees nothing from now on.
    private func follow(_ step: GuardianStep, _ outcome: inout Outcome, _ now: Now) {
        guard let search else { return }
        if step.step == .appointed { outcome.done.append(search) }
        guard step.step == .conflicted, let agency = step.agency else { return }
        stop(&outcome, in: search.caseID, now: now) { $0.reader == agency }
        takeBack(&outcome, in: search.caseID, now: now) { $0.to == agency }
    }

    /// A child without a guardian needs one, an adult needs none.
    private func follow(_ record: AgeRecorded, _ outcome: inout Outcome, _ now: Now) {
        guard let search else { return }
        if !record.status.isTreatedAsChild {
            outcome.done.append(search)
        } else if !age.isTreatedAsChild, guardian?.step != .appointed {
            outcome.tasks.append(
                WorkTask(key: search, due: now.today, assignee: opened?.header.author)
            )
        }
    }

    /// The search for a guardian is the work of whoever opened the case.
    private var search: WorkTask.Key? {
        opened.map {
            .init(.arrangeGuardian, of: $0.header.authorAgency, in: $0.header.caseID)
        }
    }

    /// Corrects an entry of the author's own agency; the old one stays in the journal.
    package func correct(
        _ id: Entry.ID,
        with replacement: Payload?,
        reason: String,
        by author: Author,
        now: Now
    ) throws(RecordingRefusal) -> Outcome {
        guard let item = timeline.first(where: { $0.id == id }) else { throw .noSuchEntry }
        guard item.entry.header.authorAgency == author.agency.id else { throw .notYours }
        guard item.correction == nil else { throw .alreadyCorrected }
        guard item.entry.payload.isCorrectable else { throw .notCorrectable }
        guard !reason.isBlank else { throw .reasonMissing }
        if let replacement {
            guard replacement.kind == item.entry.payload.kind else { throw .notCorrectable }
            guard replacement.compartment == item.entry.payload.compartment else {
                throw .compartmentDiffers
            }
            try check(replacement, now)
        }
        let correction = Correction(
            corrects: id,
            compartment: item.entry.payload.compartment,
            replacement: replacement,
            reason: reason
        )
        return Outcome(
            writes: [.init(.correction(correction), .strand(item.entry.header.strand))]
        )
    }

    /// Closes the author's agency's part, once nothing that it offered is still open.
    package func close(
        _ reason: CaseClosed.Reason,
        on day: CalendarDate,
        in caseID: Case.ID,
        by author: Author,
        now: Now
    ) throws(RecordingRefusal) -> Outcome {
        guard closures[author.agency.id] == nil else { throw .alreadyClosed }
        guard day <= now.today else { throw .dateInFuture }
        let isWaiting = referrals.values.contains {
            let status = $0.status(on: now.today)
            return
                ($0.offered.value.from == author.agency.id
                && (status == .offered || status == .awaitingApproval))
                || ($0.offered.value.to == author.agency.id && status == .offered)
        }
        if isWaiting { throw .workLeft }
        var outcome = Outcome()
        outcome.add(.caseClosed(CaseClosed(reason: reason, occurredOn: day)))
        for kind in [WorkTask.Kind.meetNeed, .arrangeGuardian] {
            outcome.done.append(.init(kind, of: author.agency.id, in: caseID))
        }
        return outcome
    }

    /// For a child the guardian step comes before the account interview.
    private func checkInterview() throws(RecordingRefusal) {
        guard !explanations.isEmpty else { throw .purposeNotExplained }
        guard age.isTreatedAsChild else { return }
        guard guardian?.step == .requested || guardian?.step == .appointed else {
            throw .guardianStepMissing
        }
    }

    private func checkDate(_ date: PartialDate, _ now: Now) throws(RecordingRefusal) {
        if let earliest = date.earliest, earliest > now.today { throw .dateInFuture }
    }
}

extension Payload {
    /// True for statements of fact that may turn out wrong; decisions, consents and referrals have remedies of
    /// their own.
    package var isCorrectable: Bool {
        switch self {
        case .contactMade, .needStated, .safeContact, .identityStated, .indicatorObserved, .note,
            .childViewRecorded, .ageRecorded, .purposeExplained, .serviceStarted, .attachmentAdded:
            true
        default: false
        }
    }
}
