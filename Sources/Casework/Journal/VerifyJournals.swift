import Casefile
import Cryptography
import Database
import Mechanism
import Store

/// What a verification of all journals found.
package struct JournalReport: Sendable {
    /// The first entry that is not what it should be.
    package struct Fault: Sendable, Hashable {
        package let code: String
        package let sequence: Int
        package let reason: String
    }

    package internal(set) var cases = 0
    package internal(set) var entries = 0
    package internal(set) var fault: Fault?
}

extension Installation {
    /// Checks chain, signatures and files of every journal; opens nothing, so it needs no key.
    package func verifyJournals() async throws -> JournalReport {
        try await database.read { session in
            var report = JournalReport()
            for file in try CaseFileTable(session).all() {
                report.cases += 1
                report.fault = try self.verify(file, in: session, &report.entries)
                if report.fault != nil { return report }
            }
            return report
        }
    }

    private func verify(
        _ file: CaseFileRow,
        in session: DatabaseSession,
        _ count: inout Int
    ) throws -> JournalReport.Fault? {
        var link = Self.genesis(of: file.id)
        var sequence = 0
        func fault(_ reason: String) -> JournalReport.Fault {
            .init(code: file.code, sequence: sequence, reason: reason)
        }
        for row in try EntryTable(session).all(of: file.id) {
            sequence += 1
            count += 1
            guard row.sequence == sequence else { return fault("an entry is missing") }
            let hash = EntrySealing.hash(
                row.header,
                workDigest: row.workDigest,
                sealed: row.sealed
            )
            do {
                let author = try directory.signingKey(
                    of: row.header.author,
                    in: session,
                    anchor: anchor
                )
                try self.verify(row, by: author)
            } catch {
                return fault("the signature is not its author's")
            }
            link = EntrySealing.link(
                previous: link,
                sequence: sequence,
                hash: hash,
                signature: row.signature
            )
            guard link == row.link else { return fault("the chain is broken") }
            guard try hasItsFile(row, in: session) else {
                return fault("its file is missing or changed")
            }
        }
        guard sequence == file.lastSequence, link == file.lastLink else {
            return fault("the last entry is not the chain's head")
        }
        return nil
    }

    /// Whether the file that an entry records is there, chunk by chunk as its author signed it.
    private func hasItsFile(_ row: EntryRow, in session: DatabaseSession) throws -> Bool {
        guard let digest = AttachmentSealing.digest(in: row.workDigest) else { return true }
        let table = AttachmentTable(session)
        guard let file = try table.find(of: row.header.id), file.caseID == row.header.caseID,
            file.strand == row.header.strand
        else { return false }
        var hasher = AttachmentSealing.hasher(of: file.id, in: file.caseID)
        var number = 0
        while let chunk = try table.chunk(number, of: file.id) {
            hasher.update(chunk)
            number += 1
        }
        return hasher.finalize().bytes == digest
    }

    /// The link before a case's first entry.
    static func genesis(of id: Case.ID) -> [UInt8] {
        Digest.blake2b(Array("tandem/v1/case".utf8) + id.bytes).bytes
    }
}
