extension [UInt8] {
    /// Appends text so that it is data wherever it stands: in content or in a quoted attribute.
    ///
    /// The five characters with a meaning become references. Control characters that HTML forbids
    /// become U+FFFD. Linear; the only escaper of the house.
    package mutating func append(escaping text: String) {
        let span = text.utf8Span.span
        for index in span.indices {
            let byte = span[index]
            switch byte {
            case UInt8(ascii: "&"): append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): append(contentsOf: "&#39;".utf8)
            case 0x09, 0x0A, 0x0D: append(byte)
            case 0x00..<0x20, 0x7F: append(contentsOf: "\u{FFFD}".utf8)
            default: append(byte)
            }
        }
    }
}
