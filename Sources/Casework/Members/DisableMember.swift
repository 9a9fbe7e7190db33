package import Casefile
import Database
import Mechanism
import Store

extension Installation {
    /// Disables a member: sessions end, and all cases and work go to a successor, or to the agency.
    ///
    /// Everything is handed over in the transaction that ends the access, so that no case is left with
    /// nobody. A successor is an active, confirmed colleague who may record.
    /// - Throws: `MembershipRefusal.lastKeyholders` where a live agency would fall below two;
    ///   `AccessRefusal.hidden` for a member or a successor who is no such colleague.
    package func disableMember(
        _ id: Member.ID,
        successor: Member.ID? = nil,
        by actor: Actor
    ) async throws {
        try await database.write { session in
            _ = try actor.authorise(.use(.manageMembers), in: session)
            let members = MemberTable(session)
            guard let row = try members.find(id), row.agency == actor.agency.id, row.isActive
            else { throw AccessRefusal.hidden }
            guard id != actor.member else { throw MembershipRefusal.notYourself }
            if row.isKeyholder {
                let left = try self.keyholders(of: row.agency, in: session).count - 1
                let isLive = try AgencyTable(session).find(row.agency)?.isLive == true
                if row.isConfirmed, isLive, left < 2 { throw MembershipRefusal.lastKeyholders }
            }
            if let successor {
                guard successor != id, let next = try members.find(successor),
                    next.agency == row.agency, next.canSucceed
                else { throw AccessRefusal.hidden }
            }
            try members.disable(id)
            try SessionTable(session).delete(member: id)
            try OfficeTable(session).delete(id)
            try KeyWrapTable(session).delete(holder: id.bytes, of: row.agency)
            try WorkTable(session).reassign(id, to: successor)
            try CaseFileTable(session).reassign(id, to: successor)
            try self.log(LogLeaf(.revocation, by: actor, at: self.currentTime()), in: session)
        }
    }
}

extension MemberRow {
    /// Whether a leaving colleague's cases may go to this member.
    fileprivate var canSucceed: Bool {
        isActive && isConfirmed && Capability.parse(capabilities).contains(.record)
    }
}
