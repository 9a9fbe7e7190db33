/// The parts of a `multipart/form-data` body, in order, while it comes.
///
/// Ask for a part, then for its content; what is not asked for is read over. Fields should come before a file in a form,
/// so that they can be judged before the file is taken.
///
/// Source: RFC 7578; WHATWG HTML, "multipart/form-data encoding algorithm", for names.
package struct MultipartReader {
    /// What stands at the head of a part.
    package struct Part: Sendable, Hashable {
        /// The field's name, never empty.
        package let name: String
        /// The name of a file as its owner typed it, empty when none was chosen; nil for a field that is no file.
        package let fileName: String?
        /// What the browser takes the file for; only a claim.
        package let contentType: String?
    }

    /// How much is read before the rest is refused.
    package struct Bounds: Sendable, Hashable {
        /// Most parts.
        package var parts = 32
        /// Most bytes of a part's head.
        package var headBytes = 4_096
        /// Most bytes of a field that is read as text.
        package var fieldBytes = 65_536

        /// The defaults; change what should differ.
        package init() {}
    }

    /// Why a body was refused; says never what it holds.
    package enum Failure: Error, Equatable, CustomStringConvertible {
        /// It is not what a browser writes.
        case malformed
        /// It ended before its last boundary.
        case truncated
        /// There are more parts than the bounds allow.
        case tooManyParts(limit: Int)
        /// A part's head is longer than allowed.
        case headTooLong(limitBytes: Int)
        /// A field is longer than allowed.
        case fieldTooLong(limitBytes: Int)
        /// A name or a field is not UTF-8.
        case invalidUTF8

        package var description: String {
            switch self {
            case .malformed: "the form is not well formed"
            case .truncated: "the form ended before its last boundary"
            case .tooManyParts(let limit): "the form has more than \(limit) parts"
            case .headTooLong(let limit): "the head of a part is longer than \(limit) bytes"
            case .fieldTooLong(let limit): "a field is longer than \(limit) bytes"
            case .invalidUTF8: "a name or a field is not UTF-8"
            }
        }
    }

    private let source: any PieceSource
    private let bounds: Bounds
    private var parser: MultipartParser
    private var isInPart = false
    private var hasEnded = false

    /// Begins to read; nothing is asked of the source before the first part is.
    package init(
        _ source: any PieceSource,
        boundary: MultipartBoundary,
        within bounds: Bounds = Bounds()
    ) {
        self.source = source
        self.bounds = bounds
        parser = MultipartParser(boundary: boundary, bounds: bounds)
    }

    /// The next part, after what is left of the one before; nil at the end of a body that is whole.
    ///
    /// - Throws: `Failure`, and what the source throws; the reader is of no use then.
    package mutating func nextPart() async throws -> Part? {
        while try await nextPiece() != nil {}
        guard !hasEnded, let event = try await nextEvent() else { return nil }
        switch event {
        case .part(let part):
            isInPart = true
            return part
        case .end:
            // The source is read out, so that nothing is taken for the end that isn't.
            while let event = try await nextEvent() {
                preconditionFailure("nothing follows the end, not \(event)")
            }
            hasEnded = true
            return nil
        case .content, .partEnd: preconditionFailure("content belongs to a part")
        }
    }

    /// The next piece of the part's content, never empty; nil at its end.
    ///
    /// - Throws: `Failure`, and what the source throws; the reader is of no use then.
    package mutating func nextPiece() async throws -> [UInt8]? {
        guard isInPart else { return nil }
        guard case .content(let piece) = try await nextEvent() else {
            isInPart = false
            return nil
        }
        return piece
    }

    /// The part's content as text, for fields.
    ///
    /// - Throws: `Failure.fieldTooLong` or `.invalidUTF8` besides.
    package mutating func text() async throws -> String {
        var bytes: [UInt8] = []
        while let piece = try await nextPiece() {
            guard bytes.count + piece.count <= bounds.fieldBytes else {
                throw Failure.fieldTooLong(limitBytes: bounds.fieldBytes)
            }
            bytes += piece
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Failure.invalidUTF8 }
        return text
    }

    /// The next event; nil when the source has ended where it may.
    private mutating func nextEvent() async throws -> MultipartParser.Event? {
        while true {
            if let event = try parser.next() { return event }
            guard let piece = try await source.next() else {
                try parser.finish()
                return nil
            }
            parser.take(piece)
        }
    }
}
