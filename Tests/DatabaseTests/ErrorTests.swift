import Database
import Foundation
import TestEngines
import Testing

/// Faults are told apart, and none carries what was bound.
@Suite(.bothEngines)
struct ErrorTests {
    private let folder: TemporaryFolder
    private let connection: any Connection

    init() throws {
        folder = try TemporaryFolder()
        connection = try TestDatabase(in: folder.path).connect()
        try connection.run(
            script: """
                CREATE TABLE parent (id TEXT PRIMARY KEY NOT NULL, code TEXT NOT NULL UNIQUE);
                CREATE TABLE child (
                    parent TEXT NOT NULL REFERENCES parent (id),
                    n BIGINT NOT NULL CHECK (n > 0)
                );
                INSERT INTO parent VALUES ('a', 'A');
                """
        )
    }

    private static let faults: [(SQL, DatabaseError.Kind)] = [
        ("INSERT INTO parent VALUES ('a', \("secret"))", .uniqueViolation),
        ("INSERT INTO parent VALUES (\("secret"), 'A')", .uniqueViolation),
        ("INSERT INTO parent VALUES (\("secret"), NULL)", .constraintViolation),
        ("INSERT INTO child VALUES (\("secret"), 1)", .constraintViolation),
        ("INSERT INTO child VALUES ('a', \(0))", .constraintViolation),
        ("SELECT nothing FROM nowhere WHERE a = \("secret")", .other),
        ("SELECT FROM WHERE", .other),
    ]

    @Test(arguments: faults)
    func `each fault has its kind, and its description holds no value`(
        sql: SQL,
        kind: DatabaseError.Kind
    ) throws {
        let error = try #require(throws: DatabaseError.self) { try connection.execute(sql) }
        #expect(error.kind == kind)
        #expect(error.statement == sql.text)
        for text in ["\(error)", String(describing: error), String(reflecting: error)] {
            #expect(!text.contains("secret"))
        }
        // The connection is as good as before.
        #expect(try connection.rows("SELECT id FROM parent").count == 1)
    }

    @Test func `a part that fails leaves nothing of itself, and the rest goes on`() throws {
        try connection.transaction {
            try connection.execute("INSERT INTO parent VALUES ('b', 'B')")
            let error = #expect(throws: DatabaseError.self) {
                try connection.attempt {
                    try connection.execute("INSERT INTO parent VALUES ('c', 'C')")
                    try connection.execute("INSERT INTO parent VALUES ('d', 'C')")
                }
            }
            #expect(error?.kind == .uniqueViolation)
            _ = try connection.attempt {
                try connection.execute("INSERT INTO parent VALUES ('e', 'E')")
            }
        }
        let ids = try connection.rows("SELECT id FROM parent ORDER BY id").map { try $0.text("id") }
        #expect(ids == ["a", "b", "e"])
    }

    @Test func `a reader's connection changes nothing`() throws {
        let place = try TestDatabase(in: folder.path + "/")
        try place.connect().run(script: "CREATE TABLE IF NOT EXISTS t (v BIGINT);")
        let reader = try place.connect(isWritable: false)
        let error = #expect(throws: DatabaseError.self) { try reader.execute("DELETE FROM t") }
        #expect(error?.kind == .readOnly)
    }
}

/// What can be wrong with a file.
struct FileErrorTests {
    private let folder: TemporaryFolder
    private let connection: SQLiteConnection

    init() throws {
        folder = try TemporaryFolder()
        connection = try SQLiteConnection(path: folder.file("main.sqlite"))
        try connection.run(
            script: "CREATE TABLE parent (id TEXT); INSERT INTO parent VALUES ('a');"
        )
    }

    @Test func `a folder that is not there can't be opened`() throws {
        let error = #expect(throws: DatabaseError.self) {
            _ = try SQLiteConnection(path: folder.file("nowhere/main.sqlite"))
        }
        #expect(error?.kind == .cannotOpen)
    }

    @Test func `a reader does not create the file that it was to read`() {
        let path = folder.file("absent.sqlite")
        let error = #expect(throws: DatabaseError.self) {
            _ = try SQLiteConnection(path: path, options: .init(isWritable: false))
        }
        #expect(error?.kind == .cannotOpen)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a file that is no database is corrupt, not empty`() throws {
        let path = folder.file("letter.sqlite")
        let text = String(repeating: "Dear Sir or Madam, this is a letter. ", count: 40)
        try Data(text.utf8).write(to: URL(filePath: path))
        let error = #expect(throws: DatabaseError.self) { _ = try SQLiteConnection(path: path) }
        #expect(error?.kind == .corrupt)
    }

    @Test func `a reader's connection writes nothing`() throws {
        let reader = try SQLiteConnection(
            path: folder.file("main.sqlite"),
            options: .init(isWritable: false)
        )
        let error = #expect(throws: DatabaseError.self) {
            try reader.execute("DELETE FROM parent")
        }
        #expect(error?.kind == .readOnly)
        #expect(try connection.rows("SELECT id FROM parent").count == 1)
    }

    @Test func `no other file can be attached to a reader and written there`() throws {
        let reader = try SQLiteConnection(
            path: folder.file("main.sqlite"),
            options: .init(isWritable: false)
        )
        #expect(throws: DatabaseError.self) {
            try reader.run(
                script: """
                    ATTACH '\(folder.file("other.sqlite"))' AS other;
                    CREATE TABLE other.t (v);
                    """
            )
        }
    }
}
