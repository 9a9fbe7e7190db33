/// The cookies of a request, as far as they are unambiguous.
///
/// A pair that is not well formed is left out. A name that occurs twice is left out too: a neighbour on a
/// sibling host can plant a second one, and taking either would be a guess.
///
/// Source: RFC 6265 section 4.2.1.
package struct Cookies: Sendable, Hashable {
    private let values: [String: String]

    /// Reads the values of all `Cookie` headers; of more than 64 pairs the rest is not looked at.
    package init(parsing headerValues: [String]) {
        var values: [String: String] = [:]
        var seen: Set<String> = []
        for pair in headerValues.joined(separator: ";").split(separator: ";").prefix(64) {
            let trimmed = pair.trimmingBlanks
            guard let equals = trimmed.utf8.firstIndex(of: 0x3D) else { continue }
            let name = String(trimmed[..<equals])
            let value = trimmed[trimmed.utf8.index(after: equals)...]
            guard HTTPHeaders.isToken(name) else { continue }
            guard seen.insert(name).inserted else {
                values[name] = nil
                continue
            }
            guard value.utf8.allSatisfy(\.isCookieOctet) else { continue }
            values[name] = String(value)
        }
        self.values = values
    }

    /// The value of the cookie with exactly that name.
    package subscript(name: String) -> String? { values[name] }

    /// The value of the `__Host-` cookie with that name after the prefix.
    package func hostValue(_ name: String) -> String? { values[SetCookie.prefix + name] }

    /// How many cookies could be told apart.
    package var count: Int { values.count }
}

extension UInt8 {
    /// Whether the byte may stand in a cookie's value (RFC 6265 section 4.1.1).
    var isCookieOctet: Bool {
        self == 0x21 || (0x23...0x2B).contains(self) || (0x2D...0x3A).contains(self)
            || (0x3C...0x5B).contains(self) || (0x5D...0x7E).contains(self)
    }
}
