/// Takes a `multipart/form-data` body apart while its bytes come, without waiting for anything.
///
/// Reading is strict: whatever no browser writes is an error and not a guess. Bytes wait here only until they can be
/// told from a boundary: those of one piece, and of a part's head up to its bound.
///
/// Source: RFC 7578, RFC 2046 section 5.1.1.
struct MultipartParser {
    /// What was found next.
    enum Event: Equatable {
        case part(MultipartReader.Part)
        /// Never empty.
        case content([UInt8])
        case partEnd
        case end
    }

    private enum State {
        /// Before the first boundary, which nothing may precede.
        case start
        case content
        /// After a boundary: a line break, or two dashes.
        case boundary
        case head
        /// After the last boundary, which only a line break may follow.
        case epilogue
    }

    private let bounds: MultipartReader.Bounds
    /// A line break, two dashes and the boundary; the first one comes without its line break.
    private let delimiter: [UInt8]
    private var state = State.start
    private var bytes: [UInt8] = []
    private var position = 0
    private var partCount = 0

    init(boundary: MultipartBoundary, bounds: MultipartReader.Bounds) {
        self.bounds = bounds
        delimiter = [0x0D, 0x0A, 0x2D, 0x2D] + Array(boundary.text.utf8)
        // So that the first boundary looks like all others.
        bytes = [0x0D, 0x0A]
    }

    /// Bytes that wait.
    var heldBytes: Int { bytes.count - position }

    /// Adds what came.
    mutating func take(_ piece: [UInt8]) {
        bytes.removeFirst(position)
        position = 0
        bytes.append(contentsOf: piece)
    }

    /// The next event; nil when more bytes are needed.
    ///
    /// - Throws: `MultipartReader.Failure`; the parser is of no use then.
    mutating func next() throws(MultipartReader.Failure) -> Event? {
        while true {
            switch state {
            case .start:
                guard heldBytes >= delimiter.count else { return nil }
                guard bytes[position...].starts(with: delimiter) else { throw .malformed }
                position += delimiter.count
                state = .boundary
            case .boundary:
                guard heldBytes >= 2 else { return nil }
                let mark = bytes[position..<position + 2]
                position += 2
                switch mark {
                case [0x0D, 0x0A]: state = .head
                case [0x2D, 0x2D]:
                    state = .epilogue
                    return .end
                default: throw .malformed
                }
            case .head:
                guard let lines = try takeHead() else { return nil }
                guard partCount < bounds.parts else { throw .tooManyParts(limit: bounds.parts) }
                partCount += 1
                state = .content
                return .part(try MultipartReader.Part(head: lines))
            case .content: return takeContent()
            case .epilogue:
                let isLineBreak = [0x0D, 0x0A].starts(with: bytes[position...])
                guard isLineBreak else { throw .malformed }
                return nil
            }
        }
    }

    /// Checks that nothing is missing once the body has ended.
    ///
    /// - Throws: `MultipartReader.Failure.truncated` without a last boundary.
    func finish() throws(MultipartReader.Failure) {
        guard case .epilogue = state else { throw .truncated }
    }

    /// The lines of a head with the empty one after them, or nil when they aren't there yet.
    private mutating func takeHead() throws(MultipartReader.Failure) -> ArraySlice<UInt8>? {
        let limit = bounds.headBytes
        let room = bytes[position..<min(bytes.count, position + limit)]
        guard let end = room.firstIndex(of: [0x0D, 0x0A, 0x0D, 0x0A]) else {
            guard room.count < limit else { throw .headTooLong(limitBytes: limit) }
            return nil
        }
        defer { position = end + 4 }
        return bytes[position..<end]
    }

    /// Content up to the boundary, or as far as it can be told from one.
    private mutating func takeContent() -> Event? {
        let found = bytes[position...].firstIndex(of: delimiter)
        if found == position {
            position += delimiter.count
            state = .boundary
            return .partEnd
        }
        let end = found ?? bytes.count - (delimiter.count - 1)
        guard end > position else { return nil }
        defer { position = end }
        return .content(Array(bytes[position..<end]))
    }
}

extension ArraySlice<UInt8> {
    /// Where a mark of several bytes, which begins with a line break, first stands whole.
    fileprivate func firstIndex(of mark: [UInt8]) -> Int? {
        var from = startIndex
        while let start = self[from...].firstIndex(of: 0x0D), endIndex - start >= mark.count {
            if self[start...].starts(with: mark) { return start }
            from = start + 1
        }
        return nil
    }
}
