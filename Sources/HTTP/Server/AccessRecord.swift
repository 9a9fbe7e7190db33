/// What may be logged of a request: nothing of its address, path, query, headers or body.
package struct AccessRecord: Sendable, Hashable {
    /// Nil when the client sent a word that is no method of ours.
    package let method: HTTPMethod?
    /// Nil when the connection ended before an answer of ours was under way.
    package let status: HTTPStatus?
    /// From the request line to the last byte of the answer.
    package let duration: Duration
    /// Bytes of the answer's body.
    package let bodyBytes: Int
}
