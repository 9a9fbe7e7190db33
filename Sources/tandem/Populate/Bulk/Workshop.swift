import Casework
import Cryptography
import Database
import Mechanism
import Store

/// A copy of an installation without cases, in memory, in which a batch of people is taken through the real use
/// cases; the rows that arise are moved into the installation itself.
///
/// So sealing, signing and chaining run on every core, beside the one writer, and there is no second way to make
/// an entry.
struct Workshop: Sendable {
    let installation: Installation
    let clock: SettableClock
    private let database: Database
    private let mark: (main: HarvestMark, companion: HarvestMark)

    /// Everything of an installation, to be copied into workshops.
    struct Base: Sendable {
        let main: [UInt8]
        let companion: [UInt8]
        let secrets: InstallationSecrets

        init(of database: Database, _ secrets: InstallationSecrets) async throws {
            (main, companion) = try await database.read { session in
                var parts: (main: [UInt8], companion: [UInt8]) = ([], [])
                try TransferWriter(session.main).write { parts.main += $0 }
                try TransferWriter(session.companion).write { parts.companion += $0 }
                return parts
            }
            self.secrets = secrets
        }
    }

    /// What one batch left behind.
    struct Yield: Sendable {
        let main: Harvest
        let companion: Harvest
    }

    init(_ base: Base, at start: Instant) async throws {
        let clock = SettableClock(start)
        // Without readers everything goes over the one connection that has the memory.
        let database = try Database(
            sqlite: ":memory:",
            companion: ":memory:",
            readers: 0,
            isDurable: false
        )
        try await database.migrate(main: Schema.main, companion: Schema.shred)
        try await database.write { session in
            var main = try TransferReader(into: session.main)
            try main.update(base.main)
            _ = try main.finish()
            try session.companion.transaction {
                var companion = try TransferReader(into: session.companion)
                try companion.update(base.companion)
                _ = try companion.finish()
            }
        }
        installation = try await Installation.open(
            database,
            secrets: base.secrets,
            parameters: Demonstration.parameters,
            currentTime: { clock.now },
            keep: { _ in }
        )
        mark = try await database.read { session in
            (try HarvestMark(of: session.main), try HarvestMark(of: session.companion))
        }
        self.clock = clock
        self.database = database
    }

    /// Takes out what the use cases wrote since the last time.
    func harvest() async throws -> Yield {
        let mark = mark
        return try await database.write { session in
            Yield(
                main: try mark.main.take(from: session.main),
                companion: try session.companion.transaction {
                    try mark.companion.take(from: session.companion)
                }
            )
        }
    }
}
