import Mechanism

extension CaseState {
    /// Links that still stand.
    package var standingLinks: [LinkState] { links.filter { $0.ended == nil } }

    /// Notes that another case is about the same person.
    package func link(
        _ link: CaseLinked,
        by author: Author
    ) throws(CheckRefusal) -> Outcome {
        guard link.code != opened?.value.code else { throw .sameCase }
        let isLinked = standingLinks.contains {
            $0.made.value.code == link.code && $0.made.header.authorAgency == author.agency.id
        }
        guard !isLinked else { throw .alreadyLinked }
        return Outcome(writes: [.init(.caseLinked(link))])
    }

    /// Ends a link of the author's agency; nothing else changes in either case.
    package func unlink(
        _ id: CaseLinked.ID,
        reason: String,
        by author: Author
    ) throws(CheckRefusal) -> Outcome {
        guard
            standingLinks.contains(where: {
                $0.made.value.id == id && $0.made.header.authorAgency == author.agency.id
            })
        else { throw .noSuchLink }
        guard !reason.isBlank else { throw .reasonMissing }
        return Outcome(writes: [.init(.caseUnlinked(CaseUnlinked(link: id, reason: reason)))])
    }
}
