import Cryptography
import Store

extension Check {
    /// Every cosignature of a known witness holds for the tree as it is, and every known witness has one.
    mutating func checkWitnesses() throws {
        let table = CheckpointTable(session)
        for row in try table.cosignatures() {
            let known = evidence.witnesses.filter { $0.name == row.witness && $0.id == row.keyID }
            guard let witness = known.first else { continue }
            count()
            let place = "log_cosignature \(row.size) \(row.witness)"
            guard let checkpoint = try table.find(size: row.size),
                var note = SignedNote(parsing: checkpoint.note)
            else { throw stop(place, "what was cosigned is gone") }
            note.append(
                .init(name: row.witness, keyID: row.keyID, signature: row.signature)
            )
            guard witness.verifies(note) else {
                throw stop(place, "the witness saw another log")
            }
            report.witnessed[row.witness] = row.size
        }
        for note in evidence.checkpoints {
            for witness in evidence.witnesses where witness.verifies(note) {
                guard let seen = LogCheckpoint(body: note.body) else { continue }
                count()
                report.witnessed[witness.name] = max(
                    report.witnessed[witness.name] ?? 0,
                    seen.size
                )
            }
        }
        for witness in evidence.witnesses where report.witnessed[witness.name] == nil {
            throw stop("witness \(witness.name)", "it has cosigned nothing")
        }
    }
}
