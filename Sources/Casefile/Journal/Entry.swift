package import Mechanism

/// One signed statement in a case's journal, opened for a reader who holds its strand's key.
package struct Entry: Hashable, Sendable, Identifiable {
    /// An entry's random identifier.
    package typealias ID = Identifier<Entry>

    /// What lies in clear beside the sealed payload.
    package let header: EntryHeader
    /// What the author stated.
    package let payload: Payload

    package init(header: EntryHeader, payload: Payload) {
        self.header = header
        self.payload = payload
    }

    /// The entry's identifier.
    package var id: ID { header.id }
}

/// What lies in clear about an entry: no fact about the person.
package struct EntryHeader: Hashable, Sendable {
    /// The entry's random identifier.
    package let id: Entry.ID
    /// The case that it belongs to.
    package let caseID: Case.ID
    /// The strand whose key seals it.
    package let strand: Strand.ID
    /// The strand's compartment.
    package let compartment: Compartment
    /// The strand's owner.
    package let owner: Agency.ID
    /// The epoch of the strand's key, from 1.
    package let epoch: Int
    /// The member who signed it.
    package let author: Member.ID
    /// The author's agency when signing.
    package let authorAgency: Agency.ID
    /// When the author's session recorded it.
    package let recordedAt: Instant
    /// The latest entries of the strands that the author could open, in ascending order.
    package let heads: [Entry.ID]

    package init(
        id: Entry.ID,
        caseID: Case.ID,
        strand: Strand.ID,
        compartment: Compartment,
        owner: Agency.ID,
        epoch: Int,
        author: Member.ID,
        authorAgency: Agency.ID,
        recordedAt: Instant,
        heads: [Entry.ID]
    ) {
        self.id = id
        self.caseID = caseID
        self.strand = strand
        self.compartment = compartment
        self.owner = owner
        self.epoch = epoch
        self.author = author
        self.authorAgency = authorAgency
        self.recordedAt = recordedAt
        self.heads = heads
    }
}
