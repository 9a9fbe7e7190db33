import Casefile
import Cryptography
import Database
import Mechanism
import Store

extension Append {
    mutating func strand(for write: Outcome.Write, _ outcome: Outcome) throws -> StrandRow {
        let compartment = write.payload.compartment
        switch write.placement {
        case .spine:
            if let found = open.strands.first(where: { $0.strand.compartment == .spine }) {
                return found
            }
            return try create(.spine, thread: nil, outcome)
        case .own:
            let own = open.strands.first {
                $0.strand.compartment == compartment && $0.strand.owner == actor.agency.id
                    && $0.strand.thread == nil
            }
            return try own ?? create(compartment, thread: nil, outcome)
        case .thread(let referral):
            let own = open.strands.first { $0.strand.thread == referral }
            return try own ?? create(.coordination, thread: referral, outcome)
        case .strand(let id):
            guard let found = open.strands.first(where: { $0.strand.id == id }) else {
                throw JournalError.noSuchStrand
            }
            return found
        }
    }

    private mutating func create(
        _ compartment: Compartment,
        thread: Referral.ID?,
        _ outcome: Outcome
    ) throws -> StrandRow {
        let strand = Strand(
            id: Installation.newIdentifier(),
            caseID: open.file.id,
            compartment: compartment,
            owner: actor.agency.id,
            thread: thread
        )
        let row = StrandRow(strand: strand, epoch: 1, mustRotate: false)
        try StrandTable(session).insert(row)
        open.strands.append(row)
        try beginEpoch(1, of: strand)
        try grant(strand, to: actor.agency.id)
        if thread == nil {
            for reader in standingReaders(of: compartment) {
                try grant(
                    strand,
                    to: reader.agency,
                    heldFor: reader.heldFor,
                    until: reader.until
                )
            }
        }
        return row
    }

    /// Makes both halves of a new epoch's key.
    private mutating func beginEpoch(_ epoch: Int, of strand: Strand) throws {
        let first = SecretBytes.random(count: 32)
        let second = SecretBytes.random(count: 32)
        let key = StrandSealing.key(first, second, of: strand, epoch: epoch)
        let context = StrandSealing.context(strand, epoch: epoch)
        let commitment = KeyCommitment(to: key, context: context).bytes
        try StrandTable(session).insertEpoch(strand.id, epoch: epoch, commitment: commitment)
        open.keys[strand.id, default: [:]][epoch] = .init(
            key: key,
            firstHalf: first,
            commitment: commitment
        )
        newHalves.append((strand.id, epoch, second.exposedBytes()))
    }

    /// Grants whose last day has passed end here at the latest, so that what follows needs a new key.
    mutating func endExpired() throws {
        let ended = try StrandTable(session).endExpired(of: open.file.id, on: now.today)
        guard !ended.isEmpty else { return }
        open.strands = open.strands.map { row in
            ended.contains(row.strand.id)
                ? StrandRow(strand: row.strand, epoch: row.epoch, mustRotate: true) : row
        }
    }

    /// Begins a new epoch after a grant ended, for those who can still open the strand.
    mutating func rotate(_ row: StrandRow) throws -> StrandRow {
        let strand = row.strand
        let epoch = row.epoch + 1
        try beginEpoch(epoch, of: strand)
        try StrandTable(session).setEpoch(strand.id, epoch: epoch)
        let table = StrandTable(session)
        for holder in try table.holders(of: strand.id, on: now.today) {
            try wrap(
                strand,
                epoch: epoch,
                to: holder.agency,
                heldFor: holder.heldFor,
                until: holder.until
            )
        }
        let rotated = StrandRow(strand: strand, epoch: epoch, mustRotate: false)
        open.strands = open.strands.map { $0.strand.id == strand.id ? rotated : $0 }
        return rotated
    }

    /// Agencies to which a compartment of the actor's agency stands open, or will on acceptance.
    private func standingReaders(
        of compartment: Compartment
    ) -> [(agency: Agency.ID, heldFor: Referral.ID?, until: CalendarDate?)] {
        open.state.referrals.values.compactMap { referral in
            let offered = referral.offered.value
            guard offered.from == actor.agency.id, offered.compartments.contains(compartment)
            else { return nil }
            switch referral.status(on: now.today) {
            case .accepted:
                guard open.state.isOpen(offered.id, on: now.today) else { return nil }
                return (offered.to, nil, offered.until)
            case .offered, .awaitingApproval: return (offered.to, offered.id, offered.until)
            case .declined, .withdrawn, .expired: return nil
            }
        }
    }
}
