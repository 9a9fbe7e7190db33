import Casefile
import Cryptography
import Database
import Mechanism
import Store

/// Carries out an outcome on one case: seals, signs, chains, grants, and keeps the worklist.
struct Append {
    let installation: Installation
    let actor: Actor
    let session: DatabaseSession
    let now: Now
    var open: OpenCase
    private var newHalves: [(strand: Strand.ID, epoch: Int, half: [UInt8])] = []
    private var heads: [Entry.ID]
    private var sequence: Int
    private var link: [UInt8]
    private let envelope: LeafEnvelope
    private var sealingKeys: [Agency.ID: (epoch: Int, key: AgreementPublicKey)] = [:]

    init(
        installation: Installation,
        actor: Actor,
        session: DatabaseSession,
        now: Now,
        open: OpenCase
    ) {
        self.installation = installation
        self.actor = actor
        self.session = session
        self.now = now
        self.open = open
        heads = open.heads
        sequence = open.file.lastSequence
        link = open.file.lastLink
        envelope = LeafEnvelope(to: installation.officeKey)
    }

    /// Appends everything that the outcome wants, or nothing.
    mutating func carryOut(_ outcome: Outcome) throws {
        try endExpired()
        let work = try installation.sealWork(outcome.tasks, in: session)
        let workDigest = WorkSealing.digest(of: work)
        for (index, write) in outcome.writes.enumerated() {
            let strand = try strand(for: write, outcome)
            try append(write.payload, to: strand, workDigest: index == 0 ? workDigest : [])
        }
        for opening in outcome.opens { try carryOut(opening) }
        for stop in outcome.stops { try carryOut(stop) }
        try carryOutGate(outcome)
        for write in outcome.writes {
            guard case .consentWithdrawn(let withdrawal) = write.payload else { continue }
            try stopOffers(restingOn: withdrawal.consent)
        }
        try CaseFileTable(session).setHead(open.file.id, sequence: sequence, link: link)
        for key in outcome.done {
            try WorkTable(session).delete(installation.workID(key))
        }
        for row in work { try WorkTable(session).insert(row) }
        if !newHalves.isEmpty {
            // Durable before the case commits: an orphan is swept, a lost half would lose an entry.
            try StrandTable(session).insertHalves(newHalves, at: now.instant)
        }
    }

    private mutating func append(
        _ payload: Payload,
        to strand: StrandRow,
        workDigest: [UInt8]
    ) throws {
        // Nobody writes what they can't read: not even by beginning a new epoch.
        guard open.keys[strand.strand.id]?.isEmpty == false else { throw AccessRefusal.hidden }
        let strand = strand.mustRotate ? try rotate(strand) : strand
        guard let key = open.keys[strand.strand.id]?[strand.epoch] else {
            throw JournalError.noSuchStrand
        }
        let header = EntryHeader(
            id: Installation.newIdentifier(),
            caseID: open.file.id,
            strand: strand.strand.id,
            compartment: strand.strand.compartment,
            owner: strand.strand.owner,
            epoch: strand.epoch,
            author: actor.member,
            authorAgency: actor.agency.id,
            recordedAt: now.instant,
            heads: heads
        )
        let sealed = try EntrySealing.seal(payload, header: header, key: key.key)
        let hash = EntrySealing.hash(header, workDigest: workDigest, sealed: sealed)
        let signature = actor.keys.signing.sign(hash, domain: "entry").bytes
        installation.directory.remember(
            signature,
            hash,
            by: actor.keys.signing.publicKey,
            domain: "entry"
        )
        let leaf = try installation.log(
            LogLeaf(
                .append,
                by: actor,
                in: open.file.id,
                detail: payload.kind,
                at: now.instant
            ),
            in: session,
            envelope: envelope
        )
        sequence += 1
        link = EntrySealing.link(
            previous: link,
            sequence: sequence,
            hash: hash,
            signature: signature
        )
        try EntryTable(session).insert(
            EntryRow(
                header: header,
                sequence: sequence,
                workDigest: workDigest,
                sealed: sealed,
                signature: signature,
                link: link,
                leaf: leaf
            )
        )
        heads = [header.id]
    }
}

// MARK: - Strands

extension Append {
    private mutating func strand(for write: Outcome.Write, _ outcome: Outcome) throws -> StrandRow {
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

    /// Begins a new epoch after a grant ended, for those who can still open the strand.
    private mutating func rotate(_ row: StrandRow) throws -> StrandRow {
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

// MARK: - Grants

extension Append {
    private mutating func carryOut(_ opening: Outcome.Opening) throws {
        for row in open.strands {
            let strand = row.strand
            let isNamed =
                strand.owner == actor.agency.id && strand.thread == nil
                && opening.compartments.contains(strand.compartment)
            let isSpine = opening.includesSpine && strand.compartment == .spine
            let isThread = opening.thread != nil && strand.thread == opening.thread
            guard isNamed || isSpine || isThread else { continue }
            try grant(strand, to: opening.to, heldFor: opening.heldFor, until: opening.until)
        }
    }

    /// Wraps every epoch that the actor can open: a grant covers history.
    private mutating func grant(
        _ strand: Strand,
        to agency: Agency.ID,
        heldFor referral: Referral.ID? = nil,
        until: CalendarDate? = nil
    ) throws {
        for epoch in (open.keys[strand.id] ?? [:]).keys.sorted() {
            try wrap(strand, epoch: epoch, to: agency, heldFor: referral, until: until)
        }
    }

    private mutating func sealingKey(
        of agency: Agency.ID
    ) throws -> (epoch: Int, key: AgreementPublicKey) {
        if let known = sealingKeys[agency] { return known }
        let key = try installation.directory.sealingKey(
            of: agency,
            in: session,
            anchor: installation.anchor
        )
        sealingKeys[agency] = key
        return key
    }

    private mutating func wrap(
        _ strand: Strand,
        epoch: Int,
        to agency: Agency.ID,
        heldFor referral: Referral.ID?,
        until: CalendarDate?
    ) throws {
        guard let key = open.keys[strand.id]?[epoch] else { throw JournalError.noSuchStrand }
        let recipient = try sealingKey(of: agency)
        func row(_ signature: [UInt8]) -> GrantRow {
            GrantRow(
                strand: strand.id,
                epoch: epoch,
                agency: agency,
                agencyEpoch: recipient.epoch,
                sealed: sealed,
                referral: referral,
                isHeld: referral != nil,
                until: until,
                grantedBy: actor.member,
                signature: signature
            )
        }
        let sealed = HPKE.seal(
            key.firstHalf,
            to: recipient.key,
            info: StrandSealing.context(strand, epoch: epoch),
            associatedData: []
        )
        let body = StrandSealing.grantBody(row([]), commitment: key.commitment)
        let signature = actor.keys.signing.sign(body, domain: "grant").bytes
        installation.directory.remember(
            signature,
            body,
            by: actor.keys.signing.publicKey,
            domain: "grant"
        )
        try StrandTable(session).grant(row(signature))
        if agency != actor.agency.id {
            try installation.log(
                LogLeaf(
                    .grant,
                    by: actor,
                    in: strand.caseID,
                    detail: "\(strand.compartment.rawValue) \(agency.rawValue)",
                    at: now.instant
                ),
                in: session,
                envelope: envelope
            )
        }
    }

    private func carryOut(_ stop: Outcome.Stop) throws {
        for row in open.strands {
            let strand = row.strand
            let isNamed =
                strand.owner == stop.owner && strand.thread == nil
                && stop.compartments.contains(strand.compartment)
            let isSpine =
                stop.includesSpine && strand.compartment == .spine && strand.owner != stop.reader
            guard isNamed || isSpine else { continue }
            try StrandTable(session).revoke(stop.reader, from: strand.id)
        }
        try installation.log(
            LogLeaf(
                .revocation,
                by: actor,
                in: open.file.id,
                detail: stop.reader.rawValue,
                at: now.instant
            ),
            in: session,
            envelope: envelope
        )
    }

    private func carryOutGate(_ outcome: Outcome) throws {
        let offers = OfferTable(session)
        let strands = StrandTable(session)
        for referral in outcome.drops.sorted() {
            try strands.drop(referral)
            try offers.set(referral, to: .closed)
        }
        switch outcome.gate {
        case nil: break
        case .hold(let referral, let to, let answerBy, let awaitsApproval):
            try offers.insert(
                OfferRow(
                    referral: referral,
                    caseID: open.file.id,
                    from: actor.agency.id,
                    to: to,
                    answerBy: answerBy,
                    consent: outcome.consentOfOffer,
                    state: awaitsApproval ? .awaitingApproval : .offered
                )
            )
        case .approve(let referral): try offers.set(referral, to: .offered)
        case .release(let referral):
            try strands.release(referral)
            try offers.set(referral, to: .accepted)
        case .drop(let referral):
            try strands.drop(referral)
            try offers.set(referral, to: .closed)
        }
    }
}
