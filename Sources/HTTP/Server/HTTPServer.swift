internal import Synchronization

/// An HTTP/1.1 server on libmicrohttpd that answers each request by an async function.
///
/// Sockets are read by few threads of their own; the handler runs as a task in Swift's pool while its connection
/// is suspended. It is called with whole, checked requests only, but for bodies that `Options.allowances` lets it read as
/// they come; everything else is refused here. Nothing of a request is logged.
///
/// Stop a started server before you let go of it: until then its threads hold what they need.
package final class HTTPServer: Sendable {
    /// Answers one request; must not block its thread, and ends early when its task is cancelled.
    package typealias Answer = @Sendable (HTTPRequest) async -> HTTPResponse

    /// Certificate chain and key for HTTPS, both PEM.
    package struct TLS: Sendable {
        /// The server's certificate, then those that lead to a root.
        package let certificatePEM: String
        /// The private key of the first certificate.
        package let keyPEM: String

        /// Takes both texts as they stand in their files.
        package init(certificatePEM: String, keyPEM: String) {
            self.certificatePEM = certificatePEM
            self.keyPEM = keyPEM
        }
    }

    /// What a server is made with, besides its handler.
    package struct Options: Sendable {
        /// Says what a request gets that others do not.
        package typealias Allowances = @Sendable (HTTPMethod, PathSegments) -> RequestAllowance

        /// Where to listen, IPv4 or IPv6.
        package var address = "127.0.0.1"
        /// 0 lets the kernel choose.
        package var port: UInt16 = 0
        /// How much of everything is taken.
        package var limits = Limits()
        /// Plain HTTP when nil: for loopback, or behind a proxy that speaks TLS.
        package var tls: TLS?
        /// Proxies whose `X-Forwarded-For` is believed.
        package var trustedProxies: Set<ClientAddress> = []
        /// What every answer carries.
        package var securityHeaders = SecurityHeaders()
        /// The page for a refusal by the kit itself (400, 405, 413, 414, 431, 501, 503); plain text when nil.
        package var refusalPage: (@Sendable (HTTPStatus) -> HTTPResponse)?
        /// Which requests get what others do not, judged on the head alone; none where this is nil.
        ///
        /// Called on a socket thread for each `POST`: must return at once.
        package var allowances: Allowances?
        /// Called once a request, on a socket thread: must return at once.
        package var onAccess: (@Sendable (AccessRecord) -> Void)?

        /// Loopback, a port of the kernel's choice, plain HTTP.
        package init() {}
    }

    private enum Life {
        case new
        case running(ServerCore, port: UInt16)
        case stopped
    }

    private let options: Options
    private let handler: Answer
    private let life = Mutex(Life.new)

    /// Prepares a server; nothing happens before `start`.
    package init(_ options: Options = Options(), handler: @escaping Answer) {
        self.options = options
        self.handler = handler
    }

    /// Begins to listen and to answer.
    ///
    /// - Returns: the port, which the kernel chose when 0 was asked for.
    /// - Throws: `HTTPServerError`; nothing is left open then.
    @discardableResult
    package func start() throws(HTTPServerError) -> UInt16 {
        try life.withLock { life throws(HTTPServerError) in
            guard case .new = life else { throw .alreadyStarted }
            let core = ServerCore(options: options, handler: handler)
            let port = try core.start()
            life = .running(core, port: port)
            return port
        }
    }

    /// The port while the server runs.
    package var port: UInt16? {
        life.withLock { life in
            guard case .running(_, let port) = life else { return nil }
            return port
        }
    }

    /// Stops listening, lets requests in flight be answered, and closes.
    ///
    /// New connections are refused at once; idle ones are closed. A handler that is still at work when the
    /// period is over is cancelled and its client gets 503; a stream that is still under way then is cut. Returns when
    /// every socket thread has ended; calling it again waits for the same end.
    package func stop(gracePeriodSeconds: Double = 10) async {
        let core = life.withLock { life -> ServerCore? in
            guard case .running(let core, _) = life else {
                life = .stopped
                return nil
            }
            return core
        }
        guard let core else { return }
        await core.stop(gracePeriod: .seconds(gracePeriodSeconds))
        life.withLock { $0 = .stopped }
    }
}
