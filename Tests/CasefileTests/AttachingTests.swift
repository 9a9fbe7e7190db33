import Casefile
import Mechanism
import Testing

/// Files that belong to entries.
struct AttachingTests {
    private static let author = Author.of("inspectorate")

    private static func file(
        _ number: UInt8 = 7,
        to entry: Entry,
        bytes: Int = 1_000
    ) -> AttachmentAdded {
        .example(number, to: entry.id, in: entry.header.compartment, bytes: bytes)
    }

    private static func need(in journal: Journal) throws -> Entry {
        try #require(journal.entries.first { $0.payload.kind == "need-stated" })
    }

    @Test func `a file lies in the strand of its entry and is listed with it`() throws {
        var journal = try Journal.opened()
        let entries = journal.entries.filter { $0.payload.isAttachable }
        for (number, entry) in entries.enumerated() {
            let file = Self.file(UInt8(number + 1), to: entry)
            journal.apply(try journal.all.attach(file, by: Self.author), by: Self.author)
            let added = try #require(journal.entries.last)
            #expect(added.header.strand == entry.header.strand)
            #expect(added.payload.compartment == entry.header.compartment)
            #expect(journal.all.attachments(of: entry.id).map(\.value) == [file])
        }
        #expect(journal.all.attachments.count == entries.count)
        // Whoever can't open the strand knows of no file.
        #expect(journal.seen(by: "shelter").attachments.isEmpty)
    }

    @Test(arguments: AttachingRefusal.allCases)
    func `every refusal of a decision has a case that meets exactly it`(
        refusal: AttachingRefusal
    ) throws {
        var journal = try Journal.opened()
        let need = try Self.need(in: journal)
        var file = Self.file(to: need)
        var author = Self.author
        switch refusal {
        case .noSuchEntry:
            file = .example(to: Example.id(99), in: .support)
        case .notYours: author = .of("shelter")
        case .notAttachable:
            journal.apply(try journal.all.attach(file, by: author), by: author)
            file = Self.file(8, to: try #require(journal.entries.last))
        case .struck: try journal.correct("need-stated", with: nil)
        case .tooMany:
            for number in 1...UInt8(AttachedFile.countLimit) {
                let one = Self.file(number, to: need)
                journal.apply(try journal.all.attach(one, by: author), by: author)
            }
            file = Self.file(200, to: need)
        case .empty: file = Self.file(to: need, bytes: 0)
        case .tooLarge: file = Self.file(to: need, bytes: AttachedFile.byteLimit + 1)
        // What a file holds is judged where its bytes are.
        case .typeNotTaken, .damaged: return
        }
        let state = journal.all
        #expect(throws: refusal) { try state.attach(file, by: author) }
    }

    @Test func `a file of the largest size is taken, and one after a replaced entry`() throws {
        var journal = try Journal.opened()
        let need = try Self.need(in: journal)
        try journal.correct(
            "need-stated",
            with: .needStated(.init(kind: .food, urgency: .today, detail: ""))
        )
        let file = Self.file(to: need, bytes: AttachedFile.byteLimit)
        #expect(try journal.all.attach(file, by: Self.author).writes.count == 1)
    }

    @Test func `a file in another compartment than its entry's is refused`() throws {
        let journal = try Journal.opened()
        let need = try Self.need(in: journal)
        #expect(throws: AttachingRefusal.notAttachable) {
            try journal.all.attach(
                .example(to: need.id, in: .health),
                by: Self.author
            )
        }
    }

    @Test func `a file counts only beside an entry of its own strand and agency`() throws {
        let opened = try Journal.opened()
        let need = try Self.need(in: opened)
        let file = Self.file(to: need)
        func header(strand: Strand.ID, agency: String) -> EntryHeader {
            EntryHeader(
                id: Example.id(201),
                caseID: opened.caseID,
                strand: strand,
                compartment: need.header.compartment,
                owner: need.header.owner,
                epoch: 1,
                author: need.header.author,
                authorAgency: Agency.ID(agency),
                recordedAt: opened.now.instant,
                heads: []
            )
        }
        let right = Entry(
            header: header(strand: need.header.strand, agency: "inspectorate"),
            payload: .attachmentAdded(file)
        )
        #expect(CaseState(folding: opened.entries + [right]).attachments.count == 1)
        #expect(CaseState(folding: opened.entries + [right, right]).attachments.count == 1)
        #expect(CaseState(folding: [right]).attachments.isEmpty)
        for (strand, agency) in [
            (need.header.strand, "shelter"), (Example.id(202), "inspectorate"),
        ] {
            let strange = Entry(
                header: header(strand: strand, agency: agency),
                payload: .attachmentAdded(file)
            )
            #expect(CaseState(folding: opened.entries + [strange]).attachments.isEmpty)
        }
    }

    @Test func `a struck file is listed no more, and can't be replaced`() throws {
        var journal = try Journal.opened()
        let need = try Self.need(in: journal)
        let file = Self.file(to: need)
        journal.apply(try journal.all.attach(file, by: Self.author), by: Self.author)
        #expect(throws: RecordingRefusal.notCorrectable) {
            var copy = journal
            try copy.correct("attachment-added", with: .attachmentAdded(Self.file(8, to: need)))
        }
        try journal.correct("attachment-added", with: nil)
        #expect(journal.all.attachments.isEmpty)
        #expect(journal.all.timeline.contains { $0.entry.payload == .attachmentAdded(file) })
    }

    @Test func `a file's key is never shown`() throws {
        let file = AttachmentAdded.example(to: Example.id(1), in: .support)
        for text in ["\(file)", String(reflecting: file), "\(Payload.attachmentAdded(file))"] {
            #expect(!text.contains("a5") && !text.contains("165"))
        }
        #expect(AttachedFile.Key(bytes: [1]) == nil)
    }
}
