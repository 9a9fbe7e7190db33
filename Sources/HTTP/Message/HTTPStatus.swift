/// A status code of an answer, 200 to 599.
///
/// Source: RFC 9110 section 15, RFC 6585.
package struct HTTPStatus: Sendable, Hashable, CustomStringConvertible {
    /// The three-digit code.
    package let code: UInt16

    /// Wraps a code from 200 to 599.
    ///
    /// - Precondition: the code lies in that range; 1xx is the server's own business.
    package init(_ code: UInt16) {
        precondition((200...599).contains(code), "a final status lies between 200 and 599")
        self.code = code
    }

    /// The request succeeded.
    package static let ok = Self(200)
    /// Something was made.
    package static let created = Self(201)
    /// Done, with nothing to show.
    package static let noContent = Self(204)
    /// The page has another address for good.
    package static let movedPermanently = Self(301)
    /// The page is elsewhere for now.
    package static let found = Self(302)
    /// Look there with `GET`; after a form.
    package static let seeOther = Self(303)
    /// What the browser kept is still right.
    package static let notModified = Self(304)
    /// The request is out of order.
    package static let badRequest = Self(400)
    /// Nobody is signed in.
    package static let unauthorized = Self(401)
    /// Who is signed in may not.
    package static let forbidden = Self(403)
    /// There is nothing, or it is hidden.
    package static let notFound = Self(404)
    /// The address exists but not for this method.
    package static let methodNotAllowed = Self(405)
    /// Something changed meanwhile.
    package static let conflict = Self(409)
    /// It was here and never will be again.
    package static let gone = Self(410)
    /// The body is larger than is taken.
    package static let contentTooLarge = Self(413)
    /// The address is longer than is taken.
    package static let uriTooLong = Self(414)
    /// The body is of a kind that is not read.
    package static let unsupportedMediaType = Self(415)
    /// The form was read and has faults.
    package static let unprocessableContent = Self(422)
    /// Wait before asking again.
    package static let tooManyRequests = Self(429)
    /// The headers are larger than is taken.
    package static let headerFieldsTooLarge = Self(431)
    /// A fault of ours.
    package static let internalServerError = Self(500)
    /// The method is no method of ours.
    package static let notImplemented = Self(501)
    /// Too busy, too slow, or ending.
    package static let serviceUnavailable = Self(503)

    /// The standard words for the code, or `"Status"` for a code without a name here.
    package var reason: String {
        Self.reasons[code] ?? "Status"
    }

    package var description: String { "\(code) \(reason)" }

    /// Whether an answer with this code carries no body (204 and 304).
    package var forbidsBody: Bool { code == 204 || code == 304 }

    private static let reasons: [UInt16: String] = [
        200: "OK", 201: "Created", 204: "No Content", 301: "Moved Permanently", 302: "Found",
        303: "See Other", 304: "Not Modified", 400: "Bad Request", 401: "Unauthorized",
        403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 409: "Conflict",
        410: "Gone", 413: "Content Too Large", 414: "URI Too Long",
        415: "Unsupported Media Type", 422: "Unprocessable Content", 429: "Too Many Requests",
        431: "Request Header Fields Too Large", 500: "Internal Server Error",
        501: "Not Implemented", 503: "Service Unavailable",
    ]
}
