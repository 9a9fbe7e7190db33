internal import Synchronization

extension Exchange {
    /// What is to be done after something was read.
    enum Step {
        case readOn
        case start(RequestHead, body: [UInt8])
        /// The handler begins before the body.
        case startStreaming(RequestHead, UploadBody)
        /// Nothing was taken: the handler has a piece that it didn't ask for yet.
        case awaitRoom
        /// The streamed body is whole, the handler has it or soon will.
        case awaitAnswer
        case send(HTTPResponse, closes: Bool)
        case refuse(HeadRefusal)
        /// Nothing that could be answered: the connection is closed.
        case abandon
    }

    /// Judges the head; the body, if any, follows in pieces.
    func takeHead(
        _ received: ReceivedHead,
        limits: Limits,
        allowances: HTTPServer.Options.Allowances?
    ) -> Step {
        let verdict: Result<RequestHead, HeadRefusal>
        do {
            verdict = .success(try RequestHead(received, limits: limits, allowances: allowances))
        } catch {
            verdict = .failure(error)
        }
        return state.withLock { state in
            state.method = HTTPMethod(rawValue: received.method)
            switch verdict {
            case .success(let head):
                state.handlerTimeout = head.allowance.handlerTimeout
                if let most = head.allowance.streamedBytes {
                    let upload = Upload(head, most: most, limits: limits)
                    state.stage = .uploading(upload)
                    state.waitsAtHead = true
                    return .startStreaming(head, upload.body)
                }
                state.stage = .body(head)
                return .readOn
            case .failure(let refusal) where refusal.drainsBody:
                state.stage = .draining(
                    .refusal(refusal),
                    left: limits.bodyBytes.addingClamped(limits.drainedBytes)
                )
                return .readOn
            case .failure(let refusal):
                return .refuse(refusal)
            }
        }
    }

    /// Takes a piece of the body; an empty one is its end, or the call after a resume.
    func take(_ piece: [UInt8], limits: Limits) -> Step {
        state.withLock { state in
            let beginsBody = state.waitsAtHead
            state.waitsAtHead = false
            switch state.stage {
            case .uploading, .draining:
                if beginsBody { return .readOn }
            default: break
            }
            switch state.stage {
            case .body(let head):
                guard !piece.isEmpty else {
                    defer { state.body = [] }
                    return .start(head, body: state.body)
                }
                guard state.body.count + piece.count <= limits.bodyBytes else {
                    state.body = []
                    let refusal = HeadRefusal(status: .contentTooLarge, closes: true)
                    state.stage = .draining(.refusal(refusal), left: limits.drainedBytes)
                    return .readOn
                }
                state.body.append(contentsOf: piece)
                return .readOn
            case .draining(let late, let left):
                guard piece.count <= left else { return .abandon }
                if piece.isEmpty { return late.step }
                state.stage = .draining(late, left: left - piece.count)
                return .readOn
            case .ready(let response, let closes):
                return .send(response, closes: closes)
            case .head, .uploading, .handling, .answered:
                return .readOn
            }
        }
    }
}

extension Exchange.Late {
    var step: Exchange.Step {
        switch self {
        case .refusal(let refusal): .refuse(refusal)
        case .response(let response): .send(response, closes: true)
        }
    }
}

extension Exchange.Upload {
    fileprivate init(_ head: RequestHead, most: Int, limits: Limits) {
        body = UploadBody(limitBytes: most)
        mayBeReadAway = head.mayBeReadAway(beyond: most, limits: limits)
        left = most.addingClamped(limits.drainedBytes)
        // What is announced need not come first.
        if !head.fits(in: most) { body.fail(.tooLarge(limitBytes: most)) }
    }
}

extension ServerCore {
    /// Does a step on the socket's thread.
    ///
    /// - Returns: false when the connection must be closed without an answer.
    @safe
    func perform(_ step: Exchange.Step, _ exchange: Exchange, _ connection: OpaquePointer) -> Bool {
        switch step {
        case .readOn, .awaitRoom, .awaitAnswer: return true
        case .abandon: return false
        case .refuse(let refusal):
            return queue(
                self.refusal(refusal.status),
                closes: refusal.closes,
                for: exchange,
                on: connection
            )
        case .send(let response, let closes):
            return queue(response, closes: closes, for: exchange, on: connection)
        case .start(let head, let body):
            return unsafe start(request(head, body: body, of: exchange), exchange, connection)
        case .startStreaming(let head, let upload):
            return unsafe start(request(head, upload: upload, of: exchange), exchange, connection)
        }
    }

    private func request(
        _ head: RequestHead,
        body: [UInt8] = [],
        upload: UploadBody? = nil,
        of exchange: Exchange
    ) -> HTTPRequest {
        HTTPRequest(
            id: exchange.id,
            method: head.method == .head ? .get : head.method,
            path: head.path,
            rawPath: head.rawPath,
            query: head.query,
            headers: head.headers,
            body: body,
            upload: upload,
            remoteAddress: options.client(of: exchange.socketAddress, head.headers)
        )
    }

    private func start(
        _ request: HTTPRequest,
        _ exchange: Exchange,
        _ connection: OpaquePointer
    ) -> Bool {
        if handle(request, in: exchange, on: connection) { return true }
        let refusal = refusal(.serviceUnavailable)
        return queue(refusal, closes: true, for: exchange, on: connection)
    }
}

extension HTTPServer.Options {
    /// Whose request it is: the socket's, unless that is a trusted proxy, which names the one before it.
    ///
    /// `X-Forwarded-For` is read from its end, over trusted proxies, to the first that isn't one. An entry that is no
    /// address ends the walk at the proxy that passed it on.
    func client(of socketAddress: ClientAddress, _ headers: HTTPHeaders) -> ClientAddress {
        guard trustedProxies.contains(socketAddress) else { return socketAddress }
        var client = socketAddress
        let hops = headers.all("X-Forwarded-For").joined(separator: ",").split(separator: ",")
        for hop in hops.reversed().prefix(32) {
            guard let address = ClientAddress(String(hop.trimmingBlanks)) else { break }
            client = address
            guard trustedProxies.contains(address) else { break }
        }
        return client
    }
}
