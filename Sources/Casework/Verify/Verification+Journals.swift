import Casefile
import Cryptography
import Mechanism
import Store

extension Check {
    private static let casesAtOnce = 1_000

    mutating func checkJournals() throws {
        try eachCase { check, file in
            check.report.cases += 1
            try check.check(file)
        }
    }

    /// Goes through all cases, of which memory holds a few at a time.
    private mutating func eachCase(
        _ body: (inout Check, CaseFileRow) throws -> Void
    ) throws {
        var last: Case.ID?
        while true {
            let page = try CaseFileTable(session).all(after: last, limit: Self.casesAtOnce)
            for file in page { try body(&self, file) }
            guard page.count == Self.casesAtOnce else { return }
            last = page.last?.id
        }
    }

    private mutating func check(_ file: CaseFileRow) throws {
        var link = Installation.genesis(of: file.id)
        var sequence = 0
        for row in try EntryTable(session).all(of: file.id) {
            sequence += 1
            count()
            report.entries += 1
            let place = "case \(file.code), entry \(sequence)"
            guard row.sequence == sequence else { throw stop(place, "an entry is missing") }
            let hash = EntrySealing.hash(
                row.header,
                workDigest: row.workDigest,
                sealed: row.sealed
            )
            try genuine(place, "the signature is not its author's") {
                try installation.verify(row, by: signers.key(of: row.header.author))
                _ = try Accompaniment.decode(row.workDigest)
            }
            try checkFile(of: row, place)
            link = EntrySealing.link(
                previous: link,
                sequence: sequence,
                hash: hash,
                signature: row.signature
            )
            guard link == row.link else { throw stop(place, "the chain is broken") }
        }
        guard sequence == file.lastSequence, link == file.lastLink else {
            throw stop("case \(file.code)", "the last entry is not the chain's head")
        }
        try checkWork(of: file)
    }

    /// The file that an entry records is there, chunk by chunk as its author signed it.
    private mutating func checkFile(of row: EntryRow, _ place: String) throws {
        let items = try Accompaniment.decode(row.workDigest) ?? []
        guard let signed = items.first(where: { $0.kind == .attachment })?.digest else { return }
        let erasure = try ErasureTable(session).find(row.header.caseID, of: row.header.owner)
        if erasure?.confirmation != nil { return }
        let table = AttachmentTable(session)
        guard let file = try table.find(of: row.header.id), file.caseID == row.header.caseID,
            file.strand == row.header.strand
        else { throw stop(place, "its file is missing") }
        var hasher = AttachmentSealing.hasher(of: file.id, in: file.caseID)
        var number = 0
        while let chunk = try table.chunk(number, of: file.id) {
            count()
            hasher.update(chunk)
            number += 1
        }
        guard hasher.finalize().bytes == signed else {
            throw stop(place, "its file is not what its author signed")
        }
    }

    /// Not all work came with an entry, so that only the row itself can be looked at.
    private mutating func checkWork(of file: CaseFileRow) throws {
        for task in try WorkTable(session).tasks(in: file.id) {
            count()
            let digest = WorkSealing.digest(
                id: task.id,
                agency: task.agency,
                due: task.due,
                sealed: task.sealed
            )
            guard digest == task.digest else {
                throw stop("work_task \(task.id.hexString)", "it is not what was sealed")
            }
        }
    }

    mutating func checkGrants() throws {
        if let survivor = try ErasureTable(session).survivor() {
            throw stop("strand \(survivor)", "it was erased, and something can still open it")
        }
        let strands = StrandTable(session)
        try eachCase { check, file in
            if let agency = try strands.unlistedParty(of: file.id) {
                throw check.stop("case \(file.code)", "the list of \(agency.rawValue) lacks it")
            }
            try check.check(strands.grants(in: file.id), of: file, strands)
        }
    }

    private mutating func check(
        _ grants: [GrantRow],
        of file: CaseFileRow,
        _ strands: StrandTable
    ) throws {
        var commitments: [Strand.ID: [Int: [UInt8]]] = [:]
        for (strand, epoch, commitment) in try strands.commitments(of: file.id) {
            commitments[strand, default: [:]][epoch] = commitment
        }
        for grant in grants {
            count()
            let place = "case \(file.code), key of \(grant.agency.rawValue)"
            guard let commitment = commitments[grant.strand]?[grant.epoch] else {
                throw stop(place, "nothing says which key it is")
            }
            try genuine(place, "the signature is not the granter's") {
                let granter = try signers.key(of: grant.grantedBy)
                try installation.verify(grant, commitment, by: granter)
            }
        }
    }
}

extension Installation {
    /// The link before a case's first entry.
    static func genesis(of id: Case.ID) -> [UInt8] {
        Digest.blake2b(Array("tandem/v1/case".utf8) + id.bytes).bytes
    }
}
