import Database
import Foundation
import TestEngines
import Testing

/// A server that is reached over the network, by whoever trusts one authority and nobody else.
@Suite(
    .serialized,
    .enabled(if: ThrowawayCluster.isInstalled, "PostgreSQL 15 is not installed"),
    .enabled(if: Authority.isPossible, "openssl is not installed")
)
struct TransportSecurityTests {
    /// A server on a port of 127.0.0.1, with a certificate or without.
    private static func listen(
        with certificate: Authority.Certificate?
    ) throws -> (cluster: ThrowawayCluster, port: Int) {
        let cluster = try ThrowawayCluster()
        let port = try TemporaryPort.free()
        var settings = ["listen_addresses=127.0.0.1", "port=\(port)"]
        if let certificate {
            let files = (
                try cluster.keep(certificate.certificate, as: "server.crt"),
                try cluster.keep(certificate.key, as: "server.key")
            )
            settings += ["ssl=on", "ssl_cert_file=\(files.0)", "ssl_key_file=\(files.1)"]
        }
        try #require(try cluster.restart(with: settings))
        return (cluster, port)
    }

    private static let secret = "a-password-that-no-message-shows"

    private static func address(_ host: String, _ port: Int, trusting file: String) -> String {
        "postgresql://tandem:\(secret)@\(host):\(port)/postgres?sslrootcert=\(file)"
    }

    /// What is said of a server that is refused.
    private func refusal(of address: String) -> DatabaseError? {
        let error = #expect(throws: DatabaseError.self) { _ = try PostgresConnection(url: address) }
        #expect(error?.kind == .cannotOpen)
        let text = error.map { "\($0) \(String(reflecting: $0))" } ?? ""
        for hidden in [Self.secret, "postgresql:", "localhost", "127.0.0.1"] {
            #expect(!text.contains(hidden))
        }
        return error
    }

    @Test(arguments: ["localhost", "127.0.0.1"])
    func `is trusted by its name and by its authority, and speaks TLS`(host: String) throws {
        let authority = try Authority()
        let (cluster, port) = try Self.listen(with: authority.certificate(for: "localhost"))
        defer { withExtendedLifetime(cluster) {} }
        let connection = try PostgresConnection(
            url: Self.address(host, port, trusting: authority.file)
        )
        let row = try connection.row(
            "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl"
        )
        #expect(try row?.text("version") == "TLSv1.3")
    }

    @Test func `is refused where another authority made its certificate`() throws {
        let authority = try Authority()
        let (cluster, port) = try Self.listen(with: Authority().certificate(for: "localhost"))
        defer { withExtendedLifetime(cluster) {} }
        let address = Self.address("localhost", port, trusting: authority.file)
        #expect(refusal(of: address)?.obstacle == .untrusted)
    }

    @Test func `is refused where its certificate names another host`() throws {
        let authority = try Authority()
        let certificate = try authority.certificate(for: "other.example", address: "127.0.0.2")
        let (cluster, port) = try Self.listen(with: certificate)
        defer { withExtendedLifetime(cluster) {} }
        for host in ["localhost", "127.0.0.1"] {
            let address = Self.address(host, port, trusting: authority.file)
            #expect(refusal(of: address)?.obstacle == .otherName)
        }
    }

    @Test func `is refused where its certificate is out of date`() throws {
        let authority = try Authority()
        let certificate = try authority.certificate(for: "localhost", days: -1)
        let (cluster, port) = try Self.listen(with: certificate)
        defer { withExtendedLifetime(cluster) {} }
        let address = Self.address("localhost", port, trusting: authority.file)
        #expect(refusal(of: address)?.obstacle == .untrusted)
    }

    @Test func `is refused where it speaks no TLS`() throws {
        let authority = try Authority()
        let (cluster, port) = try Self.listen(with: nil)
        defer { withExtendedLifetime(cluster) {} }
        let address = Self.address("127.0.0.1", port, trusting: authority.file)
        #expect(refusal(of: address)?.obstacle == .inClear)
        // Whoever says so goes without.
        _ = try PostgresConnection(url: address + "&sslmode=disable")
    }

    @Test func `is refused where nobody says whom to trust`() throws {
        let authority = try Authority()
        let (cluster, port) = try Self.listen(with: authority.certificate(for: "localhost"))
        defer { withExtendedLifetime(cluster) {} }
        let address = Self.address("localhost", port, trusting: authority.file + ".missing")
        #expect(refusal(of: address)?.obstacle == .noAuthority)
    }

    @Test func `is told apart from one that is not there, and from a wrong name or address`() throws
    {
        let authority = try Authority()
        let (cluster, port) = try Self.listen(with: authority.certificate(for: "localhost"))
        defer { withExtendedLifetime(cluster) {} }
        let good = Self.address("localhost", port, trusting: authority.file)
        for (address, obstacle) in [
            (good.replacing(":\(port)", with: ":1"), DatabaseError.Obstacle.noAnswer),
            (good.replacing("/postgres?", with: "/nothing?"), .noDatabase),
            (good.replacing("//tandem:", with: "//nobody:"), .notAdmitted),
            (good + "&no_such_option=1", .badAddress),
        ] {
            #expect(refusal(of: address)?.obstacle == obstacle)
        }
    }
}
