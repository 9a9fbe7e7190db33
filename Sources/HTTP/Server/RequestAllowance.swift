/// What a `POST` gets that others do not.
package struct RequestAllowance: Sendable, Hashable {
    /// Most bytes of a body that is streamed to its handler; nil for one that is read whole before.
    package var streamedBytes: Int?
    /// Time for the handler where the usual `Limits.handlerTimeout` is not enough, because it waits in a queue of
    /// its own that is bounded.
    package var handlerTimeout: Duration?

    /// What every request gets.
    package static let none = RequestAllowance()

    package init(streamedBytes: Int? = nil, handlerTimeout: Duration? = nil) {
        self.streamedBytes = streamedBytes
        self.handlerTimeout = handlerTimeout
    }
}
