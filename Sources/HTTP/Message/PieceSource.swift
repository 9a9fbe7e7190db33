/// Content that comes piece by piece, so that nobody holds the whole.
package protocol PieceSource: Sendable {
    /// The next piece; nil at the end.
    ///
    /// One call at a time. Whoever asks waits until there is a piece, and nothing is read ahead of that by more than
    /// one.
    /// - Throws: whatever keeps the content from coming whole; nothing follows then.
    func next() async throws -> [UInt8]?
}
