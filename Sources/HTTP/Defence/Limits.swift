/// How much of everything a server takes before it says no.
package struct Limits: Sendable, Hashable {
    /// Most bytes of a body that is not streamed; more is 413.
    package var bodyBytes = 1_048_576
    /// Bytes beyond what is taken that are still read of a body, so that a browser gets to see its 413, or what a handler
    /// says before the end; then the connection closes.
    package var drainedBytes = 4_194_304
    /// Most bytes of request line and headers together; more is 431.
    package var headerBytes = 16_384
    /// Most bytes of the request target; more is 414.
    package var targetBytes = 4_096
    /// Bounds of the query string; beyond them is 400.
    package var query = FormBody.Bounds.query
    /// Most open connections; further ones wait in the kernel's queue.
    package var connections = 1_000
    /// Most open connections from one address (IPv6: one /64); further ones are closed at once.
    ///
    /// Thirty people behind one address with six connections each fit. Trusted proxies are not counted.
    package var connectionsPerAddress = 256
    /// Time from a request's first byte to its last, headers and body; then the connection is closed, however
    /// steadily bytes trickle.
    package var requestDeadline = Duration.seconds(30)
    /// Time for the handler; then the client gets 503 and the handler's task is cancelled.
    ///
    /// With streams it is the time that the client may have to wait for each piece.
    package var handlerTimeout = Duration.seconds(30)
    /// Time for the client to take the answer; then the connection is closed.
    package var responseDeadline = Duration.seconds(60)
    /// Time from a streamed body's first byte to its last; then the connection is closed, or its handler's time is over.
    package var uploadDeadline = Duration.seconds(900)
    /// Time for the client to take a streamed answer; then the connection is closed.
    package var downloadDeadline = Duration.seconds(900)
    /// Time a connection may lie idle between requests, and between two reads; whole seconds, rounded up.
    package var idleTimeout = Duration.seconds(15)
    /// Threads that read and write sockets, 1 to 16; handlers run in Swift's own pool.
    package var threads = 2

    /// The defaults; change what should differ.
    package init() {}
}
