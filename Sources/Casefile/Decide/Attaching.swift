import Mechanism

/// Why a file can't be added to an entry.
package enum AttachingRefusal: String, Error, CaseIterable, Hashable, Sendable {
    case noSuchEntry = "no-such-entry"
    case notYours = "not-yours"
    case notAttachable = "not-attachable"
    case struck
    case tooMany = "too-many"
    /// The file has no content.
    case empty
    case tooLarge = "too-large"
    /// By its content it is of no kind that is taken.
    case typeNotTaken = "type-not-taken"
    /// It is not whole, or not a sound file of its kind.
    case damaged
}

extension CaseState {
    /// The entry that a file may be added to: one of the author's own agency, not struck.
    ///
    /// Another agency's strand is not the place: its owner decides who reads it.
    package func entryToAttach(
        to id: Entry.ID,
        by author: Author
    ) throws(AttachingRefusal) -> Entry {
        guard let item = timeline.first(where: { $0.id == id }) else { throw .noSuchEntry }
        guard item.entry.header.authorAgency == author.agency.id else { throw .notYours }
        guard item.entry.payload.isAttachable else { throw .notAttachable }
        if let correction = item.correction, correction.value.replacement == nil { throw .struck }
        guard attachments.count < AttachedFile.countLimit else { throw .tooMany }
        return item.entry
    }

    /// Records a file in the strand of its entry.
    package func attach(
        _ file: AttachmentAdded,
        by author: Author
    ) throws(AttachingRefusal) -> Outcome {
        let entry = try entryToAttach(to: file.entry, by: author)
        guard file.compartment == entry.header.compartment else { throw .notAttachable }
        guard file.byteCount > 0 else { throw .empty }
        guard file.byteCount <= AttachedFile.byteLimit else { throw .tooLarge }
        return Outcome(writes: [.init(.attachmentAdded(file), .strand(entry.header.strand))])
    }

    /// The files of one entry that were not struck, in order.
    package func attachments(of entry: Entry.ID) -> [Stated<AttachmentAdded>] {
        attachments.filter { $0.value.entry == entry }
    }
}

extension Payload {
    /// False for what is itself about another entry.
    package var isAttachable: Bool {
        switch self {
        case .attachmentAdded, .correction: false
        default: true
        }
    }
}
