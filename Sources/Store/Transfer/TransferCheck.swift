import Database

/// Checks a stream that `TransferWriter` wrote, without a database: structure, counts and digest.
package struct TransferCheck {
    private var chain = FrameChain()
    private var pending: [UInt8] = []
    private var open: String?
    private var count: Int64 = 0
    private var hasHeader = false
    private var digest: [UInt8]?
    private var counts: [String: Int64] = [:]

    package init() {}

    /// Takes a part of the stream.
    ///
    /// - Throws: `TransferError`.
    package mutating func update(_ part: [UInt8]) throws(TransferError) {
        pending += part
        var rest = pending[...]
        while let frame = try Frame(parsing: rest) {
            guard digest == nil else { throw .malformed }
            rest = rest.dropFirst(Frame.headCount + frame.content.count)
            if frame.kind != .end { chain.add(frame) }
            try take(frame)
        }
        pending = Array(rest)
    }

    /// Rows of each table, once all is there.
    ///
    /// - Throws: `TransferError.truncated`, `.damaged`.
    package func finish() throws(TransferError) -> [String: Int64] {
        guard let digest, pending.isEmpty else { throw .truncated }
        guard chain.digest == digest else { throw .damaged }
        return counts
    }

    private mutating func take(_ frame: Frame) throws(TransferError) {
        let values = try frame.values()
        switch (frame.kind, values.first) {
        case (.header, .integer(TransferWriter.format)?) where !hasHeader: hasHeader = true
        case (.table, .text(let name)?) where hasHeader && open == nil && counts[name] == nil:
            open = name
            count = 0
        case (.row, _) where open != nil: count += 1
        case (.tableEnd, .integer(let stated)?):
            guard let name = open else { throw .malformed }
            guard stated == count else { throw .damaged }
            counts[name] = count
            open = nil
        case (.end, .blob(let bytes)?) where hasHeader && open == nil: digest = bytes
        default: throw .malformed
        }
    }
}
