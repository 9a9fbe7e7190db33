import Casefile
import Mechanism

/// A case as the application keeps it, without keys: outcomes become entries, and every agency folds the
/// strands that it can open.
struct Journal {
    /// What a strand is found by.
    struct Key: Hashable {
        let compartment: Compartment
        let owner: Agency.ID
        let thread: Referral.ID?
    }

    let caseID: Case.ID
    var today: CalendarDate = .iso("2026-03-02")
    private(set) var entries: [Entry] = []
    private(set) var tasks: [WorkTask.Key: WorkTask] = [:]
    private var strands: [Key: Strand.ID] = [:]
    private var readers: [Key: Set<Agency.ID>] = [:]
    private var held: [Referral.ID: [(Agency.ID, Key)]] = [:]
    private var lastByte: UInt64 = 0
    private var opener: Agency.ID?
    private var threads: [Referral.ID: Key] = [:]

    init() {
        caseID = Self.numbered(0xca5e)
    }

    var now: Now {
        Now(instant: Instant(milliseconds: Int64(lastByte) * 1_000), today: today)
    }

    /// What everything together says.
    var all: CaseState { CaseState(folding: entries) }

    /// What an agency can see.
    func seen(by agency: String) -> CaseState {
        CaseState(folding: entries.filter { canRead($0, Agency.ID(agency)) })
    }

    /// Whether an agency can open a strand.
    func canOpen(
        _ compartment: Compartment,
        of owner: String,
        _ reader: String
    ) -> Bool {
        let key = Key(compartment: compartment, owner: Agency.ID(owner), thread: nil)
        return owner == reader || readers[key, default: []].contains(Agency.ID(reader))
    }

    func canOpenSpine(_ reader: String) -> Bool {
        spine.map { readers[$0, default: []].contains(Agency.ID(reader)) } ?? false
    }

    func canOpenThread(_ id: Referral.ID, _ reader: String) -> Bool {
        threads[id].map { readers[$0, default: []].contains(Agency.ID(reader)) } ?? false
    }

    /// A fresh identifier, the next in order.
    mutating func id<Kind>() -> Identifier<Kind> {
        lastByte += 1
        return Self.numbered(lastByte)
    }

    /// Work of an agency of one kind.
    func work(_ kind: WorkTask.Kind, of agency: String) -> [WorkTask] {
        tasks.values.filter { $0.key.kind == kind && $0.key.agency == Agency.ID(agency) }
    }

    /// Appends one payload where it belongs.
    mutating func append(
        _ payload: Payload,
        _ placement: Placement = .own,
        by author: Author
    ) {
        apply(Outcome(writes: [.init(payload, placement)]), by: author)
    }

    /// Does in memory what the application does in one transaction.
    mutating func apply(_ outcome: Outcome, by author: Author) {
        if opener == nil { opener = author.agency.id }
        for write in outcome.writes { append(write, by: author) }
        for opening in outcome.opens { open(opening, by: author) }
        switch outcome.gate {
        case .release(let id): release(id)
        case .drop(let id): held[id] = nil
        case .hold, .approve, nil: break
        }
        for id in outcome.drops { held[id] = nil }
        for stop in outcome.stops { end(stop) }
        for key in outcome.done { tasks[key] = nil }
        for task in outcome.tasks { tasks[task.key] = task }
    }

    private var spine: Key? {
        opener.map { Key(compartment: .spine, owner: $0, thread: nil) }
    }

    private func key(of write: Outcome.Write, by author: Author) -> Key {
        switch write.placement {
        case .own:
            return Key(
                compartment: write.payload.compartment,
                owner: author.agency.id,
                thread: nil
            )
        case .spine:
            guard let spine else { preconditionFailure("a case has an opener") }
            return spine
        case .thread(let id):
            return threads[id]
                ?? Key(compartment: .coordination, owner: author.agency.id, thread: id)
        case .strand(let id):
            guard let key = strands.first(where: { $0.value == id })?.key else {
                preconditionFailure("a correction has a strand")
            }
            return key
        }
    }

    private mutating func append(_ write: Outcome.Write, by author: Author) {
        let key = key(of: write, by: author)
        if let thread = key.thread { threads[thread] = key }
        readers[key, default: []].insert(key.owner)
        let strand: Strand.ID
        if let known = strands[key] {
            strand = known
        } else {
            strand = id()
            strands[key] = strand
        }
        lastByte += 1
        let header = EntryHeader(
            id: Self.numbered(lastByte),
            caseID: caseID,
            strand: strand,
            compartment: key.compartment,
            owner: key.owner,
            epoch: 1,
            author: author.member,
            authorAgency: author.agency.id,
            recordedAt: now.instant,
            heads: []
        )
        entries.append(Entry(header: header, payload: write.payload))
    }

    private mutating func open(_ opening: Outcome.Opening, by author: Author) {
        var keys = opening.compartments.map {
            Key(compartment: $0, owner: author.agency.id, thread: nil)
        }
        if opening.includesSpine, let spine { keys.append(spine) }
        if let thread = opening.thread, let key = threads[thread] { keys.append(key) }
        if let referral = opening.heldFor {
            held[referral, default: []] += keys.map { (opening.to, $0) }
        } else {
            for key in keys { readers[key, default: []].insert(opening.to) }
        }
    }

    private mutating func release(_ id: Referral.ID) {
        for (agency, key) in held[id] ?? [] { readers[key, default: []].insert(agency) }
        held[id] = nil
    }

    private mutating func end(_ stop: Outcome.Stop) {
        for compartment in stop.compartments {
            let key = Key(compartment: compartment, owner: stop.owner, thread: nil)
            readers[key]?.remove(stop.reader)
        }
        if stop.includesSpine, let spine { readers[spine]?.remove(stop.reader) }
    }

    private func canRead(_ entry: Entry, _ agency: Agency.ID) -> Bool {
        guard let key = strands.first(where: { $0.value == entry.header.strand })?.key else {
            return false
        }
        return readers[key, default: []].contains(agency)
    }

    private static func numbered<Kind>(_ number: UInt64) -> Identifier<Kind> {
        let low = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
        guard let id = Identifier<Kind>(bytes: [UInt8](repeating: 0, count: 8) + low) else {
            preconditionFailure("16 bytes")
        }
        return id
    }
}
