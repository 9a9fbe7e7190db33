internal import Synchronization

/// The body of a request while it comes, for its handler to read.
///
/// The client is held back as long as the handler does not ask: one piece waits here at most, and the connection's
/// own memory holds another.
package final class UploadBody: PieceSource {
    /// Why the rest of a body does not come.
    package enum Failure: Error, Equatable, CustomStringConvertible {
        /// The client went away or stalled, its time is over, or nobody waits for the answer any more.
        case cutOff
        /// The body is longer than is taken, or says that it is.
        case tooLarge(limitBytes: Int)

        package var description: String {
            switch self {
            case .cutOff: "the body ended before its end"
            case .tooLarge(let limit): "the body is longer than \(limit) bytes"
            }
        }
    }

    /// What became of a piece that the connection offered.
    enum Offer {
        case taken
        /// Another piece waits still: offer it again when the handler asks.
        case noRoom
        /// Nobody reads it: the body failed.
        case unwanted
    }

    private struct State {
        var ready: ArraySlice<[UInt8]> = []
        var asker: CheckedContinuation<[UInt8]?, any Error>?
        /// How it ended; nil while more may come.
        var end: Result<Void, Failure>?
        var left: Int
        /// Called, without a lock, when a piece was taken or is waited for; let go of at the end.
        var onAsk: (@Sendable () -> Void)?
        var mostHeldBytes = 0
    }

    private let limitBytes: Int
    private let state: Mutex<State>

    /// Nothing has come yet, and no more than that will be taken.
    init(limitBytes: Int) {
        self.limitBytes = limitBytes
        state = Mutex(State(left: limitBytes))
    }

    /// A body that is there already, in pieces, for tests without a socket; too large when it is longer than the limit.
    package convenience init(pieces: [[UInt8]], limitBytes: Int = .max) {
        self.init(limitBytes: limitBytes)
        let count = pieces.reduce(0) { $0 + $1.count }
        state.withLock { state in
            state.ready = pieces[...]
            state.end = count > limitBytes ? nil : .success(())
        }
        if count > limitBytes { fail(.tooLarge(limitBytes: limitBytes)) }
    }

    /// The next piece, as the client's bytes come in, never longer than the connection's memory (64 KiB, unless
    /// `Limits` allow longer heads); nil after the last.
    ///
    /// - Throws: `Failure`; `cutOff` too when the task is cancelled. What was read before is of no use then.
    package func next() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (answer, onAsk) = state.withLock { state in
                    (Self.answer(continuation, &state), state.onAsk)
                }
                if let answer { continuation.resume(with: answer) }
                onAsk?()
            }
        } onCancel: {
            fail(.cutOff)
        }
    }

    /// What the asker gets at once; nil when it has to wait.
    private static func answer(
        _ asker: CheckedContinuation<[UInt8]?, any Error>,
        _ state: inout State
    ) -> Result<[UInt8]?, any Error>? {
        if let piece = state.ready.popFirst() { return .success(piece) }
        switch state.end {
        case .success: return .success(nil)
        case .failure(let failure): return .failure(failure)
        case nil:
            precondition(state.asker == nil, "one reader at a time")
            state.asker = asker
            return nil
        }
    }

    /// Sets who is told that the handler asks.
    func whenAsked(_ onAsk: @escaping @Sendable () -> Void) {
        state.withLock { state in
            if state.end == nil { state.onAsk = onAsk }
        }
    }

    /// Takes a piece, unless one waits already.
    func offer(_ piece: [UInt8]) -> Offer {
        let (offer, asker) = state.withLock {
            state -> (Offer, CheckedContinuation<[UInt8]?, any Error>?) in
            guard state.end == nil, piece.count <= state.left else { return (.unwanted, nil) }
            guard state.ready.isEmpty else { return (.noRoom, nil) }
            state.left -= piece.count
            state.mostHeldBytes = max(state.mostHeldBytes, piece.count)
            guard let asker = state.asker else {
                state.ready = [piece]
                return (.taken, nil)
            }
            state.asker = nil
            return (.taken, asker)
        }
        asker?.resume(returning: piece)
        // Says it once; a body that ended before keeps its end.
        if case .unwanted = offer { fail(.tooLarge(limitBytes: limitBytes)) }
        return offer
    }

    /// Nothing more comes: the body is whole.
    func finish() {
        end(.success(()))
    }

    /// Nothing more comes, and what came is of no use.
    func fail(_ failure: Failure) {
        end(.failure(failure))
    }

    private func end(_ end: Result<Void, Failure>) {
        let asker = state.withLock { state -> CheckedContinuation<[UInt8]?, any Error>? in
            guard state.end == nil else { return nil }
            state.end = end
            state.onAsk = nil
            if case .failure = end { state.ready = [] }
            defer { state.asker = nil }
            return state.asker
        }
        switch end {
        case .success: asker?.resume(returning: nil)
        case .failure(let failure): asker?.resume(throwing: failure)
        }
    }

    /// The most bytes that ever waited here at once.
    var mostHeldBytes: Int { state.withLock { $0.mostHeldBytes } }
}
