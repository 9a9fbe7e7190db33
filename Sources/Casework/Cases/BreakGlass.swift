package import Casefile
import Database
import Mechanism
import Store

extension Installation {
    /// A case of the agency that a member may look at with a reason, and whether the member needs one.
    ///
    /// - Throws: `AccessRefusal.hidden` for a case that the agency can't open.
    package func glass(
        of id: Case.ID,
        by actor: Actor
    ) async throws -> (code: String, isAssigned: Bool) {
        try await database.read { session in
            guard let file = try actor.authorise(.breakGlass(id), in: session).caseFile else {
                throw AccessRefusal.hidden
            }
            let isAssigned = try CaseFileTable(session).isAssigned(actor.member, to: id)
            return (file.code, actor.may(.lead) || isAssigned)
        }
    }

    /// Opens a case of the agency by its code to a member who is not assigned; one that the member can
    /// already see is simply found.
    ///
    /// - Throws: `AccessRefusal.hidden` for any code that leads to no case of the agency.
    package func breakGlass(code: String, reason: String, by actor: Actor) async throws -> Case.ID {
        let id = try await database.read { session in
            try self.caseID(of: code, in: session)
        }
        guard let id else { throw AccessRefusal.hidden }
        if try await !glass(of: id, by: actor).isAssigned {
            try await breakGlass(id, reason: reason, by: actor)
        }
        return id
    }
}
