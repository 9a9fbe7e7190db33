/// The path of a request as its decoded segments: `/a/b%20c` is `["a", "b c"]`, `/` is empty.
///
/// Whatever means two things to two readers is refused: dot segments (encoded or not), an encoded slash or
/// backslash, an empty segment, control characters, bytes that are not UTF-8.
package struct PathSegments: Sendable, Hashable, RandomAccessCollection, CustomStringConvertible {
    /// Why a path was refused; never repeats it.
    package enum Refusal: Error, Equatable, CustomStringConvertible {
        /// The path does not begin with a slash.
        case notAbsolute
        /// A byte stands unencoded that may not.
        case unexpectedByte
        /// A `%` is not followed by two hexadecimal digits.
        case invalidEscape
        /// A segment is not UTF-8 once decoded.
        case invalidUTF8
        /// A segment holds a control character, NUL among them.
        case controlCharacter
        /// A segment is `.` or `..`, written either way.
        case dotSegment
        /// A segment holds a slash or a backslash once decoded.
        case encodedSlash
        /// Two slashes follow each other.
        case emptySegment

        package var description: String {
            switch self {
            case .notAbsolute: "the path does not begin with a slash"
            case .unexpectedByte: "the path holds a byte that must be encoded"
            case .invalidEscape: "a percent sign is not followed by two hexadecimal digits"
            case .invalidUTF8: "a segment is not UTF-8"
            case .controlCharacter: "a segment holds a control character"
            case .dotSegment: "a segment is a dot or two"
            case .encodedSlash: "a segment holds a slash"
            case .emptySegment: "a segment is empty"
            }
        }
    }

    /// The decoded segments, without the trailing empty one.
    package let segments: [String]
    /// Whether the path ended with a slash after its last segment.
    package let hasTrailingSlash: Bool

    /// Takes segments that are already decoded, for links and tests.
    ///
    /// - Throws: `Refusal` for a segment that no request could carry.
    package init(segments: [String], hasTrailingSlash: Bool = false) throws(Refusal) {
        for segment in segments { try Self.check(segment) }
        self.segments = segments
        self.hasTrailingSlash = hasTrailingSlash && !segments.isEmpty
    }

    /// Reads the part of a request target before the question mark.
    ///
    /// - Throws: `Refusal`, which the server answers with 400.
    package init(parsing rawPath: some StringProtocol) throws(Refusal) {
        let bytes = Array(rawPath.utf8)
        guard bytes.first == 0x2F else { throw .notAbsolute }
        guard bytes.allSatisfy(Self.mayStandInPath) else { throw .unexpectedByte }
        var pieces = bytes.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false)
        let endsEmpty = pieces.last?.isEmpty ?? false
        if endsEmpty { pieces.removeLast() }
        var segments: [String] = []
        segments.reserveCapacity(pieces.count)
        for piece in pieces {
            let segment: String
            do {
                segment = try PercentCoding.decode(piece, plusIsSpace: false)
            } catch {
                switch error {
                case .invalidEscape: throw .invalidEscape
                case .invalidUTF8: throw .invalidUTF8
                }
            }
            try Self.check(segment)
            segments.append(segment)
        }
        self.segments = segments
        self.hasTrailingSlash = endsEmpty && !segments.isEmpty
    }

    /// The position of the first segment.
    package var startIndex: Int { segments.startIndex }
    /// The position after the last segment.
    package var endIndex: Int { segments.endIndex }
    /// The decoded segment at a position.
    package subscript(position: Int) -> String { segments[position] }

    /// The path as it is written in a request, encoded.
    package var description: String {
        var output: [UInt8] = []
        for segment in segments {
            output.append(0x2F)
            PercentCoding.encode(segment, allowing: Self.isUnreservedMark, into: &output)
        }
        if segments.isEmpty || hasTrailingSlash { output.append(0x2F) }
        return String(decoding: output, as: UTF8.self)
    }

    private static func check(_ segment: String) throws(Refusal) {
        guard !segment.isEmpty else { throw .emptySegment }
        guard segment != ".", segment != ".." else { throw .dotSegment }
        for byte in segment.utf8 {
            if byte < 0x20 || byte == 0x7F { throw .controlCharacter }
            if byte == 0x2F || byte == 0x5C { throw .encodedSlash }
        }
    }

    /// Source: RFC 3986 section 3.3, `pchar` and the slash.
    static func mayStandInPath(_ byte: UInt8) -> Bool {
        if byte.isAlphanumeric || isUnreservedMark(byte) { return true }
        return switch byte {
        case 0x21, 0x24, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2A, 0x2B, 0x2C, 0x2F, 0x3A, 0x3B, 0x3D,
            0x40:
            true
        default: false
        }
    }

    private static func isUnreservedMark(_ byte: UInt8) -> Bool {
        byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x7E
    }
}
