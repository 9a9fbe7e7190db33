import Cryptography
import Database
import Foundation
import Mechanism
import Store
import TestTown

@testable import Casework

/// What lies in a town's database, for those who have it whole.
extension DemoTown {
    /// How many rows a statement `SELECT COUNT(*) AS n …` counts.
    func count(_ sql: SQL) async throws -> Int {
        try await database.read { Int(try $0.main.row(sql)?.integer("n") ?? -1) }
    }

    /// How many second halves of keys the shred store holds.
    func halfCount() async throws -> Int {
        try await database.read { try $0.companion.rows("SELECT 1 AS n FROM strand_half").count }
    }

    /// How many keys wait for an agency's acceptance.
    func heldGrants(of agency: String) async throws -> Int {
        try await database.read { session in
            try session.main.rows(
                "SELECT 1 AS n FROM strand_grant WHERE agency = \(agency) AND is_held = 1"
            ).count
        }
    }

    /// Runs a statement as somebody who has the database file and no key.
    func tamper(_ sql: SQL) async throws {
        _ = try await database.write { try $0.main.execute(sql) }
    }

    /// Leaves of the log, opened with the data-protection office's printed code.
    func leaves() async throws -> [LogLeaf] {
        let code = try HumanCode(parsing: receipt.officeRecoveryCode, shape: .recovery)
        let office = AgreementPrivateKey(derivedFrom: code.secret)
        return try await database.read { session in
            try session.main.rows("SELECT hash, sealed FROM log_leaf ORDER BY recorded_at, id")
                .map { row in
                    let hash = try row.blob("hash")
                    let content = try LeafEnvelope.open(
                        row.blob("sealed"),
                        hash: hash,
                        with: office
                    )
                    guard Digest.sha256([0] + content).bytes == hash else {
                        throw JournalError.signatureInvalid
                    }
                    return try JSONDecoder().decode(LogLeaf.self, from: Data(content))
                }
        }
    }
}
