import Database
import Store
import Synchronization

/// Adds the rows of workshops to an installation, many batches in one transaction.
final class BulkLoader: Sendable {
    private let writer: SoleWriter
    private let indexes: (main: SecondaryIndexes, companion: SecondaryIndexes)
    private let batchesPerCommit: Int
    /// Batches of the transaction under way; only the writer's own work changes it.
    private let pending = Mutex(0)

    /// Sets the indexes aside that no key needs.
    init(_ writer: SoleWriter, batchesPerCommit: Int) async throws {
        self.writer = writer
        self.batchesPerCommit = batchesPerCommit
        indexes = try await writer.run { session in
            let main = try SecondaryIndexes(of: session.main)
            let companion = try SecondaryIndexes(of: session.companion)
            try main.drop(in: session.main)
            try companion.drop(in: session.companion)
            return (main, companion)
        }
    }

    func add(_ yield: Workshop.Yield) async throws {
        try await writer.run { session in
            if self.pending.withLock({ $0 }) == 0 {
                try session.companion.begin(writing: true)
                try session.main.begin(writing: true)
            }
            try yield.companion.add(to: session.companion)
            try yield.main.add(to: session.main)
            let count = self.pending.withLock {
                $0 += 1
                return $0
            }
            if count == self.batchesPerCommit { try self.commit(session) }
        }
    }

    /// Halves of keys first, as everywhere.
    private func commit(_ session: DatabaseSession) throws {
        guard pending.withLock({ $0 }) > 0 else { return }
        try session.companion.commit()
        try session.main.commit()
        pending.withLock { $0 = 0 }
    }

    /// Commits what is there and builds the indexes.
    func finish() async throws {
        try await writer.run { session in
            try self.commit(session)
            try self.indexes.main.create(in: session.main)
            try self.indexes.companion.create(in: session.companion)
        }
    }
}
