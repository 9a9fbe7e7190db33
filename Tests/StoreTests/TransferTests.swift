import Database
import Foundation
import Store
import TestEngines
import Testing

/// A copy of a whole database, on either engine.
@Suite(.migratedDatabases)
struct TransferTests {
    private func filled() async throws -> [UInt8] {
        try await store { session in
            var random = Random(seed: 7)
            _ = try World(seed: 7, in: session)
            for index in 0..<450 {
                try SettingTable(session).set("setting-\(index)", to: random.bytes(index))
            }
            return try copy(session.main)
        }
    }

    private func withEmpty(
        on engine: Engine,
        _ body: @Sendable (DatabaseSession) throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tandem-copy-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let target = try TestDatabase(in: folder.path, on: engine).open(readers: 1)
        try await target.migrate(main: Schema.main, companion: Schema.shred)
        try await target.write { try body($0) }
    }

    @Test(arguments: BothEngines.engines)
    func `is the same on the other side`(engine: Engine) async throws {
        let stream = try await filled()
        try await withEmpty(on: engine) { session in
            var reader = try TransferReader(into: session.main)
            for start in stride(from: 0, to: stream.count, by: 777) {
                try reader.update(Array(stream[start..<min(start + 777, stream.count)]))
            }
            let counts = try reader.finish()
            #expect(counts["setting"] == 450 && counts["agency"] ?? 0 > 0)
            // The order of text is the engine's.
            let again = try copy(session.main)
            #expect(again.count == stream.count)
            if try engine == source() { #expect(again == stream) }
        }
    }

    private func source() throws -> Engine { try #require(MigratedDatabase.current).engine }

    @Test func `a copy that was cut or changed is refused`() async throws {
        let stream = try await filled()
        for (kept, flips) in [(stream.count - 1, false), (100, false), (stream.count, true)] {
            await #expect(throws: (any Error).self) {
                try await withEmpty(on: .sqlite) { session in
                    var part = Array(stream[..<kept])
                    if flips { part[part.count / 2] ^= 1 }
                    var reader = try TransferReader(into: session.main)
                    try reader.update(part)
                    _ = try reader.finish()
                }
            }
        }
    }

    @Test func `a database with rows takes no copy`() async throws {
        let stream = try await filled()
        await #expect(throws: TransferError.notEmpty) {
            try await store { session in
                var reader = try TransferReader(into: session.main)
                try reader.update(stream)
            }
        }
    }

    @Test func `every table is behind those that it refers to`() async throws {
        let tables = try await store { try Catalogue(of: $0.main).tables }
        var seen: Set<String> = []
        for table in tables {
            #expect(table.references.subtracting([table.name]).isSubset(of: seen))
            seen.insert(table.name)
        }
        #expect(seen.isSuperset(of: ["agency", "member", "entry", "strand_grant", "log_leaf"]))
        #expect(!seen.contains("schema_migration"))
    }
}

private func copy(_ connection: any Connection) throws -> [UInt8] {
    var stream: [UInt8] = []
    try TransferWriter(connection).write { stream += $0 }
    return stream
}
