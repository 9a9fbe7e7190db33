package import Mechanism

/// What the entries that a reader could open add up to.
///
/// A fold is partial: facts of strands that the reader can't open are simply absent, and every rule
/// that needs a fact names the compartment it reads.
package struct CaseState: Hashable, Sendable {
    /// A payload together with the header of the entry that states it.
    package struct Stated<Value: Hashable & Sendable>: Hashable, Sendable {
        /// What is stated.
        package let value: Value
        /// Who stated it, when and where.
        package let header: EntryHeader

        package init(value: Value, header: EntryHeader) {
            self.value = value
            self.header = header
        }
    }

    /// The opening of the case.
    package internal(set) var opened: Stated<CaseOpened>?
    /// Explanations given, in order.
    package internal(set) var explanations: [Stated<PurposeExplained>] = []
    /// The latest recorded age status.
    package internal(set) var age: AgeStatus = .unknown
    /// The latest guardian step.
    package internal(set) var guardian: GuardianStep?
    /// Guardian agencies that were marked conflicted and not appointed anew.
    package internal(set) var conflictedGuardians: Set<Agency.ID> = []
    /// Consents by id.
    package internal(set) var consents: [Consent.ID: ConsentState] = [:]
    /// Scopes that were asked for and refused.
    package internal(set) var withheld: [Stated<ConsentWithheld>] = []
    /// The latest wish.
    package internal(set) var wish: Stated<WishExpressed>?
    /// The first day on which help ran.
    package internal(set) var supportOpenedOn: CalendarDate?
    /// Disclosures by id.
    package internal(set) var disclosures: [DisclosureMade.ID: DisclosureState] = [:]
    /// Agencies whose part ended, and why.
    package internal(set) var closures: [Agency.ID: CaseClosed] = [:]
    /// How the person was met.
    package internal(set) var contacts: [Stated<ContactMade>] = []
    /// Needs, in order.
    package internal(set) var needs: [Stated<NeedStated>] = []
    /// Rules for reaching the person.
    package internal(set) var safeContacts: [Stated<SafeContact>] = []
    /// Particulars as stated to each agency, in order.
    package internal(set) var identities: [Stated<IdentityStated>] = []
    /// Indicators, in order.
    package internal(set) var indicators: [Stated<IndicatorObserved>] = []
    /// Views of the child, in order.
    package internal(set) var childViews: [Stated<ChildViewRecorded>] = []
    /// Notes, in order.
    package internal(set) var notes: [Stated<Note>] = []
    /// Files, in order.
    package internal(set) var attachments: [Stated<AttachmentAdded>] = []
    /// Services that began.
    package internal(set) var services: [Stated<ServiceStarted>] = []
    /// Referrals by id.
    package internal(set) var referrals: [Referral.ID: ReferralState] = [:]
    /// Requests for formal identification.
    package internal(set) var requests: [Stated<IdentificationRequested>] = []
    /// Decisions, in order.
    package internal(set) var decisions: [Stated<DecisionTaken>] = []
    /// The reflection period, once begun.
    package internal(set) var reflection: ReflectionState?
    /// Questions whether the mechanism knows the person, in order.
    package internal(set) var checks: [Stated<CheckAsked>] = []
    /// Times that the person did not want the mechanism to be asked.
    package internal(set) var declinedChecks: [Stated<CheckDeclined>] = []
    /// Answers to others' questions about the person, in order.
    package internal(set) var checkAnswers: [Stated<CheckAnswered>] = []
    /// Other cases of the same person, in order.
    package internal(set) var links: [LinkState] = []
    /// Every entry in order of the journal, with what became of it.
    package internal(set) var timeline: [TimelineItem] = []

    package init() {}
}

/// A consent and whether it still holds.
package struct ConsentState: Hashable, Sendable {
    /// What was given.
    package let given: CaseState.Stated<ConsentGiven>
    /// The withdrawal, if there was one.
    package internal(set) var withdrawal: EntryHeader?

    /// True while it was not withdrawn and has not run out.
    package func holds(on today: CalendarDate) -> Bool {
        withdrawal == nil && given.value.until.map { today <= $0 } ?? true
    }
}

/// A disclosure and whether it was ended.
package struct DisclosureState: Hashable, Sendable {
    /// What was opened to whom.
    package let made: CaseState.Stated<DisclosureMade>
    /// True once a review or a withdrawal of its consent ended it.
    package internal(set) var hasEnded = false

    /// True while it was not ended and has not run out.
    package func holds(on today: CalendarDate) -> Bool {
        !hasEnded && made.value.until.map { today <= $0 } ?? true
    }
}

/// A link to another case and whether it still stands.
package struct LinkState: Hashable, Sendable {
    /// What was linked.
    package let made: CaseState.Stated<CaseLinked>
    /// Its end, if there was one.
    package internal(set) var ended: CaseState.Stated<CaseUnlinked>?
}

/// The reflection period.
package struct ReflectionState: Hashable, Sendable {
    /// Its beginning.
    package let started: CaseState.Stated<ReflectionStarted>
    /// Its end, if it ended.
    package internal(set) var ended: ReflectionEnded?
}

/// One line of the timeline.
package struct TimelineItem: Hashable, Sendable, Identifiable {
    /// The entry as it was written.
    package let entry: Entry
    /// The correction that replaced or struck it, if any.
    package let correction: CaseState.Stated<Correction>?

    /// The entry's identifier.
    package var id: Entry.ID { entry.id }
}
