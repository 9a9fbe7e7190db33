import Database
import TestEngines
import Testing

/// All or nothing, one writer, readers on a snapshot.
@Suite(.bothEngines)
struct TransactionTests {
    private struct Stop: Error {}

    private let folder: TemporaryFolder
    private let place: TestDatabase
    private let database: Database

    init() async throws {
        folder = try TemporaryFolder()
        place = try TestDatabase(in: folder.path)
        database = try place.open(isDurable: true)
        try await database.write { session in
            try session.main.run(script: "CREATE TABLE t (v BIGINT PRIMARY KEY NOT NULL);")
            try session.companion.run(script: "CREATE TABLE half (v BIGINT PRIMARY KEY NOT NULL);")
        }
    }

    private func count() async throws -> Int { try await database.count() }

    @Test func `what a body throws leaves nothing behind`() async throws {
        await #expect(throws: Stop.self) {
            try await database.write { session in
                try session.main.execute("INSERT INTO t VALUES (\(1))")
                throw Stop()
            }
        }
        #expect(try await count() == 0)
    }

    @Test func `a fault in the middle undoes the beginning, and the next write works`() async throws
    {
        await #expect(throws: DatabaseError.self) {
            try await database.write { session in
                try session.main.execute("INSERT INTO t VALUES (\(1))")
                try session.main.execute("INSERT INTO t VALUES (\(1))")
            }
        }
        #expect(try await count() == 0)
        try await database.change("INSERT INTO t VALUES (\(2))")
        #expect(try await count() == 1)
    }

    @Test func `the companion keeps what the main database undid`() async throws {
        await #expect(throws: Stop.self) {
            try await database.write { session in
                try session.main.execute("INSERT INTO t VALUES (\(1))")
                try session.companion.execute("INSERT INTO half VALUES (\(1))")
                throw Stop()
            }
        }
        let halves = try await database.read { try $0.companion.rows("SELECT v FROM half").count }
        #expect(halves == 1)
        #expect(try await count() == 0)
    }

    @Test func `readers write nothing, in either file`() async throws {
        for statement in ["INSERT INTO t VALUES (1)", "DELETE FROM t", "DROP TABLE t"] as [SQL] {
            let error = await #expect(throws: DatabaseError.self) {
                try await database.read { try $0.main.execute(statement) }
            }
            #expect(error?.kind == .readOnly)
        }
        let error = await #expect(throws: DatabaseError.self) {
            try await database.read { try $0.companion.execute("INSERT INTO half VALUES (1)") }
        }
        #expect(error?.kind == .readOnly)
        #expect(try await count() == 0)
    }

    @Test func `a reader that failed reads on a fresh snapshot afterwards`() async throws {
        for _ in 0..<6 {
            await #expect(throws: Stop.self) {
                try await database.read { session in
                    _ = try session.main.rows("SELECT v FROM t")
                    throw Stop()
                }
            }
        }
        try await database.change("INSERT INTO t VALUES (\(1))")
        for _ in 0..<6 { #expect(try await count() == 1) }
    }

    @Test func `within one read nothing changes, although others commit`() async throws {
        // The reader is a connection of its own, so that the write can come in between.
        let reader = try place.connect(isWritable: false)
        try reader.begin(writing: false)
        #expect(try reader.rows("SELECT v FROM t").isEmpty)
        try await database.change("INSERT INTO t VALUES (\(1))")
        #expect(try reader.rows("SELECT v FROM t").isEmpty)
        try reader.commit()
        #expect(try reader.rows("SELECT v FROM t").count == 1)
        #expect(try await count() == 1)
    }

    @Test func `a hundred writes at once are all there`() async throws {
        let database = database
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    try await database.write { session in
                        // Reads and writes in one transaction: a lost update would show.
                        let rows = try session.main.rows("SELECT v FROM t").count
                        try session.main.execute("INSERT INTO t VALUES (\(number))")
                        let after = try session.main.rows("SELECT v FROM t").count
                        #expect(after == rows + 1)
                    }
                }
                group.addTask { _ = try await database.count() }
            }
            try await group.waitForAll()
        }
        #expect(try await count() == 100)
    }

    @Test func `two programs that write one database wait for each other`() async throws {
        let other = try place.open(readers: 0)
        let pair = [database, other]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await pair[number % 2].change("INSERT INTO t VALUES (\(number))")
                }
            }
            try await group.waitForAll()
        }
        #expect(try await count() == 40)
        // Without readers the writer reads.
        #expect(try await other.read { try $0.main.rows("SELECT v FROM t").count } == 40)
    }

    @Test func `two programs that count up one number lose nothing`() async throws {
        try await database.change("INSERT INTO t VALUES (0)")
        let pair = [database, try place.open(readers: 0)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask {
                    try await pair[number % 2].write { session in
                        let row = try #require(try session.main.row("SELECT v FROM t"))
                        let next = try row.integer("v") + 1
                        try session.main.execute("UPDATE t SET v = \(next)")
                    }
                }
            }
            try await group.waitForAll()
        }
        let last = try await database.read { try $0.main.row("SELECT v FROM t")?.integer("v") }
        #expect(last == 50)
    }
}

/// How SQLite keeps its promise.
struct JournalModeTests {
    private let folder: TemporaryFolder
    private let database: Database

    init() throws {
        folder = try TemporaryFolder()
        database = try TestDatabase(in: folder.path, on: .sqlite).open(isDurable: true)
    }

    @Test func `the journal is written ahead and synchronised in full`() async throws {
        let found = try await database.write { session in
            [
                try session.main.setting("journal_mode"), try session.main.setting("synchronous"),
                try session.main.setting("foreign_keys"),
                try session.companion.setting("secure_delete"),
                try session.companion.setting("synchronous"),
            ]
        }
        #expect(found == [.text("wal"), .integer(2), .integer(1), .integer(1), .integer(2)])
    }
}

extension Connection {
    fileprivate func setting(_ name: String) throws -> SQLValue? {
        try row(SQL(stringLiteral: "PRAGMA \(name)"))?.value(name)
    }
}

extension Database {
    /// Runs one statement in a transaction of its own.
    fileprivate func change(_ sql: SQL) async throws {
        _ = try await write { try $0.main.execute(sql) }
    }

    fileprivate func count() async throws -> Int {
        try await read { try $0.main.rows("SELECT v FROM t").count }
    }
}
