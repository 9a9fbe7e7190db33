/// A request, read and checked: path and query decoded, body complete unless it is streamed.
package struct HTTPRequest: Sendable {
    /// Counts the requests of one server from 1; for joining lines of a log, never a secret.
    package let id: UInt64
    /// `GET` or `POST` from the server: it turns `HEAD` into `GET` and leaves the body out of the answer.
    package let method: HTTPMethod
    /// The decoded segments.
    package let path: PathSegments
    /// The path as it was sent, encoded, without the query.
    package let rawPath: String
    /// The fields after the question mark, in order.
    package let query: FormBody
    /// All header fields, `Cookie` among them.
    package let headers: HTTPHeaders
    /// The cookies that can be told apart.
    package let cookies: Cookies
    /// The body, empty when there was none; never longer than `Limits.bodyBytes`.
    package let body: [UInt8]
    /// The body as it comes, where `HTTPServer.Options.allowances` says so; `body` is empty then.
    package let upload: UploadBody?
    /// The address of the client: of the socket, or of what a trusted proxy says.
    package let remoteAddress: ClientAddress

    /// Puts a request together from parts that are already valid, for tests without a socket.
    package init(
        id: UInt64 = 1,
        method: HTTPMethod,
        path: PathSegments,
        query: FormBody = FormBody(),
        headers: HTTPHeaders = HTTPHeaders(),
        body: [UInt8] = [],
        upload: UploadBody? = nil,
        remoteAddress: ClientAddress = .loopback
    ) {
        self.init(
            id: id,
            method: method,
            path: path,
            rawPath: path.description,
            query: query,
            headers: headers,
            body: body,
            upload: upload,
            remoteAddress: remoteAddress
        )
    }

    init(
        id: UInt64,
        method: HTTPMethod,
        path: PathSegments,
        rawPath: String,
        query: FormBody,
        headers: HTTPHeaders,
        body: [UInt8],
        upload: UploadBody?,
        remoteAddress: ClientAddress
    ) {
        self.id = id
        self.method = method
        self.path = path
        self.rawPath = rawPath
        self.query = query
        self.headers = headers
        self.cookies = Cookies(parsing: headers.all("Cookie"))
        self.body = body
        self.upload = upload
        self.remoteAddress = remoteAddress
    }

    /// Whether the body says that it is a URL-encoded form, in UTF-8 or without a charset.
    package var hasFormBody: Bool {
        guard let type = headers.only("Content-Type") else { return false }
        let parts = type.split(separator: ";", maxSplits: 1)
        guard let media = parts.first,
            HTTPHeaders.isSame(
                String(media.trimmingBlanks),
                "application/x-www-form-urlencoded"
            )
        else { return false }
        guard parts.count == 2 else { return true }
        return HTTPHeaders.isSame(String(parts[1].trimmingBlanks), "charset=utf-8")
    }

    /// Reads the body as a form.
    ///
    /// - Throws: `FormBody.Failure`; see `hasFormBody` for the content type, which is not looked at here.
    package func form(within bounds: FormBody.Bounds = .form) throws(FormBody.Failure) -> FormBody {
        try FormBody(parsing: body, within: bounds)
    }
}

extension StringProtocol {
    /// The text without spaces and tabs around it.
    var trimmingBlanks: Substring {
        let text = Substring(self)
        let bytes = text.utf8
        guard let first = bytes.firstIndex(where: { !$0.isBlank }),
            let last = bytes.lastIndex(where: { !$0.isBlank })
        else { return "" }
        return Substring(bytes[first...last])
    }
}
