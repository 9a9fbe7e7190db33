package import Database
import Store

/// A whole installation copied from one pair of databases into another, of the same engine or the other one.
package struct Move: Sendable {
    /// Rows of a table, each read back from the target and equal to the source's.
    package struct Equal: Hashable, Sendable {
        package let table: String
        package let rows: Int64
    }

    /// What is done, with which table of which store, and to how many of its rows.
    package struct Progress: Hashable, Sendable {
        package enum Step: Hashable, Sendable { case copied, compared }

        package let step: Step
        package let table: String
        package let rows: Int64
    }

    /// The tables of both stores, in the order of the copy.
    package let tables: [Equal]
    /// Size and root of the source's latest checkpoint; nothing where its log is not signed yet.
    package let log: LogTip?

    /// How far a log goes.
    package struct LogTip: Hashable, Sendable {
        package let size: Int
        package let root: [UInt8]

        package init(size: Int, root: [UInt8]) {
            self.size = size
            self.root = root
        }
    }

    /// How many rows of a table are equal.
    package func count(_ table: String) -> Int64 {
        tables.first { $0.table == table }?.rows ?? 0
    }

    /// Copies both stores and reads every row back, the shred store first.
    ///
    /// All of a store in one transaction, and both committed only after everything was compared: where it is cut, the
    /// target's database stays empty, and at the worst its shred store holds halves that no installation is created
    /// beside. The source is only read. Both sessions are to be alone with their databases.
    /// - Throws: `TransferError`, `DatabaseError`, what `onProgress` throws.
    package static func copy(
        from source: DatabaseSession,
        to target: DatabaseSession,
        onProgress: (Progress) throws -> Void
    ) throws -> Move {
        try target.main.migrate(Schema.main)
        try target.companion.migrate(Schema.shred)
        let move = try reading(source) {
            try target.main.transaction {
                try target.companion.transaction {
                    let pairs = [
                        (source.companion, target.companion), (source.main, target.main),
                    ]
                    let transfers = try pairs.map { try DirectTransfer(from: $0, to: $1) }
                    var tables: [Equal] = []
                    for transfer in transfers {
                        let copied = try transfer.copy {
                            try onProgress(Progress(step: .copied, table: $0, rows: $1))
                        }
                        tables += try transfer.compare(copied) {
                            try onProgress(Progress(step: .compared, table: $0, rows: $1))
                        }.map { Equal(table: $0.table, rows: $0.rows) }
                    }
                    let latest = try CheckpointTable(source).latest()
                    return Move(
                        tables: tables,
                        log: latest.map { LogTip(size: $0.size, root: $0.root) }
                    )
                }
            }
        }
        // Both are committed: what fails here is made up for by the engine itself, later.
        for connection in [target.companion, target.main] {
            try? DirectTransfer.settle(connection)
        }
        return move
    }

    /// Runs a body on a snapshot of each of two databases.
    private static func reading<Value>(
        _ session: DatabaseSession,
        _ body: () throws -> Value
    ) throws -> Value {
        try session.main.begin(writing: false)
        defer { session.main.rollBack() }
        try session.companion.begin(writing: false)
        defer { session.companion.rollBack() }
        return try body()
    }
}
