import Database
import TestEngines
import Testing

@Suite(.bothEngines)
struct MigrationTests {
    private let folder: TemporaryFolder
    private let connection: any Connection

    init() throws {
        folder = try TemporaryFolder()
        connection = try TestDatabase(in: folder.path).connect()
    }

    private static let steps = [
        Migration(name: "m0001_create", script: "CREATE TABLE log (n BIGINT);"),
        Migration(
            name: "m0002_fill",
            script: "INSERT INTO log VALUES (1); INSERT INTO log VALUES (2);"
        ),
        Migration(name: "m0003_more", script: "INSERT INTO log SELECT MAX(n) + 1 FROM log;"),
    ]

    private func numbers() throws -> [Int64] {
        try connection.rows("SELECT n FROM log ORDER BY n").map { try $0.integer("n") }
    }

    private func applied() throws -> [String] {
        try connection.rows("SELECT name FROM schema_migration ORDER BY name")
            .map { try $0.text("name") }
    }

    @Test func `steps are applied in their order, each once`() throws {
        for _ in 0..<3 {
            try connection.migrate(Self.steps)
            #expect(try numbers() == [1, 2, 3])
            #expect(try applied() == Self.steps.map(\.name))
        }
    }

    @Test func `a later program adds only what is missing`() throws {
        try connection.migrate(Array(Self.steps.prefix(1)))
        #expect(try numbers().isEmpty)
        try connection.migrate(Self.steps)
        #expect(try numbers() == [1, 2, 3])
    }

    @Test func `an earlier program refuses a later database and touches nothing`() throws {
        try connection.migrate(Self.steps)
        #expect(throws: MigrationError.databaseIsNewer(step: "m0003_more")) {
            try connection.migrate(Array(Self.steps.prefix(2)))
        }
        #expect(try numbers() == [1, 2, 3])
    }

    @Test func `a step that fails leaves nothing of itself, and all before it`() throws {
        let broken = Migration(
            name: "m0002_broken",
            script: "CREATE TABLE half (n BIGINT); INSERT INTO log VALUES (9); SELECT nonsense;"
        )
        #expect(throws: DatabaseError.self) {
            try connection.migrate([Self.steps[0], broken])
        }
        #expect(try applied() == ["m0001_create"])
        #expect(try numbers().isEmpty)
        #expect(throws: DatabaseError.self) { try connection.rows("SELECT n FROM half") }
        // Repaired under the same name it goes through.
        try connection.migrate([
            Self.steps[0], Migration(name: "m0002_broken", script: "SELECT 1;"),
        ])
    }

    @Test func `both files of a database are brought to their schemas`() async throws {
        let database = try TestDatabase(in: folder.path, names: ("a.sqlite", "b.sqlite")).open()
        let other = [Migration(name: "s0001_create", script: "CREATE TABLE half (n BIGINT);")]
        try await database.migrate(main: Self.steps, companion: other)
        try await database.migrate(main: Self.steps, companion: other)
        let counts = try await database.read { session in
            [
                try session.main.rows("SELECT n FROM log").count,
                try session.companion.rows("SELECT n FROM half").count,
            ]
        }
        #expect(counts == [3, 0])
    }

    @Test func `programs that start together apply each step once`() async throws {
        let place = try TestDatabase(in: folder.path, names: ("c.sqlite", "d.sqlite"))
        // SQLite's first connection chooses the journal, which is no matter of migrations.
        let first = try place.open(writers: 1, readers: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                let database = try place.open(writers: 1, readers: 0)
                group.addTask { try await database.migrate(main: Self.steps, companion: []) }
            }
            try await group.waitForAll()
        }
        let count = try await first.read { try $0.main.rows("SELECT n FROM log").count }
        #expect(count == 3)
    }

    @Test func `a key in SQLite's order of rows keeps its 64 bits elsewhere`() throws {
        try connection.migrate([
            Migration(name: "m1", script: "CREATE TABLE k (p INTEGER PRIMARY KEY NOT NULL);")
        ])
        for number in [Int64.min, .max] {
            try connection.execute("INSERT INTO k (p) VALUES (\(number))")
        }
        let found = try connection.rows("SELECT p FROM k ORDER BY p").map { try $0.integer("p") }
        #expect(found == [.min, .max])
    }

    @Test func `a reader that was open before a step sees the columns that it added`() async throws
    {
        let folder = try TemporaryFolder()
        let database = try Database(
            sqlite: folder.file("main"),
            companion: folder.file("shred")
        )
        let first = Migration(
            name: "m0001",
            script: "CREATE TABLE t (a BIGINT); INSERT INTO t VALUES (1);"
        )
        try await database.migrate(main: [first], companion: [])
        let read = { @Sendable () async throws -> [String] in
            try await database.read { session in
                try session.main.rows("SELECT * FROM t").flatMap { row in
                    row.present.map { $0.name }
                }.sorted()
            }
        }
        // More than there are readers, so that each has prepared the statement.
        for _ in 0..<6 { #expect(try await read() == ["a"]) }
        let second = Migration(
            name: "m0002",
            script: "ALTER TABLE t ADD COLUMN b BIGINT; UPDATE t SET b = 2;"
        )
        try await database.migrate(main: [first, second], companion: [])
        for _ in 0..<6 { #expect(try await read() == ["a", "b"]) }
    }
}
