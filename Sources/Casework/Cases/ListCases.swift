package import Casefile
import Cryptography
import Database
import Mechanism
import Store

/// A page of a list, and whether there is another.
package struct Page<Item: Sendable>: Sendable {
    package let items: [Item]
    /// Counted from 1.
    package let number: Int
    package let hasNext: Bool

    /// How many lines a page has.
    package static var size: Int { 25 }

    init(_ items: [Item], number: Int, hasNext: Bool) {
        self.items = items
        self.number = number
        self.hasNext = hasNext
    }

    func map<Other: Sendable>(_ transform: (Item) throws -> Other) rethrows -> Page<Other> {
        Page<Other>(try items.map(transform), number: number, hasNext: hasNext)
    }
}

/// A line of the list of cases: the code is all that a list shows.
package struct CaseLine: Sendable, Identifiable {
    package let id: Case.ID
    package let code: String
    package let isPractice: Bool
}

extension Installation {
    /// Cases that the member works on, or all of the agency's for those who lead.
    package func cases(page number: Int, by actor: Actor) async throws -> Page<CaseLine> {
        let now = now()
        let page = try await database.read { session in
            _ = try actor.authorise(.use(.record), in: session)
            return try self.page(number) { limit, offset in
                try CaseFileTable(session).page(
                    visibleTo: actor.agency.id,
                    assignedTo: actor.may(.lead) ? nil : actor.member,
                    on: now.today,
                    limit: limit,
                    offset: offset
                )
            }.map { CaseLine(id: $0.id, code: $0.code, isPractice: $0.isPractice) }
        }
        return try await logged(
            LogLeaf(.list, by: actor, detail: "cases", at: now.instant),
            page
        )
    }

    /// Finds one case by its code, among those that the member may see.
    ///
    /// - Throws: `AccessRefusal.hidden` for any other code.
    package func findCase(code: String, by actor: Actor) async throws -> Case.ID {
        try await database.read { session in
            guard let id = try self.caseID(of: code, in: session) else {
                throw AccessRefusal.hidden
            }
            _ = try actor.authorise(.see(id), in: session)
            return id
        }
    }

    /// The case with a typed code, forgiving case, hyphens and letters that look like digits; whoever asks:
    /// authorisation follows.
    func caseID(of typed: String, in session: DatabaseSession) throws -> Case.ID? {
        let code: HumanCode
        do throws(HumanCode.ParsingError) {
            code = try HumanCode(parsing: typed, shape: Self.caseCodeShape)
        } catch {
            return nil
        }
        return try CaseFileTable(session).find(code: code.exposedText())
    }

    /// Reads one row more than a page holds, to know whether there is another.
    func page<Item: Sendable>(
        _ number: Int,
        _ rows: (_ limit: Int, _ offset: Int) throws -> [Item]
    ) rethrows -> Page<Item> {
        let size = Page<Item>.size
        let number = min(max(number, 1), 100_000)
        let found = try rows(size + 1, (number - 1) * size)
        return Page(
            Array(found.prefix(size)),
            number: number,
            hasNext: found.count > size
        )
    }
}
