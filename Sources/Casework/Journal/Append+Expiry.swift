import Casefile
import Database
import Mechanism
import Store

extension Append {
    /// Grants whose last day has passed end here at the latest, so that what follows needs a new key.
    mutating func endExpired() throws {
        let ended = try StrandTable(session).endExpired(of: open.file.id, on: now.today)
        guard !ended.isEmpty else { return }
        open.strands = open.strands.map { row in
            ended.contains(row.strand.id)
                ? StrandRow(strand: row.strand, epoch: row.epoch, mustRotate: true) : row
        }
    }
}
