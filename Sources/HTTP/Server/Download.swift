internal import CMicrohttpd
internal import Synchronization

/// A streamed answer on its way: one piece that is being sent, and one ahead.
@safe
final class Download: Sendable {
    private struct State {
        var current: [UInt8] = []
        /// How much of the current piece libmicrohttpd has.
        var offset = 0
        var ahead: [UInt8]?
        var fetchedBytes = 0
        var sentBytes = 0
        var hasFailed = false
        var task: Task<Void, Never>?
        var mostHeldBytes = 0
    }

    let deadline: Milliseconds
    private let source: any PieceSource
    private let count: Int
    private let core: ServerCore
    private let descriptor: Int32
    /// The connection as a number: used only on its own thread, in its own callback, while it certainly lives.
    private let connection: UInt
    private let state = Mutex(State())

    init(
        of source: any PieceSource,
        count: Int,
        by core: ServerCore,
        for exchange: Exchange,
        on connection: OpaquePointer
    ) {
        self.source = source
        self.count = count
        self.core = core
        descriptor = exchange.descriptor
        self.connection = UInt(bitPattern: connection)
        deadline = .now + core.limits.downloadDeadline
    }

    /// Bytes of the body that libmicrohttpd took.
    var sentBytes: Int { state.withLock { $0.sentBytes } }

    /// The most bytes that ever waited here at once.
    var mostHeldBytes: Int { state.withLock { $0.mostHeldBytes } }

    /// What libmicrohttpd queues; it holds this object until it is done.
    func makeResponse() -> OpaquePointer? {
        let held = unsafe Unmanaged.passRetained(self)
        let response = unsafe MHD_create_response_from_callback(
            UInt64(count),
            65_536,
            readDownload,
            held.toOpaque(),
            releaseDownload
        )
        if unsafe response == nil { unsafe held.release() }
        return unsafe response
    }

    /// Asks the source for the following piece, in Swift's pool.
    func fetch() {
        state.withLock { state in
            guard !state.hasFailed, state.fetchedBytes < count else { return }
            state.task = Task.detached {
                do {
                    var piece = try await self.source.next()
                    while piece?.isEmpty == true { piece = try await self.source.next() }
                    self.take(piece)
                } catch {
                    self.take(nil)
                }
            }
        }
    }

    /// Nobody takes the answer any more.
    func cancel() {
        fail()
        state.withLock { $0.task }?.cancel()
    }

    /// Cuts the answer the next time that libmicrohttpd asks.
    func fail() {
        state.withLock { state in
            state.hasFailed = true
            state.current = []
            state.ahead = nil
        }
    }

    /// Keeps a piece for the connection, and wakes it when it waits.
    ///
    /// Nil before the last byte is a failure, and so is a piece that is too long.
    private func take(_ piece: [UInt8]?) {
        core.table.withLock { table in
            state.withLock { state in
                guard !state.hasFailed else { return }
                guard let piece, piece.count <= count - state.fetchedBytes else {
                    state.hasFailed = true
                    return
                }
                state.fetchedBytes += piece.count
                state.ahead = piece
                state.mostHeldBytes = max(state.mostHeldBytes, state.current.count + piece.count)
            }
            guard case .producing(let current, let connection) = table.sockets[descriptor]?.phase,
                current === self
            else { return }
            core.advance(&table, descriptor, to: .streaming(self))
            connection.resume()
        }
    }

    /// Copies what is there, on the connection's thread, or suspends the connection until there is something.
    ///
    /// Under the table's lock, so that no piece arrives between looking and suspending.
    func read(into room: UnsafeMutableRawBufferPointer) -> Int {
        let (copied, movedOn) = core.table.withLock { table in
            let (copied, movedOn) = unsafe copy(into: room)
            guard copied == 0 else { return (copied, movedOn) }
            let connection = unsafe OpaquePointer(bitPattern: connection)
            guard let connection = unsafe connection,
                unsafe core.suspend(
                    connection,
                    of: descriptor,
                    &table,
                    in: { .producing(self, $0) }
                )
            else { return (Self.failure, false) }
            return (0, false)
        }
        if movedOn { fetch() }
        return copied
    }

    /// How much was copied, and whether the piece ahead became the current one.
    private func copy(into room: UnsafeMutableRawBufferPointer) -> (Int, Bool) {
        state.withLock { state in
            guard !state.hasFailed else { return (Self.failure, false) }
            var movedOn = false
            if state.offset == state.current.count, let ahead = state.ahead {
                state.current = ahead
                state.ahead = nil
                state.offset = 0
                movedOn = true
            }
            let size = min(room.count, state.current.count - state.offset)
            unsafe room.copyBytes(from: state.current[state.offset..<state.offset + size])
            state.offset += size
            state.sentBytes += size
            return (size, movedOn)
        }
    }

    /// libmicrohttpd's word for closing the connection at once.
    fileprivate static let failure = -2
}

// At file scope, as libmicrohttpd calls them on its own threads.

private func readDownload(
    _ held: UnsafeMutableRawPointer?,
    _ position: UInt64,
    _ buffer: UnsafeMutablePointer<CChar>?,
    _ room: Int
) -> Int {
    guard let held = unsafe held else { return Download.failure }
    let download = unsafe Unmanaged<Download>.fromOpaque(held).takeUnretainedValue()
    return unsafe download.read(
        into: UnsafeMutableRawBufferPointer(start: buffer, count: buffer == nil ? 0 : room)
    )
}

private func releaseDownload(_ held: UnsafeMutableRawPointer?) {
    guard let held = unsafe held else { return }
    unsafe Unmanaged<Download>.fromOpaque(held).release()
}
