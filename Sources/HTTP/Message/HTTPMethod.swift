/// The three methods that this server answers.
///
/// A known method outside of them is 405, an unknown word 501. The server hands `HEAD` to the handler
/// as `GET` and leaves the body out.
package enum HTTPMethod: String, Sendable, Hashable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"

    /// Methods of RFC 9110 and 5789 that exist but are not served here: 405 and not 501.
    static let knownButNotServed: Set<String> = [
        "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH",
    ]

    /// The value of `Allow` in a 405.
    static let allowHeader = "GET, HEAD, POST"
}
