internal import CMicrohttpd

/// What the server knows of its open sockets; always under one lock.
struct SocketTable {
    enum Phase {
        /// No request line has been read since the connection began or the last answer ended.
        case idle
        case reading
        /// Suspended until the handler answers.
        case handling(Exchange, SuspendedConnection)
        /// A streamed body comes in, and its handler has room for more.
        case uploading(Exchange)
        /// Suspended until the handler of a streamed body asks for more, or answers.
        case paused(Exchange, SuspendedConnection)
        /// What is left of a streamed body is read away before its answer.
        case readingAway
        case writing
        case streaming(Download)
        /// Suspended until the following piece of a streamed answer is there.
        case producing(Download, SuspendedConnection)
        /// Shut down by us; its end will be reported.
        case closing
    }

    struct Socket {
        let address: ClientAddress
        /// Whether libmicrohttpd reported its start: from then on the descriptor is certainly this socket.
        var isStarted = false
        var phase = Phase.idle
        var deadline: Milliseconds
    }

    /// By descriptor.
    ///
    /// An entry that libmicrohttpd dropped without a word is replaced when its number comes again.
    private(set) var sockets: [Int32: Socket] = [:]
    private var perNetwork: [String: Int] = [:]
    var life = Life.serving
    /// Whoever waits for the end.
    var waiting: [CheckedContinuation<Void, Never>] = []

    enum Life {
        case serving
        /// No new connections; answers close theirs; handlers have until then.
        case stopping(end: Milliseconds)
        /// No handler may start any more.
        case closing
        case finished
    }

    var isServing: Bool {
        if case .serving = life { true } else { false }
    }

    var mayHandle: Bool {
        switch life {
        case .serving, .stopping: true
        case .closing, .finished: false
        }
    }

    var count: Int { sockets.count }

    /// Enters an accepted socket.
    ///
    /// - Returns: false when its address has as many as it may; it isn't entered then.
    mutating func accept(
        _ descriptor: Int32,
        from address: ClientAddress,
        mostPerNetwork: Int,
        deadline: Milliseconds
    ) -> Bool {
        remove(descriptor)
        let open = perNetwork[address.network, default: 0]
        guard open < mostPerNetwork else { return false }
        perNetwork[address.network] = open + 1
        sockets[descriptor] = Socket(address: address, deadline: deadline)
        return true
    }

    mutating func remove(_ descriptor: Int32) {
        guard let socket = sockets.removeValue(forKey: descriptor) else { return }
        let left = perNetwork[socket.address.network, default: 1] - 1
        perNetwork[socket.address.network] = left > 0 ? left : nil
    }

    mutating func update(_ descriptor: Int32, _ change: (inout Socket) -> Void) {
        guard var socket = sockets[descriptor] else { return }
        change(&socket)
        sockets[descriptor] = socket
    }
}

/// A connection that libmicrohttpd left to us until we resume it.
///
/// libmicrohttpd keeps it alive exactly until `resume`, which any thread may call, once: whoever takes the socket out
/// of the phase that holds this, under the table's lock, calls it. Until then the pointer is only a number to us, and kept as one.
@safe
struct SuspendedConnection: Sendable {
    private let address: UInt

    init(suspending connection: OpaquePointer) {
        address = UInt(bitPattern: connection)
        unsafe MHD_suspend_connection(connection)
    }

    func resume() {
        unsafe MHD_resume_connection(OpaquePointer(bitPattern: address))
    }
}
