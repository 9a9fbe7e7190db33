import Casefile
import Database
import Linkage
import Mechanism
import Store

extension Append {
    /// Keeps the fingerprints of whom an entry tells of: every way in comes past here.
    func fingerprint(_ payload: Payload, _ header: EntryHeader) throws {
        var stated = payload
        if case .correction(let correction) = payload {
            guard correction.compartment == .identity else { return }
            try FingerprintTable(session)
                .destroy(of: correction.corrects, in: header.caseID, at: now.instant)
            guard let replacement = correction.replacement else { return }
            stated = replacement
        }
        guard case .identityStated(let identity) = stated else { return }
        try installation.keepFingerprints(of: identity, header, at: now, in: session)
    }
}

extension Installation {
    /// Makes the fingerprints of what an entry tells, under the latest key, and keeps them.
    ///
    /// An entry that tells nothing gets a row as well: so it is known to have been looked at.
    func keepFingerprints(
        of identity: IdentityStated,
        _ header: EntryHeader,
        at now: Now,
        in session: DatabaseSession
    ) throws {
        let particulars = Particulars(identity, statedOn: day(of: header.recordedAt))
        func row(_ id: FingerprintRow.ID, _ sealed: [UInt8]) -> FingerprintRow {
            FingerprintRow(
                id: id,
                caseID: header.caseID,
                entry: header.id,
                agency: header.owner,
                generation: linkageKeys.current,
                changedAt: now.instant,
                sealed: sealed
            )
        }
        let id: FingerprintRow.ID = Self.newIdentifier()
        let prints = linkageKeys.latest.encoder.encode(particulars)
        let sealed = linkageKeys.seal(prints, as: row(id, []))
        try FingerprintTable(session).insert(row(id, sealed))
    }
}
