internal import Glibc

/// Why a server could not start.
package enum HTTPServerError: Error, Equatable, CustomStringConvertible {
    /// The address is not an IPv4 or IPv6 address in its usual notation.
    case invalidAddress
    /// The socket could not be made, bound or listened on; the number is `errno`.
    case cannotListen(errno: Int32)
    /// libmicrohttpd was built without TLS.
    case tlsUnavailable
    /// libmicrohttpd or the thread did not start: out of memory or descriptors, or a bad certificate or key.
    case cannotStart
    /// The server runs already, or ran before: a stopped one is not started again.
    case alreadyStarted

    package var description: String {
        switch self {
        case .invalidAddress:
            "the address to listen on is not an IP address; write 127.0.0.1 or ::1, for example"
        case .cannotListen(let code):
            "can't listen: \(Self.words(for: code))"
        case .tlsUnavailable:
            "this libmicrohttpd has no TLS; put a proxy in front or install Debian's package"
        case .cannotStart:
            "the server did not start; check certificate and key, and how many files may be open"
        case .alreadyStarted:
            "the server was started before"
        }
    }

    private static func words(for code: Int32) -> String {
        switch code {
        case EADDRINUSE: "another program listens there already (EADDRINUSE)"
        case EACCES: "ports below 1024 need a privilege (EACCES)"
        case EADDRNOTAVAIL: "this machine doesn't have that address (EADDRNOTAVAIL)"
        default: "system error \(code)"
        }
    }
}
