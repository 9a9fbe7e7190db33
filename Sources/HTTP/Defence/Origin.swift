/// Scheme, host and port: what a browser calls an origin.
package struct Origin: Sendable, Hashable, CustomStringConvertible {
    /// `scheme://host`, with `:port` unless it is the scheme's own; small letters.
    package let text: String

    /// Reads `http://host`, `https://host:port`, or with `mayHavePath` the front of a whole URL, as in `Referer`.
    ///
    /// Nil for other schemes, user names, `null`, and whatever is not a plain host and port.
    package init?(_ given: String, mayHavePath: Bool = false) {
        let bytes = given.utf8.map(\.asciiLowercased)
        let schemes = [("http", "80"), ("https", "443")]
        for (scheme, ownPort) in schemes {
            let lead = Array("\(scheme)://".utf8)
            guard bytes.starts(with: lead) else { continue }
            let rest = bytes.dropFirst(lead.count)
            let end = rest.firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 } ?? rest.endIndex
            guard mayHavePath || end == rest.endIndex else { return nil }
            guard let authority = Self.authority(rest[..<end], ownPort: ownPort) else { return nil }
            text = "\(scheme)://\(authority)"
            return
        }
        return nil
    }

    package var description: String { text }

    private static func authority(_ bytes: ArraySlice<UInt8>, ownPort: String) -> String? {
        let hostEnd: Int
        if bytes.first == 0x5B {
            guard let close = bytes.firstIndex(of: 0x5D) else { return nil }
            let inner = bytes[(bytes.startIndex + 1)..<close]
            guard inner.contains(0x3A),
                inner.allSatisfy({ $0.hexadecimalValue != nil || $0 == 0x3A || $0 == 0x2E })
            else { return nil }
            hostEnd = close + 1
        } else {
            hostEnd = bytes.firstIndex(of: 0x3A) ?? bytes.endIndex
            let host = bytes[..<hostEnd]
            guard !host.isEmpty,
                host.allSatisfy({ $0.isAlphanumeric || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F })
            else { return nil }
        }
        let host = String(decoding: bytes[..<hostEnd], as: UTF8.self)
        guard hostEnd < bytes.endIndex else { return host }
        let digits = bytes[(hostEnd + 1)...]
        guard bytes[hostEnd] == 0x3A, (1...5).contains(digits.count),
            digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = UInt16(String(decoding: digits, as: UTF8.self)), port > 0
        else { return nil }
        return "\(port)" == ownPort ? host : "\(host):\(port)"
    }
}
