internal import Synchronization

/// One request and its answer, from the request line until libmicrohttpd reports its end.
final class Exchange: Sendable {
    enum Stage {
        /// The request line is there, headers follow.
        case head
        /// The head is in order; the body is being read.
        case body(RequestHead)
        /// The handler is at work and reads the body as it comes.
        case uploading(Upload)
        /// What is to be said is known; the body is read away before.
        case draining(Late, left: Int)
        /// The connection is suspended, the handler is at work.
        case handling
        /// The answer is there and not yet queued.
        case ready(HTTPResponse, closes: Bool)
        /// The answer is libmicrohttpd's.
        case answered(HTTPStatus, bodyBytes: Int)
    }

    struct Upload {
        let body: UploadBody
        /// Whether what is left is read before an early answer.
        let mayBeReadAway: Bool
        /// Bytes that may still come, wanted or not.
        var left: Int
    }

    /// What is said once a body is read away.
    enum Late {
        case refusal(HeadRefusal)
        case response(HTTPResponse)
    }

    struct State {
        var stage = Stage.head
        var method: HTTPMethod?
        /// Where it is not the usual one.
        var handlerTimeout: Duration?
        var body: [UInt8] = []
        /// Whether the connection was suspended before the body: the first call after that only lets it begin.
        var waitsAtHead = false
        var task: Task<Void, Never>?
        var download: Download?
    }

    let id: UInt64
    /// The request target as sent; nil when it was longer than allowed.
    let target: String?
    /// Bytes of the target, for finding bytes that a C string hides.
    let targetBytes: Int
    let descriptor: Int32
    let socketAddress: ClientAddress
    let began: Milliseconds
    let state = Mutex(State())

    init(
        id: UInt64,
        target: String?,
        targetBytes: Int,
        descriptor: Int32,
        socketAddress: ClientAddress
    ) {
        self.id = id
        self.target = target
        self.targetBytes = targetBytes
        self.descriptor = descriptor
        self.socketAddress = socketAddress
        began = .now
    }

    /// Hands the exchange's answer over, for the socket's thread to queue.
    func makeReady(_ response: HTTPResponse, closes: Bool = false) {
        state.withLock { $0.stage = .ready(response, closes: closes) }
    }

    func setTask(_ task: Task<Void, Never>) {
        state.withLock { $0.task = task }
    }

    /// Tells the handler to end, once nobody waits for its answer.
    func cancel() {
        state.withLock { $0.task }?.cancel()
    }

    func accessRecord() -> AccessRecord {
        state.withLock { state in
            var status: HTTPStatus?
            var bytes = 0
            if case .answered(let code, let count) = state.stage {
                status = code
                bytes = state.download?.sentBytes ?? count
            }
            return AccessRecord(
                method: state.method,
                status: status,
                duration: Milliseconds.now.elapsed(since: began),
                bodyBytes: bytes
            )
        }
    }
}
