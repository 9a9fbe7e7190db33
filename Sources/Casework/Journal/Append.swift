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
    var newHalves: [(strand: Strand.ID, epoch: Int, half: [UInt8])] = []
    var heads: [Entry.ID]
    var sequence: Int
    var link: [UInt8]
    let envelope: LeafEnvelope
    var sealingKeys: [Agency.ID: (epoch: Int, key: AgreementPublicKey)] = [:]
    /// The upload that the outcome records, if it records one.
    var file: StoredFile?

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
        let work = try installation.sealWork(outcome.tasks.map(forWhoIsHere), in: session)
        let workDigest = Accompaniment.encode(work.map { .init(kind: .work, digest: $0.digest) })
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

    /// Gives work to the agency where the member whose it would be has left.
    private func forWhoIsHere(_ task: WorkTask) throws -> WorkTask {
        guard let assignee = task.assignee, assignee != actor.member,
            try MemberTable(session).find(assignee)?.isActive != true
        else { return task }
        return WorkTask(key: task.key, due: task.due, assignee: nil)
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
        let workDigest = workDigest + (try fileDigest(of: payload))
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
        if case .attachmentAdded(let added) = payload { try finish(added, with: header) }
        try fingerprint(payload, header)
        heads = [header.id]
    }

    /// What the entry's signature covers of the file that it records.
    private func fileDigest(of payload: Payload) throws -> [UInt8] {
        guard case .attachmentAdded(let added) = payload else { return [] }
        guard let file, file.id == added.id else { throw JournalError.noSuchFile }
        return Accompaniment.encode([.init(kind: .attachment, digest: file.digest)])
    }

    /// Ties the upload to its entry, or fails with it: it may have been swept meanwhile.
    private func finish(_ added: AttachmentAdded, with header: EntryHeader) throws {
        let isThere = try AttachmentTable(session).finish(
            added.id,
            in: header.strand,
            with: header.id,
            bytes: added.byteCount
        )
        guard isThere else { throw JournalError.noSuchFile }
    }
}
