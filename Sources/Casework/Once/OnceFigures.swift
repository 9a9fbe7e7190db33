import Database
import Mechanism
import Store

/// Whether the mechanism spares people the telling, in one month.
package struct OnceFigures: Sendable, Hashable {
    /// A count, or that it is too small to be told: with few people a count is a person.
    package enum Count: Hashable, Sendable {
        case exact(Int)
        case few
    }

    /// Counts from one up to below this are not told.
    package static let least = 5

    /// `YYYY-MM`.
    package let month: String
    /// Questions whether the mechanism knows a person.
    package let asked: Count
    /// Answers that it is the same person.
    package let answered: Count
    /// Retellings avoided, as whoever asked saw it.
    package let spared: Count
}

extension Installation {
    /// Counts by month, the latest first; they lead to no case, agency or member.
    ///
    /// - Throws: `AccessRefusal` for agencies that don't watch over the mechanism.
    package func onceFigures(by actor: Actor) async throws -> [OnceFigures] {
        let now = now()
        let counts = try await database.read { session in
            _ = try actor.authorise(.use(.readFigures), in: session)
            return try TallyTable(session).counts()
        }
        var months: [String: [String: Int]] = [:]
        for count in counts { months[count.month, default: [:]][count.kind] = count.count }
        let figures = months.keys.sorted(by: >).compactMap { month -> OnceFigures? in
            func count(_ kind: String) -> OnceFigures.Count {
                let count = months[month]?[kind] ?? 0
                return (1..<OnceFigures.least).contains(count) ? .few : .exact(count)
            }
            guard months[month]?["check-asked"] != nil || months[month]?["retelling-spared"] != nil
            else { return nil }
            return OnceFigures(
                month: month,
                asked: count("check-asked"),
                answered: count("check-answered"),
                spared: count("retelling-spared")
            )
        }
        let leaf = LogLeaf(.release, by: actor, detail: "retellings-avoided", at: now.instant)
        return try await logged(leaf, figures)
    }
}
