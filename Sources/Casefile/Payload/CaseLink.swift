package import Mechanism

/// Another case is about the same person.
///
/// Nothing moves and nothing opens by it: each case keeps its own journal, and each agency its own keys.
package struct CaseLinked: Hashable, Codable, Sendable {
    /// A link's random identifier.
    package typealias ID = Identifier<CaseLinked>

    /// How it was found out.
    package enum Way: Hashable, Codable, Sendable {
        /// A member found both among the agency's own cases.
        case search
        /// A holder answered a question.
        case check(CheckAsked.ID)
    }

    /// The link's random identifier.
    package let id: ID
    /// The other case's code.
    package let code: String
    /// The agency that keeps it.
    package let agency: Agency.ID
    /// How it was found out.
    package let way: Way
    /// True where the person did not have to tell it again.
    package let sparedRetelling: Bool

    package init(
        id: ID,
        code: String,
        agency: Agency.ID,
        way: Way,
        sparedRetelling: Bool
    ) {
        self.id = id
        self.code = code
        self.agency = agency
        self.way = way
        self.sparedRetelling = sparedRetelling
    }
}

/// A link was wrong, or is not wanted any more; both journals stay as they are.
package struct CaseUnlinked: Hashable, Codable, Sendable {
    /// The link that ends.
    package let link: CaseLinked.ID
    /// Why, in the author's words.
    package let reason: String

    package init(link: CaseLinked.ID, reason: String) {
        self.link = link
        self.reason = reason
    }
}
