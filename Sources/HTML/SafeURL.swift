/// An address that a page may link to, load from or send to.
///
/// It can't be a script: only paths of this site, fragments, `https:`, `mailto:` and `tel:`.
package struct SafeURL: Hashable, Sendable {
    /// The address as it is written, percent-encoded.
    package let text: String

    /// A path on this site from its parts, which are encoded: `["cases", "K7"]` is `/cases/K7`.
    ///
    /// No parts at all mean the root. A part that would be `.` or `..` has its dots encoded twice,
    /// so that no browser takes it for a step up; an empty part becomes a space, so that two slashes
    /// never name a host.
    package init(
        path: [String],
        query: [(name: String, value: String)] = [],
        fragment: String? = nil
    ) {
        var bytes: [UInt8] = []
        if path.isEmpty { bytes.append(UInt8(ascii: "/")) }
        for part in path {
            bytes.append(UInt8(ascii: "/"))
            if part.isEmpty {
                // Two slashes would name a host, and an empty part vanishes elsewhere.
                bytes.append(contentsOf: "%20".utf8)
            } else if part == "." || part == ".." {
                for _ in part.utf8 { bytes.append(contentsOf: "%252E".utf8) }
            } else {
                bytes.append(percentEncoding: part)
            }
        }
        for (index, item) in query.enumerated() {
            bytes.append(UInt8(ascii: index == 0 ? "?" : "&"))
            bytes.append(percentEncoding: item.name)
            bytes.append(UInt8(ascii: "="))
            bytes.append(percentEncoding: item.value)
        }
        if let fragment {
            bytes.append(UInt8(ascii: "#"))
            bytes.append(percentEncoding: fragment)
        }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// A place on the same page.
    package init(fragment: String) {
        var bytes = [UInt8(ascii: "#")]
        bytes.append(percentEncoding: fragment)
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// A written address, if it is one that a page may carry; `nil` otherwise.
    ///
    /// Taken are `/path`, `#fragment`, `?query`, `https://host…` without a user name, `mailto:` and
    /// `tel:`. Refused are all other schemes, `//host`, backslashes, white space, control characters
    /// and anything beyond printable ASCII.
    package init?(checking text: String) {
        guard !text.isEmpty, text.utf8.count <= 2_048,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return nil }
        let lowercased = text.lowercased()
        let isLocal =
            (text.hasPrefix("/") && !text.hasPrefix("//")) || text.hasPrefix("#")
            || text.hasPrefix("?")
        let isWeb = lowercased.hasPrefix("https://") && Self.hasPlainHost(text.dropFirst(8))
        let isContact =
            (lowercased.hasPrefix("mailto:") || lowercased.hasPrefix("tel:"))
            && !lowercased.hasSuffix(":")
        guard isLocal || isWeb || isContact else { return nil }
        self.text = text
    }

    private static func hasPlainHost(_ rest: Substring) -> Bool {
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return !host.isEmpty && !host.contains("@")
    }
}

/// Something that has an address: a route of the site, or an address itself.
package protocol URLConvertible {
    /// Its address.
    var url: SafeURL { get }
}

extension SafeURL: URLConvertible {
    /// The address itself.
    package var url: SafeURL { self }
}

extension [UInt8] {
    /// Appends text with all but RFC 3986's unreserved characters encoded.
    fileprivate mutating func append(percentEncoding text: String) {
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                append(byte)
            default:
                append(UInt8(ascii: "%"))
                append(digits[Int(byte >> 4)])
                append(digits[Int(byte & 15)])
            }
        }
    }
}
