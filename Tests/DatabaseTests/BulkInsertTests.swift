import Database
import TestEngines
import Testing

/// Many rows at once.
@Suite(.bothEngines)
struct BulkInsertTests {
    private static let target = BulkTarget(
        table: "many",
        columns: ["id", "word", "bytes", "maybe"]
    )

    private let folder: TemporaryFolder
    private let database: Database

    init() async throws {
        folder = try TemporaryFolder()
        database = try TestDatabase(in: folder.path).open()
        try await database.write { session in
            try session.main.run(
                script: """
                    CREATE TABLE many (
                        id BIGINT PRIMARY KEY NOT NULL, word TEXT NOT NULL, bytes BYTEA NOT NULL,
                        maybe BIGINT
                    );
                    """
            )
        }
    }

    private static func row(_ id: Int64, _ word: String = "") -> [SQLValue] {
        [.integer(id), .text(word), .blob([]), .null]
    }

    private func read() async throws -> [[SQLValue]] {
        try await database.read {
            try $0.main.rows("SELECT id, word, bytes, maybe FROM many ORDER BY id").map(\.values)
        }
    }

    @Test func `every value reads back as it was`() async throws {
        let rows: [[SQLValue]] = [
            [.integer(.min), .text(""), .blob([]), .null],
            [.integer(-1), .text("tab\t, line\n, quote ' \\"), .blob([0, 255, 10]), .integer(-1)],
            [.integer(0), .text("мост جسر 橋"), .blob([0]), .integer(.max)],
            [.integer(.max), .text("\\N"), .blob(Array(repeating: 7, count: 70_000)), .integer(0)],
        ]
        try await database.write { try $0.main.insert(rows, into: Self.target) }
        #expect(try await read() == rows)
    }

    @Test func `so many that they go in several parts`() async throws {
        let rows = (0..<5_000).map { Self.row($0, String(repeating: "x", count: 100)) }
        try await database.write { try $0.main.insert(rows, into: Self.target) }
        #expect(try await read() == rows)
    }

    @Test func `no rows are nothing`() async throws {
        try await database.write { try $0.main.insert([], into: Self.target) }
        #expect(try await read().isEmpty)
    }

    @Test func `one row that breaks a key leaves none, and the connection works on`() async throws {
        let rows = [Self.row(1), Self.row(2), Self.row(1)]
        let error = await #expect(throws: DatabaseError.self) {
            try await database.write { try $0.main.insert(rows, into: Self.target) }
        }
        #expect(error?.kind == .uniqueViolation)
        #expect(try await read().isEmpty)
        try await database.write { try $0.main.insert([Self.row(3)], into: Self.target) }
        #expect(try await read() == [Self.row(3)])
    }

    @Test func `text that not every engine keeps is refused by both`() async throws {
        let error = await #expect(throws: DatabaseError.self) {
            try await database.write {
                try $0.main.insert([Self.row(1, "a\0b")], into: Self.target)
            }
        }
        #expect(error?.kind == .invalidText)
        #expect(try await read().isEmpty)
    }

    @Test func `a table that is not there is a fault, and no more rows are awaited`() async throws {
        await #expect(throws: DatabaseError.self) {
            try await database.write {
                try $0.main.insert(
                    [[.integer(1)]],
                    into: BulkTarget(table: "absent", columns: ["id"])
                )
            }
        }
        try await database.write { try $0.main.insert([Self.row(1)], into: Self.target) }
        #expect(try await read().count == 1)
    }

    @Test func `a scan hands over every row once, in portions that stay small`() async throws {
        // Small ones first, then such that few of them fill a portion.
        let rows =
            (0..<5_000).map { Self.row($0) }
            + (5_000..<5_040).map { id -> [SQLValue] in
                [.integer(id), .text(""), .blob(Array(repeating: 1, count: 262_144)), .null]
            }
        try await database.write { try $0.main.insert(rows, into: Self.target) }
        let (found, portions) = try await database.read { session in
            var (found, portions) = (Set<SQLValue>(), [Int]())
            try session.main.scan("SELECT id, bytes FROM many") { portion in
                portions.append(portion.reduce(0) { $0 + ((try? $1.blob("bytes").count) ?? 0) })
                for row in portion { #expect(found.insert(row.values[0]).inserted) }
                // The connection does other things meanwhile, this very statement among them.
                let count = try session.main.row("SELECT COUNT(*) AS n FROM many")?.integer("n")
                #expect(count == Int64(rows.count))
            }
            return (found, portions)
        }
        #expect(found == Set(rows.map { $0[0] }))
        #expect(portions.count > 4)
        // A portion of small rows may be the first of large ones.
        #expect(portions.dropLast(2).allSatisfy { $0 <= 16 << 20 }, "\(portions)")
    }

    @Test func `a scan of nothing hands over nothing, and one that fails says so`() async throws {
        try await database.read { session in
            try session.main.scan("SELECT id FROM many") { _ in Issue.record("a portion") }
        }
        struct Stop: Error {}
        try await database.write { try $0.main.insert([Self.row(1)], into: Self.target) }
        await #expect(throws: Stop.self) {
            try await database.read { session in
                try session.main.scan("SELECT id FROM many") { _ in throw Stop() }
            }
        }
        await #expect(throws: DatabaseError.self) {
            try await database.read { try $0.main.scan("SELECT id FROM nowhere") { _ in } }
        }
        #expect(try await read() == [Self.row(1)])
    }
}
