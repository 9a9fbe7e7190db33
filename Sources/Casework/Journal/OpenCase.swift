import Casefile
import Cryptography
import Database
import Mechanism
import Store

/// A case as one agency can open it, for the length of one transaction.
struct OpenCase: Sendable {
    let file: CaseFileRow
    var strands: [StrandRow]
    /// Keys of the strands that the agency can open, by epoch.
    var keys: [Strand.ID: [Int: StrandKey]]
    /// Agencies that can open each strand now.
    let readers: [Strand.ID: Set<Agency.ID>]
    let entries: [Entry]
    let state: CaseState

    /// A strand's key in one epoch, and the half that is wrapped anew for other agencies.
    struct StrandKey: Sendable {
        let key: SecretBytes
        let firstHalf: SecretBytes
        let commitment: [UInt8]
    }

    /// The latest entry of each strand that the agency can open.
    var heads: [Entry.ID] {
        var latest: [Strand.ID: Entry.ID] = [:]
        for entry in entries { latest[entry.header.strand] = entry.id }
        return latest.values.sorted()
    }
}

/// What of a case is opened.
enum CasePart: Sendable {
    case whole
    /// What the parties of a referral said about it.
    case thread(Referral.ID)
    /// What agencies keep of one subject, each by itself.
    case compartment(Compartment)

    func includes(_ strand: Strand) -> Bool {
        switch self {
        case .whole: true
        case .thread(let referral): strand.thread == referral
        case .compartment(let compartment):
            strand.compartment == compartment && strand.thread == nil
        }
    }
}

extension Installation {
    /// Opens what the actor's agency holds keys for, checks signatures, and folds it.
    ///
    /// A part stands for itself: what its state depends on is in it.
    /// - Throws: `JournalError` where an entry or a key is not what its author signed.
    func openCase(
        _ file: CaseFileRow,
        for actor: Actor,
        in session: DatabaseSession,
        now: Now,
        only part: CasePart = .whole
    ) throws -> OpenCase {
        let table = StrandTable(session)
        let strands = try table.strands(of: file.id).filter { part.includes($0.strand) }
        var signers = Signers(directory: directory, anchor: anchor, session: session)
        let keys = try openKeys(of: file.id, strands, &signers, for: actor, in: session, now: now)
        let rows = try EntryTable(session).entries(of: file.id, in: Array(keys.keys).sorted())
        let entries = try rows.compactMap { row -> Entry? in
            guard let key = keys[row.header.strand]?[row.header.epoch] else { return nil }
            let author = try signers.key(of: row.header.author)
            try verify(row, by: author)
            return try EntrySealing.open(row, key: key.key)
        }
        var readers: [Strand.ID: Set<Agency.ID>] = [:]
        for (strand, agency) in try table.readers(of: file.id, on: now.today) {
            readers[strand, default: []].insert(agency)
        }
        return OpenCase(
            file: file,
            strands: strands,
            keys: keys,
            readers: readers,
            entries: entries,
            state: CaseState(folding: entries)
        )
    }

    func verify(_ row: EntryRow, by author: SigningPublicKey) throws {
        let hash = EntrySealing.hash(row.header, workDigest: row.workDigest, sealed: row.sealed)
        do {
            try directory.verify(row.signature, hash, by: author, domain: "entry")
        } catch {
            throw JournalError.signatureInvalid
        }
    }

    /// Checks that a member with a valid chain signed the wrap and the commitment beside it.
    func verify(
        _ grant: GrantRow,
        _ commitment: [UInt8],
        by granter: SigningPublicKey
    ) throws {
        let body = StrandSealing.grantBody(grant, commitment: commitment)
        do {
            try directory.verify(grant.signature, body, by: granter, domain: "grant")
        } catch {
            throw JournalError.grantInvalid
        }
    }

    private func openKeys(
        of id: Case.ID,
        _ strands: [StrandRow],
        _ signers: inout Signers,
        for actor: Actor,
        in session: DatabaseSession,
        now: Now
    ) throws -> [Strand.ID: [Int: OpenCase.StrandKey]] {
        let table = StrandTable(session)
        let byID = Dictionary(strands.map { ($0.strand.id, $0.strand) }) { first, _ in first }
        let grants = try table.grants(to: actor.agency.id, in: id, on: now.today)
            .filter { byID[$0.strand] != nil }
        var halves: [Strand.ID: [Int: SecretBytes]] = [:]
        for (strand, epoch, half) in try table.halves(of: Set(grants.map(\.strand)).sorted()) {
            halves[strand, default: [:]][epoch] = SecretBytes(half)
        }
        var commitments: [Strand.ID: [Int: [UInt8]]] = [:]
        for (strand, epoch, commitment) in try table.commitments(of: id) {
            commitments[strand, default: [:]][epoch] = commitment
        }
        var keys: [Strand.ID: [Int: OpenCase.StrandKey]] = [:]
        for grant in grants {
            // An erased strand has no second half any more: it stays closed.
            guard let strand = byID[grant.strand], let half = halves[grant.strand]?[grant.epoch],
                let commitment = commitments[grant.strand]?[grant.epoch],
                let agencyKey = actor.agencyKeys[grant.agencyEpoch]
            else { continue }
            try verify(grant, commitment, by: signers.key(of: grant.grantedBy))
            let context = StrandSealing.context(strand, epoch: grant.epoch)
            let first = try HPKE.openSecret(
                grant.sealed,
                with: agencyKey,
                info: context,
                associatedData: []
            )
            let key = StrandSealing.key(first, half, of: strand, epoch: grant.epoch)
            guard try KeyCommitment(bytes: commitment).opens(to: key, context: context) else {
                throw JournalError.commitmentBroken
            }
            keys[grant.strand, default: [:]][grant.epoch] = .init(
                key: key,
                firstHalf: first,
                commitment: commitment
            )
        }
        return keys
    }
}

/// Why a journal can't be opened or added to: never a person's fault, always reported.
package enum JournalError: Error, Hashable, Sendable {
    case signatureInvalid
    case commitmentBroken
    case grantInvalid
    case noSuchStrand
    /// An entry records a file that is not there.
    case noSuchFile
    /// A file is not what its entry's author sealed.
    case fileChanged
}
