/// An answer: status, header fields and a body, held in memory or streamed.
///
/// `Content-Length`, `Date`, `Connection` and the security headers are the server's to set.
package struct HTTPResponse: Sendable {
    /// What follows the headers.
    package enum Body: Sendable {
        /// Held in memory.
        case bytes([UInt8])
        /// Asked for piece by piece while the client takes it; exactly so many bytes.
        ///
        /// Nothing is asked for `HEAD`. A source that throws, ends early or gives more cuts the connection, so that the
        /// client sees a short body. After the last byte it is not asked again.
        case stream(any PieceSource, count: Int)

        /// How many bytes it has.
        package var count: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .stream(_, let count): count
            }
        }
    }

    /// The code that the client gets.
    package var status: HTTPStatus
    /// What the handler says beside the body.
    package var headers: HTTPHeaders
    /// Sent as it is; left out for `HEAD`, 204 and 304.
    package var body: Body

    /// Puts an answer together; the factories below set the content type too.
    package init(
        status: HTTPStatus,
        headers: HTTPHeaders = HTTPHeaders(),
        body: [UInt8] = []
    ) {
        self.status = status
        self.headers = headers
        self.body = .bytes(body)
    }

    /// Bytes of the body.
    package var bodyBytes: Int {
        switch body {
        case .bytes(let bytes): bytes.count
        case .stream(_, let count): count
        }
    }

    /// A page in UTF-8.
    package static func html(_ text: String, status: HTTPStatus = .ok) -> Self {
        Self.bytes(Array(text.utf8), contentType: "text/html; charset=utf-8", status: status)
    }

    /// Plain text in UTF-8.
    package static func text(_ text: String, status: HTTPStatus = .ok) -> Self {
        Self.bytes(Array(text.utf8), contentType: "text/plain; charset=utf-8", status: status)
    }

    /// A body of a given media type.
    ///
    /// - Precondition: the media type can stand in a header.
    package static func bytes(
        _ bytes: [UInt8],
        contentType: String,
        status: HTTPStatus = .ok
    ) -> Self {
        var headers = HTTPHeaders()
        headers.addOwn("Content-Type", contentType)
        return Self(status: status, headers: headers, body: bytes)
    }

    /// A body of a given media type that is streamed; exactly so many bytes must come.
    ///
    /// - Precondition: the media type can stand in a header; the count is not negative.
    package static func stream(
        _ source: any PieceSource,
        count: Int,
        contentType: String
    ) -> Self {
        precondition(count >= 0, "a body can't be shorter than nothing")
        var response = Self.bytes([], contentType: contentType)
        response.body = .stream(source, count: count)
        return response
    }

    /// Sends the browser to another page of this server, with `GET` after a form (303).
    package static func redirect(to path: SafePath, status: HTTPStatus = .seeOther) -> Self {
        var headers = HTTPHeaders()
        headers.addOwn("Location", path.text)
        return Self(status: status, headers: headers)
    }

    /// A file of our own: kept for a year by browsers, and 304 when the request already has it.
    ///
    /// Its address must change when its content does (put `EntityTag.text` into it): `immutable` means what it says.
    /// The tag is of exactly these bytes, computed once by the caller.
    package static func asset(
        _ bytes: [UInt8],
        contentType: String,
        tag: EntityTag,
        for request: HTTPRequest
    ) -> Self {
        var headers = HTTPHeaders()
        headers.addOwn("ETag", tag.quoted)
        headers.addOwn("Cache-Control", "public, max-age=31536000, immutable")
        if request.headers.all("If-None-Match").contains(where: tag.isMatched(by:)) {
            return Self(status: .notModified, headers: headers)
        }
        headers.addOwn("Content-Type", contentType)
        return Self(status: .ok, headers: headers, body: bytes)
    }

    /// Adds a cookie; several may be set by one answer.
    package mutating func set(_ cookie: SetCookie) {
        headers.addOwn("Set-Cookie", cookie.headerValue)
    }

    /// The same answer with a cookie set.
    package func setting(_ cookie: SetCookie) -> Self {
        var response = self
        response.set(cookie)
        return response
    }
}
