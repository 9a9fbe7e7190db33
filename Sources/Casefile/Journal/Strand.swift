package import Mechanism

/// The unit of keys and grants: one compartment of one case as one agency writes it.
///
/// The spine is written by every party. A coordination strand belongs to the two parties of one referral.
package struct Strand: Hashable, Sendable, Identifiable {
    /// A strand's random identifier.
    package typealias ID = Identifier<Strand>

    /// The strand's random identifier.
    package let id: ID
    /// The case that it is part of.
    package let caseID: Case.ID
    /// What it may hold.
    package let compartment: Compartment
    /// The agency that opened it, and that alone may grant it.
    package let owner: Agency.ID
    /// The referral that a coordination strand belongs to.
    package let thread: Referral.ID?

    package init(
        id: ID,
        caseID: Case.ID,
        compartment: Compartment,
        owner: Agency.ID,
        thread: Referral.ID?
    ) {
        self.id = id
        self.caseID = caseID
        self.compartment = compartment
        self.owner = owner
        self.thread = thread
    }
}

/// Where a payload is to be written: its compartment follows from its type, its strand from this.
package enum Placement: Hashable, Sendable {
    /// The author's agency's own strand of the payload's compartment.
    case own
    /// The spine that all parties share.
    case spine
    /// The coordination strand of one referral.
    case thread(Referral.ID)
    /// The strand of an entry that is corrected.
    case strand(Strand.ID)
}
