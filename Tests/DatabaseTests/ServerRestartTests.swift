import Database
import Foundation
import Synchronization
import TestEngines
import Testing

/// A server of its own that is stopped, crashes, or dies in the middle of a commit.
@Suite(
    .serialized,
    .enabled(if: ThrowawayCluster.isInstalled, "PostgreSQL 15 is not installed")
)
struct ServerRestartTests {
    /// Twenty, or as many as `TANDEM_ROUNDS` says.
    private static let rounds =
        ProcessInfo.processInfo.environment["TANDEM_ROUNDS"].flatMap { Int($0) } ?? 20

    private static func database(
        on cluster: ThrowawayCluster
    ) async throws -> (place: TestDatabase, database: Database) {
        let place = try TestDatabase(on: cluster)
        let database = try place.open()
        try await database.write { session in
            try session.main.run(
                script: """
                    CREATE TABLE t (v BIGINT PRIMARY KEY NOT NULL);
                    CREATE SEQUENCE turn;
                    CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN IF nextval(''turn'') = 1 THEN PERFORM pg_sleep(60); END IF; RETURN NULL; END';
                    """
            )
        }
        return (place, database)
    }

    private static func numbers(in database: Database) async throws -> [Int] {
        try await database.read { session in
            try session.main.rows("SELECT v FROM t ORDER BY v").map { Int(try $0.integer("v")) }
        }
    }

    @Test func `a restart in the middle of everything loses and doubles nothing`() async throws {
        let cluster = try ThrowawayCluster()
        let (_, database) = try await Self.database(on: cluster)
        let progress = Progress()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    var number = 0
                    while !progress.isOver {
                        let value = number * 4 + writer
                        number += 1
                        _ = try await database.write { session in
                            try session.main.execute("INSERT INTO t VALUES (\(value))")
                        }
                        progress.acknowledge(value)
                    }
                }
            }
            group.addTask {
                defer { progress.end() }
                for round in 0..<Self.rounds {
                    try await Task.sleep(for: .milliseconds(20 + round % 20 * 7))
                    let isUp = try cluster.restart(crashing: round % 2 == 0)
                    #expect(isUp)
                }
            }
            try await group.waitForAll()
        }
        let found = try await Self.numbers(in: database)
        #expect(found == progress.acknowledged)
        #expect(found.count > Self.rounds)
    }

    /// Waits until a backend is in the middle of its commit, and ends it.
    private static func endCommit(at place: TestDatabase) async throws {
        let connection = try place.connect()
        // Whoever lingers does so longer than this, and only once: no rollback takes the turn back.
        for _ in 0..<2_000 {
            let row = try connection.row(
                """
                SELECT COUNT(pg_terminate_backend(pid)) AS n FROM pg_stat_activity
                WHERE query = 'COMMIT' AND state = 'active' AND pid <> pg_backend_pid()
                """
            )
            if try row?.integer("n") ?? 0 > 0 { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("no commit was under way")
    }

    @Test func `a commit that was cut and undone is made again, once`() async throws {
        let cluster = try ThrowawayCluster()
        let (place, database) = try await Self.database(on: cluster)
        try await database.write { session in
            try session.main.run(
                script: """
                    CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON t
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION linger();
                    """
            )
        }
        let progress = Progress()
        async let cut: Void = Self.endCommit(at: place)
        _ = try await database.write { session in
            progress.acknowledge(1)
            return try session.main.execute("INSERT INTO t VALUES (1)")
        }
        try await cut
        #expect(try await Self.numbers(in: database) == [1])
        #expect(progress.acknowledged == [1, 1])
    }

    @Test func `a commit that was made before its answer was cut is not made again`() async throws {
        let cluster = try ThrowawayCluster()
        let (place, database) = try await Self.database(on: cluster)
        // A commit lies on the disk, and then waits for a standby that there is none of.
        let admin = try place.connect()
        try admin.run(script: "ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        try admin.run(script: "SELECT pg_reload_conf()")
        try await Task.sleep(for: .milliseconds(300))
        let progress = Progress()
        async let cut: Void = Self.endCommit(at: place)
        _ = try await database.write { session in
            progress.acknowledge(1)
            return try session.main.execute("INSERT INTO t VALUES (1)")
        }
        try await cut
        #expect(try await Self.numbers(in: database) == [1])
        #expect(progress.acknowledged == [1])
    }
}

/// What was acknowledged so far.
private final class Progress: Sendable {
    private let state = Mutex<(values: [Int], isOver: Bool)>(([], false))

    var isOver: Bool { state.withLock { $0.isOver } }
    var acknowledged: [Int] { state.withLock { $0.values.sorted() } }

    func acknowledge(_ value: Int) { state.withLock { $0.values.append(value) } }
    func end() { state.withLock { $0.isOver = true } }
}
