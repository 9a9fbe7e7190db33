/// Percent-encoding of RFC 3986, kept by one reader and one writer.
enum PercentCoding {
    /// Why encoded bytes could not be read; `offset` counts bytes from the start of what was given.
    enum Failure: Error, Equatable {
        case invalidEscape(offset: Int)
        case invalidUTF8
    }

    /// Decodes `%XX`, and `+` as a space where a form says so.
    ///
    /// Bytes are taken as they are otherwise: the caller has checked which may stand unencoded.
    static func decode(
        _ bytes: ArraySlice<UInt8>,
        plusIsSpace: Bool
    ) throws(Failure) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            switch byte {
            case 0x25:
                guard bytes.endIndex - index > 2,
                    let high = bytes[index + 1].hexadecimalValue,
                    let low = bytes[index + 2].hexadecimalValue
                else { throw .invalidEscape(offset: index) }
                decoded.append(high << 4 | low)
                index += 3
            case 0x2B where plusIsSpace:
                decoded.append(0x20)
                index += 1
            default:
                decoded.append(byte)
                index += 1
            }
        }
        guard let text = String(validating: decoded, as: UTF8.self) else { throw .invalidUTF8 }
        return text
    }

    /// Appends the text with everything but letters, digits and the allowed bytes as `%XX`.
    static func encode(
        _ text: String,
        allowing isAllowed: (UInt8) -> Bool,
        spaceIsPlus: Bool = false,
        into output: inout [UInt8]
    ) {
        for byte in text.utf8 {
            if byte.isAlphanumeric || isAllowed(byte) {
                output.append(byte)
            } else if byte == 0x20 && spaceIsPlus {
                output.append(0x2B)
            } else {
                output.append(0x25)
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            }
        }
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
