internal import CMicrohttpd
internal import Glibc
internal import Synchronization

/// The running half of a server: its threads and C callbacks hold it, the `HTTPServer` in front does too.
final class ServerCore: Sendable {
    let options: HTTPServer.Options
    let handler: HTTPServer.Answer
    let table = Mutex(SocketTable())
    /// A byte written here wakes the service thread.
    let wake: WakePipe
    private let lastID = Atomic<UInt64>(0)

    init(options: HTTPServer.Options, handler: @escaping HTTPServer.Answer) {
        self.options = options
        self.handler = handler
        wake = WakePipe()
    }

    var limits: Limits { options.limits }

    /// Opens the listening socket, starts the daemons and the service thread.
    func start() throws(HTTPServerError) -> UInt16 {
        guard let address = ClientAddress(options.address) else { throw .invalidAddress }
        let listener = try Listener(address: address, port: options.port)
        let daemons = try Daemons(for: self)
        guard Service(core: self, listener: listener, daemons: daemons).start() else {
            daemons.stop()
            listener.close()
            throw .cannotStart
        }
        return listener.port
    }

    /// Begins the end, and returns when the service thread reports it.
    func stop(gracePeriod: Duration) async {
        await withCheckedContinuation { continuation in
            let isOver = table.withLock { table -> Bool in
                if case .finished = table.life { return true }
                if table.isServing { table.life = .stopping(end: .now + gracePeriod) }
                table.waiting.append(continuation)
                return false
            }
            if isOver { continuation.resume() } else { wake.signal() }
        }
    }

    func nextID() -> UInt64 {
        lastID.add(1, ordering: .relaxed).newValue
    }
}
