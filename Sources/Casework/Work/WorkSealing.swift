import Casefile
import Cryptography
import Database
import Mechanism
import Store

/// How work rows are named and sealed.
enum WorkSealing {
    static let context = Array("tandem/v1/work".utf8)

    static func digest(
        id: [UInt8],
        agency: Agency.ID,
        due: CalendarDate,
        sealed: [UInt8]
    ) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "work-row/1")
        bytes.append(id)
        bytes.append(agency.rawValue)
        bytes.append(due.description)
        bytes.append(sealed)
        return Digest.blake2b(bytes.bytes).bytes
    }
}

extension Installation {
    /// A work row's name, by which it is found again; keyed, so that it tells no kind.
    func workID(_ key: WorkTask.Key) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "work-id/1")
        bytes.append(key.kind.rawValue)
        bytes.append(key.agency.rawValue)
        bytes.append(key.caseID.bytes)
        bytes.append(optional: key.referral?.bytes)
        return Array(Digest.blake2b(bytes.bytes, key: pepper).bytes.prefix(16))
    }

    /// Seals tasks to the agencies whose work they are.
    func sealWork(_ tasks: [WorkTask], in session: DatabaseSession) throws -> [WorkRow] {
        try tasks.map { task in
            let recipient = try directory.sealingKey(
                of: task.key.agency,
                in: session,
                anchor: anchor
            )
            let id = workID(task.key)
            let sealed = HPKE.seal(
                try PayloadCoding.encode(task),
                to: recipient.key,
                info: WorkSealing.context,
                associatedData: id
            )
            return WorkRow(
                id: id,
                agency: task.key.agency,
                assignee: task.assignee,
                due: task.due,
                caseID: task.key.caseID,
                sealed: sealed,
                digest: WorkSealing.digest(
                    id: id,
                    agency: task.key.agency,
                    due: task.due,
                    sealed: sealed
                )
            )
        }
    }

    /// Opens a work row with one of the agency's keys; `nil` where none fits or the row was changed.
    func openWork(_ row: WorkRow, for actor: Actor) throws -> WorkTask? {
        let digest = WorkSealing.digest(
            id: row.id,
            agency: row.agency,
            due: row.due,
            sealed: row.sealed
        )
        guard digest == row.digest else { return nil }
        for (_, key) in actor.agencyKeys.sorted(by: { $0.key > $1.key }) {
            if let padded = try? HPKE.open(
                row.sealed,
                with: key,
                info: WorkSealing.context,
                associatedData: row.id
            ) {
                return try PayloadCoding.decode(WorkTask.self, from: padded)
            }
        }
        return nil
    }
}
