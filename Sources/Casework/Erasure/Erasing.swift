package import Casefile
import Cryptography
import Database
package import Mechanism
import Store

/// Why an agency destroys what it holds of a case.
///
/// Source: law/gdpr-17.
package enum ErasureReason: String, Codable, CaseIterable, Hashable, Sendable {
    case personAsked = "person-asked"
    case noLongerNeeded = "no-longer-needed"
    case notLawful = "not-lawful"
}

/// Why an erasure is not carried out.
package enum ErasureRefusal: String, Error, CaseIterable, Hashable, Sendable {
    /// Who asked for it can't confirm it.
    case sameMember = "same-member"
    /// Somebody asked before.
    case alreadyAsked = "already-asked"
    /// Nobody asked.
    case notAsked = "not-asked"
}

/// An agency's part of a case, before it is destroyed.
package struct ErasureModel: Sendable {
    package let code: String
    /// Other agencies that hold records of their own: those stay.
    package let others: [Agency.ID]
    /// What was asked, while it waits for a second keyholder.
    package let asked: Asked?
    /// The day on which the last backup that could still open it is destroyed.
    package let completeOn: CalendarDate

    /// An erasure that waits for a second keyholder.
    package struct Asked: Sendable {
        package let by: String
        package let isReader: Bool
        package let on: CalendarDate
        package let reason: ErasureReason?
    }
}

extension Installation {
    /// Days until the last backup of the shred store is destroyed.
    package static let shredBackupDays = 30
    private static let context = Array("tandem/v1/erasure".utf8)

    /// What an erasure of the agency's part would destroy, and how far it is.
    ///
    /// - Throws: `AccessRefusal`.
    package func erasure(of id: Case.ID, by actor: Actor) async throws -> ErasureModel {
        let now = now()
        return try await database.read { session in
            let file = try self.erasable(id, by: actor, in: session)
            let table = ErasureTable(session)
            let row = try table.find(id, of: actor.agency.id)
            let asked = try row.map { row in
                let name = try MemberTable(session).find(row.askedBy)
                    .flatMap { MemberName.open($0, with: actor.agencyKeys) }
                return ErasureModel.Asked(
                    by: name ?? "",
                    isReader: row.askedBy == actor.member,
                    on: self.day(of: row.askedAt),
                    reason: Self.reason(of: row, for: actor)
                )
            }
            return ErasureModel(
                code: file.code,
                others: try table.holders(of: id, beside: actor.agency.id),
                asked: asked,
                completeOn: now.today.adding(days: Self.shredBackupDays)
            )
        }
    }

    /// Asks that the agency's part of a case be destroyed; a second keyholder has to confirm it.
    ///
    /// - Throws: `AccessRefusal`, `ErasureRefusal`.
    package func askErasure(
        of id: Case.ID,
        _ reason: ErasureReason,
        by actor: Actor
    ) async throws {
        let now = now()
        try await database.write { session in
            _ = try self.erasable(id, by: actor, in: session)
            let table = ErasureTable(session)
            guard try table.find(id, of: actor.agency.id) == nil else {
                throw ErasureRefusal.alreadyAsked
            }
            let key = try self.directory.sealingKey(
                of: actor.agency.id,
                in: session,
                anchor: self.anchor
            )
            let sealed = HPKE.seal(
                try PayloadCoding.encode(reason),
                to: key.key,
                info: Self.context,
                associatedData: id.bytes
            )
            try table.set(
                ErasureRow(
                    caseID: id,
                    agency: actor.agency.id,
                    askedBy: actor.member,
                    askedAt: now.instant,
                    sealed: sealed,
                    confirmation: nil
                )
            )
            let task = WorkTask(
                key: .init(.confirmErasure, of: actor.agency.id, in: id),
                due: now.today.adding(days: 3),
                assignee: nil
            )
            for row in try self.sealWork([task], in: session) {
                try WorkTable(session).insert(row)
            }
            try self.log(
                LogLeaf(.erasure, by: actor, in: id, detail: "asked", at: now.instant),
                in: session
            )
        }
    }

    /// Takes the question back, or declines it.
    ///
    /// - Throws: `AccessRefusal`, `ErasureRefusal.notAsked`.
    package func withdrawErasure(of id: Case.ID, by actor: Actor) async throws {
        let now = currentTime()
        try await database.write { session in
            _ = try self.erasable(id, by: actor, in: session)
            let table = ErasureTable(session)
            guard try table.find(id, of: actor.agency.id) != nil else {
                throw ErasureRefusal.notAsked
            }
            try table.withdraw(id, of: actor.agency.id)
            let key = WorkTask.Key(.confirmErasure, of: actor.agency.id, in: id)
            try WorkTable(session).delete(self.workID(key))
            try self.log(
                LogLeaf(.erasure, by: actor, in: id, detail: "withdrawn", at: now),
                in: session
            )
        }
    }

    /// Destroys the agency's part of a case, as the second of two keyholders.
    ///
    /// The keys' wraps go with the commit, their halves right after it: a crash in between leaves that to the
    /// next sweep. Other agencies are told, and decide about their own records.
    /// - Throws: `AccessRefusal`, `ErasureRefusal`.
    package func confirmErasure(of id: Case.ID, by actor: Actor) async throws {
        let now = now()
        try await database.write { session in
            let file = try self.erasable(id, by: actor, in: session)
            let table = ErasureTable(session)
            guard let asked = try table.find(id, of: actor.agency.id) else {
                throw ErasureRefusal.notAsked
            }
            guard asked.askedBy != actor.member else { throw ErasureRefusal.sameMember }
            let confirmed = ErasureRow(
                caseID: id,
                agency: actor.agency.id,
                askedBy: asked.askedBy,
                askedAt: asked.askedAt,
                sealed: [],
                confirmation: .init(member: actor.member, at: now.instant)
            )
            try self.carryOut(confirmed, in: session)
            let tasks = try table.holders(of: id, beside: actor.agency.id).map { other in
                WorkTask(
                    key: .init(.considerErasure, of: other, in: id),
                    due: now.today.adding(days: Self.shredBackupDays),
                    assignee: nil
                )
            }
            for row in try self.sealWork(tasks, in: session) { try WorkTable(session).insert(row) }
            // Without the case, whose leaves may just have lost their content.
            try self.log(
                LogLeaf(.erasure, by: actor, detail: "confirmed \(file.code)", at: now.instant),
                in: session
            )
        }
        try await finishErasures()
    }

    /// Destroys the halves of keys of whatever was erased; there is nothing to do after the first time.
    package func finishErasures() async throws {
        _ = try await database.write { session in
            try session.companion.transaction { try ErasureTable(session).destroyHalves() }
        }
    }

    /// Destroys an agency's part, and the log's words about the case once nobody holds anything of it.
    func carryOut(_ erasure: ErasureRow, in session: DatabaseSession) throws {
        let table = ErasureTable(session)
        try table.set(erasure)
        try table.destroy(
            erasure.caseID,
            of: erasure.agency,
            at: erasure.confirmation?.at ?? erasure.askedAt
        )
        if try table.holders(of: erasure.caseID, beside: erasure.agency).isEmpty {
            try LeafTable(session).destroyContent(of: erasure.caseID)
        }
    }

    /// The case, for keyholders who lead the agency.
    private func erasable(
        _ id: Case.ID,
        by actor: Actor,
        in session: DatabaseSession
    ) throws -> CaseFileRow {
        guard let file = try actor.authorise(.act(.lead, id), in: session).caseFile else {
            throw AccessRefusal.hidden
        }
        guard actor.isKeyholder else { throw AccessRefusal.missing(.lead) }
        return file
    }

    private static func reason(of row: ErasureRow, for actor: Actor) -> ErasureReason? {
        for key in actor.agencyKeys.values {
            let padded = try? HPKE.open(
                row.sealed,
                with: key,
                info: context,
                associatedData: row.caseID.bytes
            )
            if let padded { return try? PayloadCoding.decode(ErasureReason.self, from: padded) }
        }
        return nil
    }
}
