import Database
import Testing

struct MigrationTests {
    private let folder: TemporaryFolder
    private let connection: SQLiteConnection

    init() throws {
        folder = try TemporaryFolder()
        connection = try SQLiteConnection(path: folder.file("main.sqlite"))
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
        let database = try Database(
            sqlite: folder.file("a.sqlite"),
            companion: folder.file("b.sqlite")
        )
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
}
