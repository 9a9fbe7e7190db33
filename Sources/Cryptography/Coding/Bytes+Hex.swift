extension Collection<UInt8> {
    /// The bytes as lower-case hexadecimal digits, two a byte.
    package var hexString: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(2 * count)
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Reads hexadecimal digits of either case, without prefix or separators.
    ///
    /// - Throws: `TextCodingError`.
    package init(hex text: String) throws(TextCodingError) {
        let digits = text.utf8
        guard digits.count.isMultiple(of: 2) else { throw .wrongLength }
        self.init()
        reserveCapacity(digits.count / 2)
        var high: UInt8?
        for (index, digit) in digits.enumerated() {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - UInt8(ascii: "A") + 10
            default: throw .illegalCharacter(position: index + 1)
            }
            if let first = high {
                append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
    }
}
