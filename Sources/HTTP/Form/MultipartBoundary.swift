/// The line that stands between the parts of a multipart body.
///
/// Source: RFC 2046 section 5.1.1.
package struct MultipartBoundary: Sendable, Hashable {
    /// 1 to 70 characters, without the dashes before it.
    let text: String

    /// Takes a boundary; nil for what can't be one.
    package init?(_ text: String) {
        guard (1...70).contains(text.utf8.count), text.utf8.allSatisfy(Self.mayStand),
            text.utf8.last != 0x20
        else { return nil }
        self.text = text
    }

    /// Reads it from a `Content-Type`; nil unless that is `multipart/form-data` with one boundary.
    package init?(contentType: String) {
        var parts = contentType.split(separator: ";", omittingEmptySubsequences: false)[...]
        guard let media = parts.popFirst(),
            HTTPHeaders.isSame(String(media.trimmingBlanks), "multipart/form-data")
        else { return nil }
        var found: String?
        for part in parts {
            let pair = part.trimmingBlanks.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { return nil }
            guard HTTPHeaders.isSame(String(pair[0]), "boundary") else { continue }
            guard found == nil else { return nil }
            found = Self.unquoted(pair[1])
        }
        guard let found else { return nil }
        self.init(found)
    }

    private static func unquoted(_ text: Substring) -> String {
        guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else {
            return String(text)
        }
        return String(text.dropFirst().dropLast())
    }

    private static func mayStand(_ byte: UInt8) -> Bool {
        if byte.isAlphanumeric { return true }
        return switch byte {
        case 0x20, 0x27, 0x28, 0x29, 0x2B, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A, 0x3D, 0x3F, 0x5F: true
        default: false
        }
    }
}

extension HTTPRequest {
    /// The boundary of a `multipart/form-data` body; nil when the body is none.
    package var multipartBoundary: MultipartBoundary? {
        headers.only("Content-Type").flatMap(MultipartBoundary.init(contentType:))
    }
}
