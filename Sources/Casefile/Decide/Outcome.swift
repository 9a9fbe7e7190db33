package import Mechanism

/// Who acts: a member of an agency of the mechanism.
package struct Author: Hashable, Sendable {
    /// The member.
    package let member: Member.ID
    /// The member's agency.
    package let agency: Agency

    package init(member: Member.ID, agency: Agency) {
        self.member = member
        self.agency = agency
    }
}

/// What a decision wants done: entries to append and what follows from them, in one transaction.
package struct Outcome: Hashable, Sendable {
    /// An entry to append.
    package struct Write: Hashable, Sendable {
        /// What it states.
        package let payload: Payload
        /// Which strand.
        package let placement: Placement

        /// An entry where it is wanted, or in the spine where it belongs there.
        package init(_ payload: Payload, _ placement: Placement = .own) {
            self.payload = payload
            self.placement = payload.compartment == .spine ? .spine : placement
        }
    }

    /// Entries to append, in order.
    package var writes: [Write] = []
    /// Strands to open to another agency.
    package var opens: [Opening] = []
    /// Access to end.
    package var stops: [Stop] = []
    /// Work that arises.
    package var tasks: [WorkTask] = []
    /// Work that is done.
    package var done: [WorkTask.Key] = []
    /// What happens to the key gate of a referral.
    package var gate: Gate?
    /// Referrals whose waiting keys are destroyed because their consent was withdrawn.
    package var drops: Set<Referral.ID> = []

    package init(writes: [Write] = []) { self.writes = writes }

    /// Strands of the acting agency that are opened to another.
    package struct Opening: Hashable, Sendable {
        /// Who will be able to open them.
        package let to: Agency.ID
        /// Which compartments of the author's agency's own strands.
        package let compartments: Set<Compartment>
        /// True where the spine comes along.
        package let includesSpine: Bool
        /// The coordination strand that comes along.
        package let thread: Referral.ID?
        /// The referral whose acceptance the keys wait for; `nil` opens at once.
        package let heldFor: Referral.ID?
        /// The last day of access.
        package let until: CalendarDate?

        package init(
            to: Agency.ID,
            compartments: Set<Compartment>,
            includesSpine: Bool,
            thread: Referral.ID? = nil,
            heldFor: Referral.ID? = nil,
            until: CalendarDate? = nil
        ) {
            self.to = to
            self.compartments = compartments
            self.includesSpine = includesSpine
            self.thread = thread
            self.heldFor = heldFor
            self.until = until
        }
    }

    /// Access of one agency to another's strands that ends.
    package struct Stop: Hashable, Sendable {
        /// The owner of the strands.
        package let owner: Agency.ID
        /// Who loses access.
        package let reader: Agency.ID
        /// Which compartments.
        package let compartments: Set<Compartment>
        /// True where the spine is lost too, because nothing else is open to the reader.
        package let includesSpine: Bool

        package init(
            owner: Agency.ID,
            reader: Agency.ID,
            compartments: Set<Compartment>,
            includesSpine: Bool
        ) {
            self.owner = owner
            self.reader = reader
            self.compartments = compartments
            self.includesSpine = includesSpine
        }
    }

    /// What happens to the keys that wait for a referral's acceptance.
    package enum Gate: Hashable, Sendable {
        case hold(Referral.ID, to: Agency.ID, answerBy: CalendarDate, awaitsApproval: Bool)
        case approve(Referral.ID)
        /// Releases the waiting keys.
        case release(Referral.ID)
        /// Destroys the waiting keys.
        case drop(Referral.ID)
    }
}
