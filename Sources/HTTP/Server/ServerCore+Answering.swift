internal import CMicrohttpd
internal import Synchronization

extension ServerCore {
    /// Suspends the connection and starts the handler.
    ///
    /// - Returns: false when the server or the connection is about to end: nothing was suspended or started then.
    @safe
    func handle(
        _ request: HTTPRequest,
        in exchange: Exchange,
        on connection: OpaquePointer
    ) -> Bool {
        let upload = request.upload
        if upload == nil { exchange.state.withLock { $0.stage = .handling } }
        upload?.whenAsked { self.makeRoom(exchange) }
        let isHandling = table.withLock { table in
            unsafe suspend(connection, of: exchange.descriptor, &table) { suspended in
                upload == nil ? .handling(exchange, suspended) : .paused(exchange, suspended)
            }
        }
        guard isHandling else {
            upload?.fail(.cutOff)
            return false
        }
        let task = Task.detached { [handler] in
            let response = await handler(request)
            self.finish(exchange, with: response)
        }
        exchange.setTask(task)
        return true
    }

    /// Takes the handler's answer, unless the client was answered already.
    private func finish(_ exchange: Exchange, with response: HTTPResponse) {
        table.withLock { answer(exchange, response, &$0) }
    }

    /// Gives the exchange its answer, if it has none yet, and its connection back to libmicrohttpd.
    ///
    /// Of a streamed body at most so many bytes are still read away before.
    func answer(
        _ exchange: Exchange,
        _ response: HTTPResponse,
        closes: Bool = false,
        readingAtMost most: Int = .max,
        _ table: inout SocketTable
    ) {
        switch table.sockets[exchange.descriptor]?.phase {
        case .handling(let current, let connection) where current === exchange:
            exchange.makeReady(response, closes: closes)
            advance(&table, exchange.descriptor, to: .writing)
            connection.resume()
        case .paused(let current, let connection) where current === exchange:
            exchange.answerEarly(response, readingAtMost: most)
            advance(&table, exchange.descriptor, to: .readingAway)
            connection.resume()
        case .uploading(let current) where current === exchange:
            exchange.answerEarly(response, readingAtMost: most)
            advance(&table, exchange.descriptor, to: .readingAway)
        default: break
        }
    }

    /// The answer for what the kit itself refuses.
    func refusal(_ status: HTTPStatus) -> HTTPResponse {
        var response = options.refusalPage?(status) ?? .text("\(status)\n", status: status)
        response.status = status
        if status == .methodNotAllowed {
            response.headers.setOwn("Allow", to: HTTPMethod.allowHeader)
        }
        if status == .serviceUnavailable { response.headers.setOwn("Retry-After", to: "5") }
        return response
    }

    /// Gives an answer to libmicrohttpd, which copies it.
    ///
    /// - Returns: false when it couldn't be taken: the connection must be closed.
    @safe
    func queue(
        _ response: HTTPResponse,
        closes: Bool,
        for exchange: Exchange,
        on connection: OpaquePointer
    ) -> Bool {
        var headers = response.headers
        for name in ["Connection", "Content-Length", "Transfer-Encoding", "Date"] {
            headers.remove(name)
        }
        options.securityHeaders.apply(to: &headers)
        let isServing = table.withLock { table in
            advance(&table, exchange.descriptor, to: .writing)
            return table.isServing
        }
        if closes || !isServing { headers.addOwn("Connection", "close") }
        let body = response.status.forbidsBody ? .bytes([]) : response.body
        guard let answer = unsafe answer(body, for: exchange, on: connection) else { return false }
        defer { unsafe MHD_destroy_response(answer) }
        for field in headers.fields {
            guard unsafe MHD_add_response_header(answer, field.name, field.value) == MHD_Result.YES
            else {
                return false
            }
        }
        let code = UInt32(response.status.code)
        guard unsafe MHD_queue_response(connection, code, answer) == MHD_Result.YES else {
            return false
        }
        exchange.state.withLock { state in
            state.body = []
            // Of a stream, what was sent is counted while it is.
            let bytes = if case .bytes(let bytes) = body { bytes.count } else { 0 }
            state.stage = .answered(response.status, bodyBytes: state.method == .head ? 0 : bytes)
        }
        return true
    }

    /// The body as libmicrohttpd takes it; nil when it has no memory for it.
    private func answer(
        _ body: HTTPResponse.Body,
        for exchange: Exchange,
        on connection: OpaquePointer
    ) -> OpaquePointer? {
        switch body {
        case .bytes(let bytes):
            return unsafe bytes.withUnsafeBytes { bytes in
                unsafe cmicrohttpd_response(bytes.baseAddress, bytes.count)
            }
        case .stream(let source, let count):
            let download = unsafe Download(
                of: source,
                count: count,
                by: self,
                for: exchange,
                on: connection
            )
            table.withLock { table in
                advance(&table, exchange.descriptor, to: .streaming(download))
            }
            let isHead = exchange.state.withLock { state in
                state.download = download
                return state.method == .head
            }
            if !isHead { download.fetch() }
            return unsafe download.makeResponse()
        }
    }
}
