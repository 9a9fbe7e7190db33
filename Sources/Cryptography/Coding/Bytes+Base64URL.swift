private let base64URLAlphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8
)

private let base64URLValues: [UInt8: UInt32] = Dictionary(
    uniqueKeysWithValues: base64URLAlphabet.enumerated().map { ($1, UInt32($0)) }
)

extension Collection<UInt8> {
    /// The bytes as base64url without padding.
    ///
    /// Source: RFC 4648, section 5.
    package var base64URLString: String {
        var text: [UInt8] = []
        text.reserveCapacity((count * 4 + 2) / 3)
        var (bits, width) = (UInt32(0), 0)
        for byte in self {
            bits = bits << 8 | UInt32(byte)
            width += 8
            while width >= 6 {
                width -= 6
                text.append(base64URLAlphabet[Int(bits >> width & 63)])
            }
        }
        if width > 0 { text.append(base64URLAlphabet[Int(bits << (6 - width) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Reads base64url without padding, in its one canonical spelling.
    ///
    /// - Throws: `TextCodingError`, also for padding and for unused bits that are not zero.
    package init(base64URL text: String) throws(TextCodingError) {
        let symbols = text.utf8
        guard symbols.count % 4 != 1 else { throw .wrongLength }
        self.init()
        reserveCapacity(symbols.count * 3 / 4)
        var (bits, width) = (UInt32(0), 0)
        for (index, symbol) in symbols.enumerated() {
            guard let value = base64URLValues[symbol] else {
                throw .illegalCharacter(position: index + 1)
            }
            bits = bits << 6 | value
            width += 6
            if width >= 8 {
                width -= 8
                append(UInt8(truncatingIfNeeded: bits >> width))
            }
        }
        guard bits & (1 << width - 1) == 0 else { throw .notCanonical }
    }
}
