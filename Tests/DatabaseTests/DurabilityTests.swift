import Database
import Foundation
import Glibc
import Testing

/// A process that is killed loses nothing that it acknowledged.
struct DurabilityTests {
    private static let rounds = 20

    @Test(arguments: 1...rounds)
    func `every acknowledged row survives a kill at any moment`(seed: Int) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, seed = seed as Int] in
            try await Victim(path: path, seed: UInt64(seed)).run()
        }
        let acknowledged = try Victim(path: path, seed: 0).acknowledged()
        let database = try Database(
            sqlite: path + "/main.sqlite",
            companion: path + "/shred.sqlite",
            readers: 0
        )
        try await database.write { session in
            let check = try #require(try session.main.row("PRAGMA integrity_check"))
            #expect(try check.text("integrity_check") == "ok")
            let rows = try session.main.rows("SELECT n FROM t ORDER BY n")
                .map { Int(try $0.integer("n")) }
            // All that were acknowledged, in order and without a gap; at most one more was on its way.
            #expect(rows == Array(0..<rows.count))
            #expect(rows.count >= acknowledged && rows.count <= acknowledged + 1)
            // The companion's half is durable before the row that needs it.
            let halves = Set(
                try session.companion.rows("SELECT n FROM half").map { Int(try $0.integer("n")) }
            )
            #expect(halves.isSuperset(of: rows))
        }
    }
}

/// The child that writes until it is killed.
private struct Victim {
    let path: String
    let seed: UInt64

    private var log: String { path + "/acknowledged" }

    func run() async throws {
        let database = try Database(
            sqlite: path + "/main.sqlite",
            companion: path + "/shred.sqlite",
            readers: 1
        )
        try await database.migrate(
            main: [.init(name: "m1", script: "CREATE TABLE t (n BIGINT PRIMARY KEY NOT NULL);")],
            companion: [.init(name: "s1", script: "CREATE TABLE half (n BIGINT PRIMARY KEY);")]
        )
        let file = unsafe open(log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        guard file >= 0 else { return }
        var random = Mixed(state: seed)
        let last = Int.random(in: 0..<50, using: &random)
        let delay = UInt32.random(in: 0..<3_000, using: &random)
        for number in 0..<50 {
            if number == last { Self.kill(afterMicroseconds: delay) }
            try await database.write { session in
                try session.companion.execute("INSERT INTO half VALUES (\(number))")
                try session.main.execute("INSERT INTO t VALUES (\(number))")
            }
            guard unsafe write(file, "x", 1) == 1, fsync(file) == 0 else { return }
        }
        Glibc.kill(getpid(), SIGKILL)
    }

    /// From another thread: in the middle of whatever runs then.
    private static func kill(afterMicroseconds delay: UInt32) {
        Thread.detachNewThread {
            usleep(delay)
            Glibc.kill(getpid(), SIGKILL)
        }
    }

    /// How many rows the child was told are safe.
    func acknowledged() throws -> Int {
        guard FileManager.default.fileExists(atPath: log) else { return 0 }
        return try Data(contentsOf: URL(filePath: log)).count
    }
}

/// A seeded generator: the row and the moment can be repeated.
private struct Mixed: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
