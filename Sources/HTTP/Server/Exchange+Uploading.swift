internal import Synchronization

extension Exchange {
    /// Takes a piece of a streamed body, or its end, for the handler.
    ///
    /// Under the table's lock, so that nothing is missed between finding no room and suspending.
    func takeStreamed(_ piece: [UInt8]) -> Step {
        state.withLock { state in
            guard case .uploading(var upload) = state.stage else { return .readOn }
            guard !piece.isEmpty else {
                upload.body.finish()
                state.stage = .handling
                return .awaitAnswer
            }
            guard piece.count <= upload.left else {
                upload.body.fail(.cutOff)
                return .abandon
            }
            if case .noRoom = upload.body.offer(piece) { return .awaitRoom }
            upload.left -= piece.count
            state.stage = .uploading(upload)
            return .readOn
        }
    }

    /// Whether the handler reads the body as it comes, and the body has begun.
    var isStreaming: Bool {
        state.withLock { state in
            guard case .uploading = state.stage else { return false }
            return !state.waitsAtHead
        }
    }

    /// Answers before the end of a streamed body: what is left is read away before, where that can be.
    func answerEarly(_ response: HTTPResponse, readingAtMost most: Int = .max) {
        state.withLock { state in
            guard case .uploading(let upload) = state.stage else { return }
            upload.body.fail(.cutOff)
            let left = min(upload.left, most)
            if state.waitsAtHead, !upload.mayBeReadAway || left == 0 {
                state.stage = .ready(response, closes: true)
            } else {
                state.stage = .draining(.response(response), left: left)
            }
        }
    }

    /// The connection is gone: whoever reads or writes a stream of it is told.
    func end() {
        let (upload, download, task) = state.withLock { state in
            defer { state.download = nil }
            guard case .uploading(let upload) = state.stage else {
                return (nil as Upload?, state.download, nil as Task<Void, Never>?)
            }
            return (upload, state.download, state.task)
        }
        upload?.body.fail(.cutOff)
        task?.cancel()
        download?.cancel()
    }
}
