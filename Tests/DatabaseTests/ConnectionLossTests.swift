import Database
import Synchronization
import TestEngines
import Testing

/// What happens when the server, or the way to it, goes away.
@Suite(.enabled(if: ThrowawayCluster.isInstalled, "PostgreSQL 15 is not installed"))
struct ConnectionLossTests {
    private static let rounds = 100

    private let place: TestDatabase
    private let database: Database

    init() async throws {
        place = try TestDatabase(in: "", on: .postgres)
        database = try place.open()
        try await database.write { session in
            try session.main.run(script: "CREATE TABLE t (v BIGINT PRIMARY KEY NOT NULL);")
            try session.companion.run(script: "CREATE TABLE half (v BIGINT NOT NULL);")
        }
    }

    /// Ends a connection as an operator, or a network, does.
    private func end(_ process: Int64) throws {
        try place.connect().execute("SELECT pg_terminate_backend(CAST(\(process) AS INT))")
    }

    @Test func `a connection cut in the middle of a transaction loses and doubles nothing`()
        async throws
    {
        for number in 0..<Self.rounds {
            let runs = Mutex(0)
            try await database.write { session in
                let run = runs.withLock { runs in
                    runs += 1
                    return runs
                }
                try session.companion.execute("INSERT INTO half VALUES (\(number))")
                try session.main.execute("INSERT INTO t VALUES (\(number))")
                if run == 1 {
                    let connection = number % 2 == 0 ? session.main : session.companion
                    let row = try connection.row("SELECT pg_backend_pid() AS id")
                    try end(row?.integer("id") ?? 0)
                }
                _ = try session.main.rows("SELECT v FROM t WHERE v = \(number)")
                _ = try session.companion.rows("SELECT v FROM half WHERE v = \(number)")
            }
            #expect(runs.withLock(\.self) == 2)
        }
        let found = try await database.read { session in
            try session.main.rows("SELECT v FROM t ORDER BY v").map { Int(try $0.integer("v")) }
        }
        #expect(found == Array(0..<Self.rounds))
    }

    @Test func `connections ended at any moment lose and double nothing that was acknowledged`()
        async throws
    {
        let database = database
        let acknowledged = Acknowledged()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    for number in 0..<150 {
                        let value = number * 4 + writer
                        _ = try await database.write { session in
                            try session.main.execute("INSERT INTO t VALUES (\(value))")
                        }
                        acknowledged.values.withLock { $0.append(value) }
                    }
                }
            }
            group.addTask {
                for _ in 0..<Self.rounds {
                    try place.connect().execute(
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE application_name = current_schema() AND pid <> pg_backend_pid()
                        """
                    )
                    try await Task.sleep(for: .milliseconds(2))
                }
            }
            try await group.waitForAll()
        }
        let found = try await database.read { session in
            try session.main.rows("SELECT v FROM t ORDER BY v").map { Int(try $0.integer("v")) }
        }
        #expect(found == acknowledged.values.withLock { $0.sorted() })
        #expect(found.count == 600)
    }

    @Test func `a spoilt transaction is never taken for a committed one`() async throws {
        await #expect(throws: DatabaseError.self) {
            try await database.write { session in
                try session.main.execute("INSERT INTO t VALUES (7)")
                // A body that swallows a failure.
                _ = try? session.main.execute("SELECT nonsense")
            }
        }
        let count = try await database.read { try $0.main.rows("SELECT v FROM t").count }
        #expect(count == 0)
    }

    @Test func `a server that is not there can't be opened, and is not waited for`() async throws {
        let error = await #expect(throws: DatabaseError.self) {
            try await Database(
                postgres: "postgresql:///nothing?host=/nowhere",
                companion: "postgresql:///nothing?host=/nowhere"
            ).read { _ in }
        }
        #expect(error?.kind == .cannotOpen)
    }

    @Test func `more statements than are kept prepared`() throws {
        let connection = try place.connect()
        for number in 0..<600 {
            let row = try connection.row(SQL(stringLiteral: "SELECT \(number) AS n"))
            #expect(try row?.integer("n") == Int64(number))
        }
        let kept = try connection.row("SELECT COUNT(*) AS n FROM pg_prepared_statements")
        #expect(try kept?.integer("n") ?? 999 <= 256)
    }
}

private final class Acknowledged: Sendable {
    let values = Mutex<[Int]>([])
}
