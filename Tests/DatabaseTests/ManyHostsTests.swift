import Database
import Foundation
import TestEngines
import Testing

/// An address that names several servers, as those of a group in which one takes writes at a time.
@Suite(
    .serialized,
    .enabled(if: ThrowawayCluster.isInstalled, "PostgreSQL 15 is not installed")
)
struct ManyHostsTests {
    private static func port(of cluster: ThrowawayCluster, settings: [String] = []) throws -> Int {
        let port = try TemporaryPort.free()
        let settings = ["listen_addresses=127.0.0.1", "port=\(port)"] + settings
        try #require(try cluster.restart(with: settings))
        return port
    }

    private static func address(_ ports: [Int]) -> String {
        let hosts = ports.map { "127.0.0.1:\($0)" }.joined(separator: ",")
        return "postgresql://tandem@\(hosts)/postgres?target_session_attrs=read-write"
            + "&sslmode=disable"
    }

    @Test func `finds the one that takes writes, wherever it stands`() throws {
        let (standby, primary) = (try ThrowawayCluster(), try ThrowawayCluster())
        let reader = try Self.port(of: standby, settings: ["default_transaction_read_only=on"])
        let writer = try Self.port(of: primary)
        let nobody = try TemporaryPort.free()
        for ports in [[writer, reader], [reader, writer], [nobody, reader, writer]] {
            let connection = try PostgresConnection(url: Self.address(ports))
            let port = try connection.row(
                "SELECT setting AS port FROM pg_settings WHERE name = 'port'"
            )
            #expect(try port?.text("port") == "\(writer)")
        }
    }

    @Test func `says so where none takes writes`() throws {
        let cluster = try ThrowawayCluster()
        let reader = try Self.port(of: cluster, settings: ["default_transaction_read_only=on"])
        let error = #expect(throws: DatabaseError.self) {
            _ = try PostgresConnection(url: Self.address([try TemporaryPort.free(), reader]))
        }
        #expect(error?.kind == .cannotOpen && error?.obstacle == .noneWritable)
    }
}
