import Cryptography
import Database
import Foundation
import Mechanism
import Store
import TestTown

@testable import Casework

/// One column of one table of either database.
struct TownColumn: Hashable, Sendable {
    let table: CatalogueTable
    let name: String
    let isShred: Bool
}

extension DatabaseSession {
    fileprivate func connection(of column: TownColumn) -> any Connection {
        column.isShred ? companion : main
    }
}

extension DemoTown {
    /// Rows that no use case of the suites leaves behind.
    func fillTheRest() async throws {
        let inspector = try await actor("labour-inspectorate.3")
        try await installation.saveDraft(
            Installation.newIdentifier(),
            fields: ["place": ["typed"]],
            by: inspector
        )
        try await installation.notifyAnonymously(
            AnonymousNotification(exploitation: .labour, sex: .male, ageBand: .adult, place: "ZZ"),
            by: inspector
        )
        try await installation.leaveUnrecorded(nil, by: inspector)
        try await installation.takeOfficeKey(
            code: receipt.officeRecoveryCode,
            by: actor("data-protection.1")
        )
        let kept = try await openCase(by: "labour-inspectorate.3")
        let entry = try await entry("need-stated", in: kept, by: "labour-inspectorate.3")
        _ = try await attach(
            Array("A letter".utf8),
            to: entry,
            in: kept,
            by: "labour-inspectorate.3"
        )
        let gone = try await openCase(by: "labour-inspectorate.3")
        try await installation.askErasure(
            of: gone,
            .notLawful,
            by: actor("labour-inspectorate.1")
        )
        try await installation.confirmErasure(of: gone, by: actor("labour-inspectorate.2"))
    }

    /// Lets a process of the past hold the sequencer's lease.
    func holdLease() async throws {
        let now = clock.now
        try await database.write { session in
            _ = try LeaseTable(session).take(
                "sequencer",
                for: [1, 2, 3],
                now: now,
                until: now
            )
        }
    }

    /// Tables of the catalogue without a row.
    func emptyTables() async throws -> [String] {
        try await database.read { session in
            var empty: [String] = []
            for connection in [session.main, session.companion] {
                for table in try Catalogue(of: connection).tables
                where try connection.rows("SELECT 1 AS n FROM \(identifier: table.name) LIMIT 1")
                    .isEmpty
                { empty.append(table.name) }
            }
            return empty
        }
    }

    func columns() async throws -> [TownColumn] {
        try await database.read { session in
            func all(_ connection: any Connection, _ isShred: Bool) throws -> [TownColumn] {
                try Catalogue(of: connection).tables.flatMap { table in
                    table.columns.map { TownColumn(table: table, name: $0, isShred: isShred) }
                }
            }
            return try all(session.main, false) + all(session.companion, true)
        }
    }

    /// Changes one value of a column while a body runs; `nil` where there is none, or where the schema forbids it.
    func withChanged<Value: Sendable>(
        _ column: TownColumn,
        _ body: () async throws -> Value
    ) async throws -> Value? {
        let (table, name) = (column.table, column.name)
        let found = try await database.read { session -> (key: [SQLValue], old: SQLValue)? in
            try session.connection(of: column).row(
                """
                SELECT * FROM \(identifier: table.name) WHERE \(identifier: name) IS NOT NULL
                ORDER BY \(identifiers: table.primaryKey) LIMIT 1
                """
            ).map { row in (try table.primaryKey.map { try row.value($0) }, try row.value(name)) }
        }
        guard let (key, old) = found else { return nil }
        // Its own key is looked for by the new value afterwards.
        var newKey = key
        let new = old.changed
        if let place = table.primaryKey.firstIndex(of: name) { newKey[place] = new }
        do {
            try await set(column, to: new, where: key)
        } catch is DatabaseError {
            return nil
        }
        let value = try await body()
        try await set(column, to: old, where: newKey)
        return value
    }

    private func set(_ column: TownColumn, to value: SQLValue, where key: [SQLValue]) async throws {
        _ = try await database.write { session in
            try session.connection(of: column).execute(
                """
                UPDATE \(identifier: column.table.name) SET \(identifier: column.name) = \(value)
                WHERE (\(identifiers: column.table.primaryKey)) = (\(values: key))
                """
            )
        }
    }

    /// Makes every seal anew, as somebody with the key file can.
    func sealAnew() async throws {
        guard let rows = receipt.secrets.rows else { throw TownFailure.noSession("no key") }
        try await Installation.seal(database, with: RowKey(rows))
    }

    /// Writes the log anew without one of its leaves, and signs it, as somebody with the key file can.
    func forgeLog() async throws {
        try await database.write { session in
            let main = session.main
            let entries = try main.rows("SELECT leaf FROM entry ORDER BY id")
                .map { try $0.blob("leaf") }
            let kept = try main.rows("SELECT leaf, hash FROM log_sequence ORDER BY position")
                .map { (leaf: try $0.blob("leaf"), hash: try $0.blob("hash")) }
            // A look at a case, not an entry: nothing in the journals tells of it.
            guard let gone = kept.firstIndex(where: { !entries.contains($0.hash) }) else {
                throw TownFailure.noSession("no leaf")
            }
            try main.execute("DELETE FROM log_leaf WHERE id = \(kept[gone].leaf)")
            for table in ["log_sequence", "log_node", "log_checkpoint", "log_pending"] {
                try main.execute("DELETE FROM \(identifier: table)")
            }
            for (number, row) in kept.enumerated() where number != gone {
                try main.execute(
                    "INSERT INTO log_pending (leaf, recorded_at) VALUES (\(row.leaf), \(number))"
                )
            }
        }
        try await installation.sequenceAll()
        try await sealAnew()
        // One more leaf, so that the tree has the size that the witness saw.
        _ = try await freshActor("labour-inspectorate.3")
        try await installation.sequenceAll()
    }
}

extension SQLValue {
    /// Another value of the same type.
    fileprivate var changed: SQLValue {
        switch self {
        case .null: return .null
        case .integer(let number): return .integer(number ^ 1)
        case .text(let text):
            return .text(String(text.dropLast()) + (text.last == "0" ? "1" : "0"))
        case .blob(var bytes):
            if bytes.isEmpty { bytes = [0] }
            bytes[bytes.count / 2] ^= 1
            return .blob(bytes)
        }
    }
}
