import CSodium

/// Long content sealed in chunks, so that neither side holds the whole: XChaCha20-Poly1305 secretstream.
///
/// A stream is a header (one byte algorithm id ‖ 24 bytes) and boxes in order, each 17 bytes longer than its
/// chunk. All chunks but the last are `chunkCount` long; the last one carries the stream's end, so that
/// truncation, reordering and exchange of boxes are refused. Source: libsodium's
/// `crypto_secretstream_xchacha20poly1305`.
package enum SealedStream {
    /// Why a stream does not open.
    package enum StreamError: Error, Equatable {
        /// The header is none.
        case badHeader
        /// The header names no algorithm that is known here.
        case unknownAlgorithm(UInt8)
        /// Another key or other associated data, or a box that is changed or out of place: these look the same.
        case notAuthentic
        /// Something follows the end.
        case afterEnd
        /// The stream ended before its end.
        case truncated
    }

    /// XChaCha20-Poly1305 secretstream, the only algorithm so far.
    package static let algorithm: UInt8 = 1
    /// Bytes of every chunk but the last: 256 KiB.
    package static let chunkCount = 262_144
    /// Bytes of a stream's header.
    package static let headerCount = 25
    /// How many bytes a box is longer than its chunk.
    package static let overhead = 17

    fileprivate typealias State = crypto_secretstream_xchacha20poly1305_state

    /// Seals one stream, chunk by chunk.
    @safe
    package struct Sealer: ~Copyable {
        private let state: UnsafeMutablePointer<State>
        private let associatedData: [UInt8]
        private var hasEnded = false
        /// What the opener needs first.
        package let header: [UInt8]

        /// Starts a stream under a 32-byte key that should seal this stream only.
        package init(key: SecretBytes, associatedData: [UInt8]) {
            precondition(key.count == AuthenticatedCipher.keyCount, "wrong key")
            Sodium.start()
            let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
            var random = [UInt8](repeating: 0, count: SealedStream.headerCount - 1)
            unsafe key.withPointer {
                _ = unsafe crypto_secretstream_xchacha20poly1305_init_push(state, &random, $0)
            }
            unsafe self.state = state
            header = [SealedStream.algorithm] + random
            self.associatedData = [SealedStream.algorithm] + associatedData
        }

        /// Seals the next chunk: a whole one, or the last one of any size up to that.
        package mutating func seal(_ chunk: [UInt8], isLast: Bool) -> [UInt8] {
            precondition(!hasEnded, "the stream has ended")
            precondition(
                chunk.count == SealedStream.chunkCount
                    || (isLast && chunk.count < SealedStream.chunkCount),
                "only the last chunk may be short"
            )
            hasEnded = isLast
            let tag =
                isLast
                ? crypto_secretstream_xchacha20poly1305_tag_final()
                : crypto_secretstream_xchacha20poly1305_tag_message()
            var box = [UInt8](repeating: 0, count: chunk.count + SealedStream.overhead)
            _ = unsafe crypto_secretstream_xchacha20poly1305_push(
                state,
                &box,
                nil,
                chunk,
                UInt64(chunk.count),
                associatedData,
                UInt64(associatedData.count),
                tag
            )
            return box
        }

        deinit { unsafe SealedStream.erase(state) }
    }

    /// Opens one stream, box by box.
    @safe
    package struct Opener: ~Copyable {
        private let state: UnsafeMutablePointer<State>
        private let associatedData: [UInt8]
        private var hasEnded = false

        /// Starts to open a stream.
        ///
        /// - Throws: `StreamError` for a header that is none.
        package init(
            header: [UInt8],
            key: SecretBytes,
            associatedData: [UInt8]
        ) throws(StreamError) {
            precondition(key.count == AuthenticatedCipher.keyCount, "wrong key")
            guard let first = header.first, header.count == SealedStream.headerCount else {
                throw .badHeader
            }
            guard first == SealedStream.algorithm else { throw .unknownAlgorithm(first) }
            Sodium.start()
            let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
            let random = Array(header.dropFirst())
            unsafe key.withPointer {
                _ = unsafe crypto_secretstream_xchacha20poly1305_init_pull(state, random, $0)
            }
            unsafe self.state = state
            self.associatedData = [SealedStream.algorithm] + associatedData
        }

        /// Opens the next box.
        ///
        /// - Throws: `StreamError`; the stream is of no use then.
        package mutating func open(_ box: [UInt8]) throws(StreamError) -> [UInt8] {
            guard !hasEnded else { throw .afterEnd }
            let count = box.count - SealedStream.overhead
            guard (0...SealedStream.chunkCount).contains(count) else { throw .notAuthentic }
            var chunk = [UInt8](repeating: 0, count: count)
            var tag: UInt8 = 0
            let result = unsafe crypto_secretstream_xchacha20poly1305_pull(
                state,
                &chunk,
                nil,
                &tag,
                box,
                UInt64(box.count),
                associatedData,
                UInt64(associatedData.count)
            )
            guard result == 0 else { throw .notAuthentic }
            if tag == crypto_secretstream_xchacha20poly1305_tag_final() {
                hasEnded = true
            } else {
                guard tag == crypto_secretstream_xchacha20poly1305_tag_message(),
                    count == SealedStream.chunkCount
                else { throw .notAuthentic }
            }
            return chunk
        }

        /// Checks that nothing is missing once the last box was opened.
        ///
        /// - Throws: `StreamError.truncated`.
        package func finish() throws(StreamError) {
            guard hasEnded else { throw .truncated }
        }

        deinit { unsafe SealedStream.erase(state) }
    }

    @unsafe
    private static func erase(_ state: UnsafeMutablePointer<State>) {
        unsafe sodium_memzero(state, MemoryLayout<State>.size)
        unsafe state.deallocate()
    }
}
