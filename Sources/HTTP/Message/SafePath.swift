/// A path on this very server, the only thing that a redirect can lead to.
///
/// It begins with one slash, never two, and holds neither backslash nor control character nor anything outside
/// of ASCII, so that no browser reads a host into it. A query and a fragment are allowed.
package struct SafePath: Sendable, Hashable, CustomStringConvertible {
    /// The text for `Location` and `href`, already encoded.
    package let text: String

    /// Takes encoded text, as from a form's "return to" field.
    ///
    /// Nil when the text could lead anywhere else, or is longer than 2,048 bytes.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (1...2_048).contains(bytes.count), bytes[0] == 0x2F else { return nil }
        guard bytes.count == 1 || bytes[1] != 0x2F else { return nil }
        let cut = bytes.firstIndex { $0 == 0x3F || $0 == 0x23 } ?? bytes.endIndex
        let path = String(decoding: bytes[..<cut], as: UTF8.self)
        do throws(PathSegments.Refusal) {
            _ = try PathSegments(parsing: path)
        } catch {
            return nil
        }
        let isClean = bytes[cut...].allSatisfy {
            PathSegments.mayStandInPath($0) || Self.isMark($0)
        }
        guard isClean else { return nil }
        self.text = text
    }

    /// Builds a path from decoded segments and query fields, encoding them.
    ///
    /// - Throws: `PathSegments.Refusal` for a segment that no request could carry.
    package init(
        segments: [String],
        query: FormBody = FormBody(),
        fragment: String? = nil
    ) throws(PathSegments.Refusal) {
        var output = Array(try PathSegments(segments: segments).description.utf8)
        if !query.fields.isEmpty {
            output.append(0x3F)
            output += query.encoded()
        }
        if let fragment {
            output.append(0x23)
            PercentCoding.encode(fragment, allowing: { $0 == 0x2D || $0 == 0x5F }, into: &output)
        }
        text = String(decoding: output, as: UTF8.self)
    }

    package var description: String { text }

    private static func isMark(_ byte: UInt8) -> Bool { byte == 0x3F || byte == 0x23 }
}
