package import HTTP

/// What may be told of an answered request: nothing of its address, path, query, headers, body or member.
package struct RequestReport: Hashable, Sendable {
    /// Counts the requests of one server from 1.
    package let id: UInt64
    /// `Route.reportedKind`, or `none` where no route has such an address.
    package let route: String
    /// `HEAD` comes as `GET`, as the server hands it on.
    package let method: HTTPMethod
    package let status: HTTPStatus
    /// From the whole request to its answer; reading and sending are not in it.
    package let duration: Duration
    /// Bytes of the answer's body, rounded up to a power of two: the exact size of a page tells what is on it.
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

extension RequestReport {
    /// The report of an answered request.
    init(_ request: HTTPRequest, _ route: Route?, _ response: HTTPResponse, _ duration: Duration) {
        self.init(
            id: request.id,
            route: route?.reportedKind ?? "none",
            method: request.method,
            status: response.status,
            duration: duration,
            bytes: Self.rounded(response.body.count)
        )
    }

    private static func rounded(_ bytes: Int) -> Int {
        bytes < 2 ? bytes : 1 << (Int.bitWidth - (bytes - 1).leadingZeroBitCount)
    }
}

extension Route {
    /// The kind under which a request is reported.
    ///
    /// Nobody may find out when a person left unrecorded or an anonymous notification was made, as that leads
    /// to the person: both are reported as a page of a first contact, of which there are many.
    package var reportedKind: String {
        switch self {
        case .leaveUnrecorded, .newNotification: "firstContact"
        default: kind
        }
    }
}
