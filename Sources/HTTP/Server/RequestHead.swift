/// Request line and headers of one request, as libmicrohttpd read them.
struct ReceivedHead {
    let method: String
    let version: String
    /// The request target as sent; nil when it was longer than allowed.
    let target: String?
    /// Whether the request line holds more than its three words: a NUL or a space hides something.
    let hidesBytes: Bool
    let headerBytes: Int
    /// Names and values; nil when one of them was not UTF-8.
    let fields: [(name: String, value: String)]?
}

/// A head that was found to be in order.
struct RequestHead: Sendable {
    let method: HTTPMethod
    let path: PathSegments
    let rawPath: String
    let query: FormBody
    let headers: HTTPHeaders
    let allowance: RequestAllowance
}

/// A refusal by the kit itself.
struct HeadRefusal: Error, Equatable {
    let status: HTTPStatus
    /// Whether a body of bounded length follows that should be read away before the answer.
    var drainsBody = false
    /// Whether the framing can't be trusted, so that the connection must not be used again.
    var closes = false
}

extension RequestHead {
    /// Checks everything that can be checked before the body.
    ///
    /// - Throws: `HeadRefusal` with the status for the client.
    init(
        _ head: ReceivedHead,
        limits: Limits,
        allowances: HTTPServer.Options.Allowances?
    ) throws(HeadRefusal) {
        guard let target = head.target else {
            throw HeadRefusal(status: .uriTooLong, closes: true)
        }
        guard head.headerBytes <= limits.headerBytes else {
            throw HeadRefusal(status: .headerFieldsTooLarge, closes: true)
        }
        guard !head.hidesBytes else { throw HeadRefusal(status: .badRequest, closes: true) }
        headers = try Self.headers(head)
        let hasBody = try Self.checkFraming(headers, version: head.version)
        guard let method = HTTPMethod(rawValue: head.method) else {
            let isKnown = HTTPMethod.knownButNotServed.contains(head.method)
            throw HeadRefusal(status: isKnown ? .methodNotAllowed : .notImplemented)
        }
        guard method == .post || !hasBody else {
            throw HeadRefusal(status: .badRequest, closes: true)
        }
        self.method = method
        let cut = target.utf8.firstIndex(of: 0x3F)
        rawPath = String(target[..<(cut ?? target.endIndex)])
        do {
            path = try PathSegments(parsing: rawPath)
            query =
                try cut.map { start throws(FormBody.Failure) in
                    try FormBody(
                        parsing: Array(target.utf8[start...].dropFirst()),
                        within: limits.query
                    )
                } ?? FormBody()
        } catch {
            throw HeadRefusal(status: .badRequest)
        }
        allowance = method == .post ? allowances?(method, path) ?? .none : .none
        // A handler that reads its body itself says itself that it is too long.
        if allowance.streamedBytes == nil, !fits(in: limits.bodyBytes) {
            throw HeadRefusal(
                status: .contentTooLarge,
                drainsBody: mayBeReadAway(beyond: limits.bodyBytes, limits: limits),
                closes: true
            )
        }
    }

    /// Whether the body is at most so long, as far as the head tells.
    func fits(in bytes: Int) -> Bool {
        guard let text = headers["Content-Length"] else { return true }
        return Int(text) ?? .max <= bytes
    }

    /// Whether a body that nobody wants should be read before the answer, for browsers that look for no answer before
    /// they have sent everything.
    ///
    /// A client that waits for leave to send gets its answer at once, and so does one that announces more than is
    /// read.
    func mayBeReadAway(beyond bytes: Int, limits: Limits) -> Bool {
        headers["Expect"] == nil && fits(in: bytes.addingClamped(limits.drainedBytes))
    }

    private static func headers(_ head: ReceivedHead) throws(HeadRefusal) -> HTTPHeaders {
        let refusal = HeadRefusal(status: .badRequest, closes: true)
        guard let fields = head.fields else { throw refusal }
        var headers = HTTPHeaders()
        for field in fields {
            do {
                try headers.add(field.name, String(field.value.trimmingBlanks))
            } catch {
                throw refusal
            }
        }
        let hosts = headers.all("Host")
        guard hosts.count == 1 || (hosts.isEmpty && head.version == "HTTP/1.0") else {
            throw refusal
        }
        return headers
    }

    /// Refuses whatever two readers could frame differently (RFC 9112 section 6.3); says whether a body follows.
    private static func checkFraming(
        _ headers: HTTPHeaders,
        version: String
    ) throws(HeadRefusal) -> Bool {
        let refusal = HeadRefusal(status: .badRequest, closes: true)
        let codings = headers.all("Transfer-Encoding")
        let lengths = headers.all("Content-Length")
        if !codings.isEmpty {
            guard codings.count == 1, HTTPHeaders.isSame(codings[0], "chunked"),
                lengths.isEmpty, version != "HTTP/1.0"
            else { throw refusal }
            return true
        }
        guard !lengths.isEmpty else { return false }
        guard lengths.count == 1, (1...19).contains(lengths[0].utf8.count),
            lengths[0].utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { throw refusal }
        return Int(lengths[0]) != 0
    }
}

extension Int {
    /// The sum of two numbers that are not negative, or the highest number when it is beyond.
    func addingClamped(_ other: Int) -> Int {
        let (sum, isBeyond) = addingReportingOverflow(other)
        return isBeyond ? .max : sum
    }
}
