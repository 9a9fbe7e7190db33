package import HTTP

/// What may be told of an answered request: nothing of its address, path, query, headers, body or member.
package struct RequestReport: Hashable, Sendable {
    /// Counts the requests of one server from 1.
    package let id: UInt64
    /// `Route.kind`, or `none` where no route has such an address.
    package let route: String
    /// `HEAD` comes as `GET`, as the server hands it on.
    package let method: HTTPMethod
    package let status: HTTPStatus
    /// From the whole request to its answer; reading and sending are not in it.
    package let duration: Duration
    /// Bytes of the answer's body.
    package let bytes: Int

    package init(
        id: UInt64,
        route: String,
        method: HTTPMethod,
        status: HTTPStatus,
        duration: Duration,
        bytes: Int
    ) {
        self.id = id
        self.route = route
        self.method = method
        self.status = status
        self.duration = duration
        self.bytes = bytes
    }
}
