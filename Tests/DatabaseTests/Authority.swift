import Foundation
import Glibc

/// A throwaway authority for certificates, made with Debian's `openssl`.
final class Authority {
    struct Certificate {
        let certificate: [UInt8]
        let key: [UInt8]
    }

    enum Failure: Error { case notMade }

    static let isPossible = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")
    private static let newKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"

    private let folder: TemporaryFolder
    private var path: String { folder.path }
    /// The certificate by which it is trusted.
    var file: String { "\(path)/ca.crt" }

    init() throws {
        folder = try TemporaryFolder()
        try run(
            "req -x509 \(Self.newKey) -keyout ca.key -out ca.crt -days 2 -subj /CN=throwaway"
        )
    }

    /// A server's certificate for a host and an address; one of less than no days is out of date.
    func certificate(
        for host: String,
        address: String = "127.0.0.1",
        days: Int = 1
    ) throws -> Certificate {
        try run(
            """
            req \(Self.newKey) -keyout server.key -out server.csr -subj /CN=\(host) \
            -addext subjectAltName=DNS:\(host),IP:\(address)
            """
        )
        try run(
            """
            x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial \
            -copy_extensions copy -days \(days) -out server.crt
            """
        )
        return Certificate(
            certificate: try [UInt8](Data(contentsOf: URL(filePath: "\(path)/server.crt"))),
            key: try [UInt8](Data(contentsOf: URL(filePath: "\(path)/server.key")))
        )
    }

    private func run(_ arguments: String) throws {
        let status = unsafe system("cd \(path) && openssl \(arguments) > /dev/null 2>&1")
        guard status == 0 else { throw Failure.notMade }
    }
}

/// A port on which nobody listens.
enum TemporaryPort {
    static func free() throws -> Int {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard handle >= 0 else { throw Authority.Failure.notMade }
        defer { close(handle) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(handle, pointer, size) == 0
                    ? getsockname(handle, pointer, &size) : -1
            }
        }
        guard status == 0 else { throw Authority.Failure.notMade }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
