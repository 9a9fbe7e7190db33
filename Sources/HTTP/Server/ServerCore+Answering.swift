internal import CMicrohttpd
internal import Synchronization

extension ServerCore {
    /// Suspends the connection and starts the handler.
    ///
    /// - Returns: false when the server is about to end: nothing was suspended or started then.
    @safe
    func handle(
        _ request: HTTPRequest,
        in exchange: Exchange,
        on connection: OpaquePointer
    ) -> Bool {
        exchange.state.withLock { $0.stage = .handling }
        let isHandling = table.withLock { table -> Bool in
            guard table.mayHandle else { return false }
            let suspended = unsafe SuspendedConnection(suspending: connection)
            advance(&table, exchange.descriptor, to: .handling(exchange, suspended))
            return true
        }
        guard isHandling else { return false }
        let task = Task.detached { [handler] in
            let response = await handler(request)
            self.finish(exchange, with: response)
        }
        exchange.setTask(task)
        return true
    }

    /// Takes the handler's answer, unless the client was answered already.
    private func finish(_ exchange: Exchange, with response: HTTPResponse) {
        table.withLock { table in
            guard let socket = table.sockets[exchange.descriptor],
                case .handling(let current, let connection) = socket.phase, current === exchange
            else { return }
            exchange.makeReady(response)
            advance(&table, exchange.descriptor, to: .writing)
            connection.resume()
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
        let body = response.status.forbidsBody ? [] : response.body
        let made = unsafe body.withUnsafeBytes { bytes in
            unsafe cmicrohttpd_response(bytes.baseAddress, bytes.count)
        }
        guard let answer = unsafe made else { return false }
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
            state.stage = .answered(
                response.status,
                bodyBytes: state.method == .head ? 0 : body.count
            )
        }
        return true
    }
}
