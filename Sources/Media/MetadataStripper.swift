/// Takes out of a content, while it streams by, what it says beside itself: place, time, device, names.
///
/// Images lose all metadata but how they are to be turned, and everything after their end. Other content passes
/// unchanged: what a document says of its author stays in it, and a page must say so.
package struct MetadataStripper: Sendable {
    /// The content is not a well-formed one of its type, or ended too early.
    package struct Malformed: Error, Equatable {}

    private enum Format {
        case jpeg(JPEGStripper)
        case png(PNGStripper)
        case webp(WebPStripper)
        case other
    }

    private var format: Format
    private var held: [UInt8] = []

    /// Starts at the beginning of a content.
    package init(for type: ContentType) {
        switch type {
        case .jpeg: format = .jpeg(JPEGStripper())
        case .png: format = .png(PNGStripper())
        case .webp: format = .webp(WebPStripper())
        case .pdf, .plainText, .docx, .xlsx, .odt, .mp3, .m4a, .ogg, .wav: format = .other
        }
    }

    /// Takes the next piece and gives what may go on, which may be nothing.
    ///
    /// Never holds more than one segment of 64 KiB.
    /// - Throws: `Malformed`; the stripper is of no use then.
    package mutating func take(_ piece: [UInt8]) throws(Malformed) -> [UInt8] {
        var input = Input(held + piece)
        switch format {
        case .jpeg(var stripper):
            try stripper.take(&input)
            format = .jpeg(stripper)
        case .png(var stripper):
            try stripper.take(&input)
            format = .png(stripper)
        case .webp(var stripper):
            try stripper.take(&input)
            format = .webp(stripper)
        case .other: return piece
        }
        held = input.rest
        return input.output
    }

    /// Checks that the content came to its end.
    ///
    /// - Throws: `Malformed` for a truncated image.
    package func finish() throws(Malformed) {
        let hasEnded =
            switch format {
            case .jpeg(let stripper): stripper.hasEnded
            case .png(let stripper): stripper.hasEnded
            case .webp(let stripper): stripper.hasEnded
            case .other: true
            }
        guard hasEnded else { throw Malformed() }
    }
}

/// Bytes that came, how far they were read, and what goes on.
struct Input {
    private let bytes: [UInt8]
    private var position = 0
    private(set) var output: [UInt8] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count - position }

    var rest: [UInt8] { Array(bytes[position...]) }

    subscript(offset: Int) -> UInt8 { bytes[position + offset] }

    func slice(_ range: Range<Int>) -> ArraySlice<UInt8> {
        bytes[position + range.lowerBound..<position + range.upperBound]
    }

    func hasPrefix(_ text: String, at offset: Int) -> Bool {
        let wanted = Array(text.utf8)
        return count >= offset + wanted.count
            && slice(offset..<offset + wanted.count).elementsEqual(wanted)
    }

    mutating func drop(_ number: Int) { position += number }

    mutating func pass(_ number: Int) {
        output.append(contentsOf: bytes[position..<position + number])
        position += number
    }

    mutating func write(_ new: [UInt8]) { output.append(contentsOf: new) }
}
