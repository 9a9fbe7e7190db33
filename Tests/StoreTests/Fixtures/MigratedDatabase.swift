import Cryptography
import Database
import Foundation
import Store
import TestEngines
import Testing

/// Runs each test on an empty database of its own, brought to the schema of this release.
///
/// The engine is a case, so that the same bodies run on another one too.
struct MigratedDatabase: TestTrait, SuiteTrait, TestScoping {
    let engines: [Engine]

    /// The database of the running test.
    @TaskLocal static var current: Database?

    /// Without this a suite would share one database among all its tests.
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing body: @concurrent @Sendable () async throws -> Void
    ) async throws {
        for engine in engines {
            let folder = FileManager.default.temporaryDirectory
                .appending(path: "tandem-store-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let database = try TestDatabase(in: folder.path, on: engine).open(readers: 1)
            try await database.migrate(main: Schema.main, companion: Schema.shred)
            database.attach(RowKey.ofTests)
            try await Self.$current.withValue(database) { try await body() }
        }
    }
}

extension RowKey {
    /// The key that seals the tests' rows.
    static let ofTests = RowKey(SecretBytes([UInt8](repeating: 7, count: 32)))
}

extension Trait where Self == MigratedDatabase {
    /// A database on one engine.
    static func migratedDatabase(_ engine: Engine) -> Self { Self(engines: [engine]) }

    /// One database after the other, on every engine.
    static var migratedDatabases: Self { Self(engines: BothEngines.engines) }
}

/// Runs a body in one write transaction of the test's database.
func store<Value: Sendable>(
    _ body: @Sendable (DatabaseSession) throws -> Value
) async throws -> Value {
    try await #require(MigratedDatabase.current).write(body)
}
