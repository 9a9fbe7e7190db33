import Database
import Foundation
import Glibc
import Synchronization

/// A PostgreSQL server for the tests of one process, on a socket in a temporary folder.
///
/// It is started with the first use, and stopped and removed by a watcher once the process is gone, however
/// that ended. Started as root it runs as `postgres`.
package final class ThrowawayCluster: Sendable {
    /// The server of this process, or why there is none.
    package static let shared = Result { try ThrowawayCluster() }

    /// Why there is no server.
    package enum Failure: Error, Hashable {
        /// Debian's package `postgresql-15` is not installed.
        case notInstalled
        case notStarted
    }

    private static let binaries = "/usr/lib/postgresql/15/bin"
    /// True where the server's programs are installed.
    package static var isInstalled: Bool {
        FileManager.default.isExecutableFile(atPath: "\(binaries)/initdb")
    }

    private let folder: String
    private let lastNumber = Mutex(0)
    private let settings = Mutex<[String]>([])

    /// Stops the server and starts it with other settings, which later ones override.
    package func restart(with settings: [String]) throws -> Bool {
        self.settings.withLock { $0 = settings }
        return try restart(crashing: false)
    }

    /// Gives the server a file that it alone can read, and tells its path.
    package func keep(_ content: [UInt8], as name: String) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(content).write(to: URL(filePath: path))
        let script = """
            set -e
            \(Self.isRoot ? "chown postgres \(path)" : "")
            chmod 600 \(path)
            """
        guard Self.shell(script) == 0 else { throw Failure.notStarted }
        return path
    }

    /// Starts a server of its own, for tests that stop it.
    package init() throws {
        guard Self.isInstalled else { throw Failure.notInstalled }
        folder =
            FileManager.default.temporaryDirectory
            .appending(path: "tandem-postgres-\(UUID().uuidString)").path
        let create = """
            set -e
            mkdir -m 0700 \(folder)
            \(Self.isRoot ? "chown postgres \(folder)" : "")
            \(Self.run) \(Self.binaries)/initdb --pgdata=\(folder)/data --username=tandem \\
                --auth=trust --encoding=UTF8 --locale=C --no-sync
            """
        guard Self.shell(create) == 0, try start() else {
            throw Failure.notStarted
        }
        let watch = """
            ( while kill -0 \(getpid()); do sleep 1; done
            \(Self.run) \(Self.binaries)/pg_ctl stop --pgdata=\(folder)/data --mode=immediate
            rm -rf \(folder) ) > /dev/null 2>&1 < /dev/null &
            """
        guard Self.shell(watch) == 0 else { throw Failure.notStarted }
    }

    private static var isRoot: Bool { geteuid() == 0 }
    private static var run: String {
        isRoot
            ? "cd / && setpriv --reuid=postgres --regid=postgres --clear-groups" : ""
    }

    private static func shell(_ script: String) -> Int32 {
        // Foundation's Process would wait for the server too, which inherits its socket.
        unsafe system("(\n\(script)\n) < /dev/null > /dev/null 2>&1")
    }

    /// Stops the server as a crash would, or as an operator does, and starts it again.
    package func restart(crashing: Bool = true) throws -> Bool {
        let stop = """
            \(Self.run) \(Self.binaries)/pg_ctl stop --wait --pgdata=\(folder)/data \\
                --mode=\(crashing ? "immediate" : "fast")
            """
        guard Self.shell(stop) == 0 else { return false }
        return try start()
    }

    private func start() throws -> Bool {
        let options =
            [
                "-k \(folder)", "-c listen_addresses=''", "-c fsync=off",
                "-c max_connections=400", "-c shared_buffers=64MB",
                "-c max_pred_locks_per_transaction=256", "-c max_locks_per_transaction=256",
            ] + settings.withLock { $0.map { "-c \($0)" } }
        return Self.shell(
            """
            \(Self.run) \(Self.binaries)/pg_ctl start --wait --pgdata=\(folder)/data \\
                --log=\(folder)/log --options="\(options.joined(separator: " "))"
            """
        ) == 0
    }

    /// The address of a schema of this name.
    package func address(schema: String) -> String {
        "postgresql:///postgres?host=\(folder)&user=tandem&options=-csearch_path%3D\(schema)"
            + "&application_name=\(schema)"
    }

    /// Names of two new schemas, for a database and its companion.
    package func newSchemas() throws -> (main: String, companion: String) {
        let number = lastNumber.withLock { last in
            last += 1
            return last
        }
        let schemas = (main: "main_\(number)", companion: "companion_\(number)")
        let connection = try PostgresConnection(url: address(schema: "public"))
        try connection.run(
            script: "CREATE SCHEMA \(schemas.main); CREATE SCHEMA \(schemas.companion);"
        )
        return schemas
    }
}
