import Casefile
import Mechanism
import Testing

/// Laws of the fold, over journals of any kind.
///
/// The seed is the argument that a failure prints.
struct FoldTests {
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `a reader of fewer strands learns nothing that a reader of all does not`(seed: UInt64) {
        let journal = Journal.random(seed: seed)
        let whole = Facts(journal.all)
        var random = SplitMix(seed: seed)
        let strands = Set(journal.entries.map(\.header.strand)).sorted()
        for _ in 0..<20 {
            let open = strands.filter { _ in Bool.random(using: &random) }
            let part = journal.entries.filter { open.contains($0.header.strand) }
            let facts = Facts(CaseState(folding: part))
            #expect(facts.statements.isSubset(of: whole.statements))
            #expect(facts.consents.isSubset(of: whole.consents))
            #expect(facts.disclosures.isSubset(of: whole.disclosures))
            #expect(facts.referrals.isSubset(of: whole.referrals))
        }
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `without the spine nothing of it is known`(seed: UInt64) {
        let journal = Journal.random(seed: seed)
        let state = CaseState(
            folding: journal.entries.filter { $0.header.compartment != .spine }
        )
        #expect(state.opened == nil && state.wish == nil && state.guardian == nil)
        #expect(state.age == .unknown && state.supportOpenedOn == nil)
        #expect(state.consents.isEmpty && state.disclosures.isEmpty && state.closures.isEmpty)
        #expect(state.explanations.isEmpty && state.conflictedGuardians.isEmpty)
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `strands that are interleaved otherwise say the same`(seed: UInt64) {
        let journal = Journal.random(seed: seed)
        let whole = journal.all
        var random = SplitMix(seed: seed &* 31)
        for _ in 0..<5 {
            let other = CaseState(folding: journal.entries.interleavedAnew(&random))
            #expect(other.age == whole.age && other.guardian == whole.guardian)
            #expect(other.wish == whole.wish && other.opened == whole.opened)
            #expect(other.conflictedGuardians == whole.conflictedGuardians)
            #expect(other.consents == whole.consents && other.withheld == whole.withheld)
            #expect(other.disclosures == whole.disclosures && other.closures == whole.closures)
            #expect(other.supportOpenedOn == whole.supportOpenedOn)
            #expect(other.referrals == whole.referrals)
            #expect(Facts(other).byStrand == Facts(whole).byStrand)
        }
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `every entry stands in the timeline, once, as it was written`(seed: UInt64) {
        let journal = Journal.random(seed: seed)
        #expect(journal.all.timeline.map(\.entry) == journal.entries)
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `what a fold says holds for every prefix of it`(seed: UInt64) {
        let journal = Journal.random(seed: seed)
        for length in stride(from: 0, to: journal.entries.count, by: 7) {
            let state = CaseState(folding: Array(journal.entries.prefix(length)))
            #expect(state.timeline.count == length)
        }
    }

    @Test(arguments: Example.all, Compartment.allCases)
    func `a statement in a foreign compartment states nothing`(
        example: Example,
        compartment: Compartment
    ) {
        guard compartment != example.payload.compartment else { return }
        let header = EntryHeader(
            id: Example.id(1),
            caseID: Example.id(2),
            strand: Example.id(3),
            compartment: compartment,
            owner: Agency.ID("inspectorate"),
            epoch: 1,
            author: Example.id(4),
            authorAgency: Agency.ID("inspectorate"),
            recordedAt: Instant(milliseconds: 0),
            heads: []
        )
        let entry = Entry(header: header, payload: example.payload)
        let state = CaseState(folding: [entry])
        #expect(state.timeline.count == 1)
        #expect(Facts(state).isEmpty)
    }

    @Test func `an empty journal knows nothing and refuses nothing by accident`() {
        let state = CaseState(folding: [])
        #expect(state == CaseState())
        #expect(Facts(state).isEmpty)
    }

    @Test func `the first opening stands and the first day of help counts`() throws {
        var journal = try Journal.opened()
        let author = Author.of("shelter")
        journal.append(.caseOpened(.init(code: "OTHER", isPractice: true)), by: author)
        for day in ["2026-03-05", "2026-03-01", "2026-03-09"] {
            journal.append(.supportOpened(.init(occurredOn: .iso(day))), by: author)
        }
        #expect(journal.all.opened?.value.code == "K7QD-2M")
        #expect(journal.all.supportOpenedOn == .iso("2026-03-01"))
    }

    @Test func `the four facts come from four places and change apart`() throws {
        let (opened, referral) = try Journal.identification()
        var journal = opened
        let steps: [(Payload, Author)] = [
            (
                .indicatorObserved(.init(indicator: .debtBondage, basis: .told, detail: "")),
                .of("shelter")
            ),
            (.wishExpressed(.init(wish: .noHelp)), .of("inspectorate")),
            (.supportOpened(.init(occurredOn: journal.today)), .of("shelter")),
        ]
        var compartments: Set<Compartment> = []
        for (payload, author) in steps {
            let before = FourFacts(journal.all)
            journal.append(payload, by: author)
            #expect(before.changes(to: FourFacts(journal.all)) == 1)
            compartments.insert(payload.compartment)
        }
        let before = FourFacts(journal.all)
        try journal.decide(.reasonableGrounds, .negative, on: referral)
        #expect(before.changes(to: FourFacts(journal.all)) == 1)
        #expect(journal.all.supportOpenedOn == journal.today)
    }
}

/// Who noticed, what the person wants, what was decided, what help runs.
private struct FourFacts {
    let detection: [Entry.ID]
    let wish: Entry.ID?
    let decisions: [Entry.ID]
    let help: CalendarDate?

    init(_ state: CaseState) {
        detection = state.contacts.map(\.header.id) + state.indicators.map(\.header.id)
        wish = state.wish?.header.id
        decisions = state.decisions.map(\.header.id)
        help = state.supportOpenedOn
    }

    func changes(to other: Self) -> Int {
        [
            detection != other.detection, wish != other.wish, decisions != other.decisions,
            help != other.help,
        ].count { $0 }
    }
}

/// What a state says, by the entries that say it.
private struct Facts {
    /// Statements in lists, in order.
    var all: [EntryHeader] = []
    var consents: Set<Entry.ID> = []
    var disclosures: Set<Entry.ID> = []
    var referrals: Set<Entry.ID> = []
    private var hasSingles: Bool

    init(_ state: CaseState) {
        all += state.explanations.map(\.header) + state.withheld.map(\.header)
        all += state.contacts.map(\.header) + state.needs.map(\.header)
        all += state.safeContacts.map(\.header) + state.identities.map(\.header)
        all += state.indicators.map(\.header) + state.childViews.map(\.header)
        all += state.notes.map(\.header) + state.services.map(\.header)
        all += state.requests.map(\.header) + state.decisions.map(\.header)
        consents = Set(state.consents.values.map(\.given.header.id))
        consents.formUnion(state.consents.values.compactMap(\.withdrawal?.id))
        disclosures = Set(state.disclosures.values.map(\.made.header.id))
        for referral in state.referrals.values {
            referrals.insert(referral.offered.header.id)
            let steps = [
                referral.approval, referral.accepted?.header, referral.declined?.header,
                referral.withdrawn,
            ]
            referrals.formUnion(steps.compactMap { $0?.id } + referral.answers.map(\.header.id))
        }
        hasSingles =
            state.opened != nil || state.wish != nil || state.guardian != nil
            || state.age != .unknown || state.supportOpenedOn != nil || state.reflection != nil
            || !state.closures.isEmpty
    }

    var statements: Set<Entry.ID> { Set(all.map(\.id)) }

    var byStrand: [Strand.ID: [Entry.ID]] {
        Dictionary(grouping: all, by: \.strand).mapValues { $0.map(\.id) }
    }

    var isEmpty: Bool {
        all.isEmpty && consents.isEmpty && disclosures.isEmpty && referrals.isEmpty && !hasSingles
    }
}

extension [Entry] {
    /// The same entries, each strand in its own order, the strands mixed at random.
    fileprivate func interleavedAnew(_ random: inout SplitMix) -> [Entry] {
        var queues = Dictionary(grouping: self, by: \.header.strand).map { $0 }
            .sorted { $0.key < $1.key }.map(\.value)
        var mixed: [Entry] = []
        while !queues.isEmpty {
            let index = Int.random(in: 0..<queues.count, using: &random)
            mixed.append(queues[index].removeFirst())
            if queues[index].isEmpty { queues.remove(at: index) }
        }
        return mixed
    }
}
