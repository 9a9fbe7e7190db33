package import Mechanism

/// What a first-line responder brings back from meeting a person.
package struct FirstContact: Hashable, Codable, Sendable {
    /// Date, place and how the person was met.
    package var contact: ContactMade
    /// The explanation; absent only where the person can't take it in now.
    package var explanation: PurposeExplained?
    /// Why nothing could be explained or agreed now; then only urgent help follows.
    package var cannotConsentReason: String
    /// What the person needs.
    package var needs: [NeedStated]
    /// How the person can be reached.
    package var safeContacts: [SafeContact]
    /// Who the person is; absent when they did not say or were not asked.
    package var identity: IdentityStated?
    /// What is known about the age.
    package var age: AgeStatus
    /// For a child: the step taken towards a guardian.
    package var guardian: GuardianStep?
    /// For a child: the child's own view.
    package var childView: String
    /// Indicators seen or told.
    package var indicators: [IndicatorObserved]
    /// What happened, if the person wanted to tell.
    package var account: String
    /// What the person wants.
    package var wish: WishExpressed.Wish?
    /// Whether the mechanism is asked if it knows the person, before the person is asked to tell it.
    package var known: KnownBefore?

    package init(
        contact: ContactMade,
        explanation: PurposeExplained?,
        cannotConsentReason: String,
        needs: [NeedStated],
        safeContacts: [SafeContact],
        identity: IdentityStated?,
        age: AgeStatus,
        guardian: GuardianStep?,
        childView: String,
        indicators: [IndicatorObserved],
        account: String,
        wish: WishExpressed.Wish?,
        known: KnownBefore? = nil
    ) {
        self.contact = contact
        self.explanation = explanation
        self.cannotConsentReason = cannotConsentReason
        self.needs = needs
        self.safeContacts = safeContacts
        self.identity = identity
        self.age = age
        self.guardian = guardian
        self.childView = childView
        self.indicators = indicators
        self.account = account
        self.wish = wish
        self.known = known
    }

    /// What the person said when asked whether the mechanism may be asked.
    package enum KnownBefore: Hashable, Codable, Sendable {
        case ask(CheckAsked)
        case declined
    }
}

extension FirstContact {
    /// Why a first contact may not be recorded as it stands.
    package enum Refusal: String, Error, CaseIterable, Hashable, Sendable {
        case purposeNotExplained = "purpose-not-explained"
        case dateInFuture = "date-in-future"
        case guardianStepMissing = "guardian-step-missing"
        case childViewMissing = "child-view-missing"
        /// A question without a name or a time of birth, or without whoever must agree to it.
        case checkNotAllowed = "check-not-allowed"
    }

    /// The entries that open the case and the work that follows from them.
    ///
    /// - Throws: `purposeNotExplained` where anything about the person was asked before the explanation;
    ///   `guardianStepMissing` where a child was asked for an account before a guardian step; the child's
    ///   view is needed whenever the person is treated as a child.
    package func open(
        _ caseID: Case.ID,
        code: String,
        isPractice: Bool,
        by author: Author,
        now: Now
    ) throws(Refusal) -> Outcome {
        try check(now)
        try checkKnown()
        var outcome = Outcome()
        outcome.add(.caseOpened(CaseOpened(code: code, isPractice: isPractice)))
        if let explanation { outcome.add(.purposeExplained(explanation)) }
        outcome.add(.ageRecorded(AgeRecorded(status: age)))
        if let wish { outcome.add(.wishExpressed(WishExpressed(wish: wish))) }
        needs.forEach { outcome.add(.needStated($0)) }
        outcome.add(.contactMade(contact))
        if let guardian { outcome.add(.guardianStep(guardian)) }
        if age.isTreatedAsChild { outcome.add(.childViewRecorded(.init(view: childView))) }
        safeContacts.forEach { outcome.add(.safeContact($0)) }
        if let identity { outcome.add(.identityStated(identity)) }
        indicators.forEach { outcome.add(.indicatorObserved($0)) }
        if explanation == nil { addNote(cannotConsentReason, about: .support, to: &outcome) }
        if !account.isBlank { addNote(account, about: .account, to: &outcome) }
        switch known {
        case .ask(let check): outcome.add(.checkAsked(check))
        case .declined: outcome.add(.checkDeclined(CheckDeclined()))
        case nil: break
        }
        addTasks(to: &outcome, caseID, author, now)
        return outcome
    }

    private func check(_ now: Now) throws(Refusal) {
        let told = !account.isBlank || indicators.contains { $0.basis == .told }
        if explanation == nil, told || identity != nil || cannotConsentReason.isBlank {
            throw .purposeNotExplained
        }
        if let day = contact.occurredOn.earliest, day > now.today { throw .dateInFuture }
        if let day = contact.paperFormOf, day > now.today { throw .dateInFuture }
        guard age.isTreatedAsChild else { return }
        if told {
            guard guardian?.step == .requested || guardian?.step == .appointed else {
                throw .guardianStepMissing
            }
        }
        if childView.isBlank { throw .childViewMissing }
    }

    /// The person, or the guardian who stands by the child, agreed to a question that names somebody.
    private func checkKnown() throws(Refusal) {
        guard case .ask(let check) = known else { return }
        guard explanation != nil else { throw .purposeNotExplained }
        guard let identity, identity.tellsWhoItIs, !check.mayTell.isEmpty,
            !check.mayTell.contains(.consular) || !identity.maySeekAsylum
        else { throw .checkNotAllowed }
        switch check.basis {
        case .person where !age.isTreatedAsChild: break
        case .guardian(let assent)
        where age.isTreatedAsChild && guardian?.step == .appointed && assent != .refused:
            break
        default: throw .checkNotAllowed
        }
    }

    private func addNote(
        _ text: String,
        about subject: Note.Subject,
        to outcome: inout Outcome
    ) {
        let note = Note(subject: subject, occurredOn: contact.occurredOn, text: text)
        outcome.add(.note(note))
    }

    private func addTasks(
        to outcome: inout Outcome,
        _ caseID: Case.ID,
        _ author: Author,
        _ now: Now
    ) {
        func add(_ kind: WorkTask.Kind, due: CalendarDate) {
            outcome.tasks.append(
                WorkTask(
                    key: .init(kind, of: author.agency.id, in: caseID),
                    due: due,
                    assignee: author.member
                )
            )
        }
        if !needs.isEmpty {
            let isUrgent = needs.contains { $0.urgency != .soon }
            add(.meetNeed, due: isUrgent ? now.today : now.today.adding(days: 1))
        }
        if age.isTreatedAsChild, guardian?.step != .appointed {
            add(.arrangeGuardian, due: now.today)
        }
    }
}

extension String {
    /// True where there is nothing to read.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

extension Outcome {
    /// Appends one more entry in the strand that its payload belongs to.
    mutating func add(_ payload: Payload, _ placement: Placement = .own) {
        writes.append(Write(payload, placement))
    }
}
