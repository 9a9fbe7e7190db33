/// Bech32 without its limit of 90 characters, as age uses it.
///
/// Source: BIP 173.
enum Bech32 {
    private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

    /// Writes bytes behind a lower-case prefix.
    static func encode(_ bytes: [UInt8], prefix: String) -> String {
        let data = regroup(bytes, from: 8, to: 5, pads: true) ?? []
        let sum = polymod(expand(prefix) + data + [UInt8](repeating: 0, count: 6)) ^ 1
        let checksum = (0..<6).map { UInt8(sum >> UInt32(5 * (5 - $0)) & 31) }
        let symbols = (data + checksum).map { alphabet[Int($0)] }
        return prefix + "1" + String(decoding: symbols, as: UTF8.self)
    }

    /// Reads prefix, in lower case, and bytes; nothing where the text is no Bech32 or mixes cases.
    static func decode(_ text: String) -> (prefix: String, bytes: [UInt8])? {
        guard text == text.lowercased() || text == text.uppercased() else { return nil }
        let symbols = Array(text.lowercased().utf8)
        guard symbols.allSatisfy({ (33...126).contains($0) }),
            let separator = symbols.lastIndex(of: UInt8(ascii: "1")), separator > 0,
            symbols.count - separator > 6
        else { return nil }
        var data: [UInt8] = []
        for symbol in symbols[(separator + 1)...] {
            guard let value = alphabet.firstIndex(of: symbol) else { return nil }
            data.append(UInt8(value))
        }
        let prefix = String(decoding: symbols[..<separator], as: UTF8.self)
        guard polymod(expand(prefix) + data) == 1,
            let bytes = regroup(Array(data.dropLast(6)), from: 5, to: 8, pads: false)
        else { return nil }
        return (prefix, bytes)
    }

    private static func expand(_ prefix: String) -> [UInt8] {
        prefix.utf8.map { $0 >> 5 } + [0] + prefix.utf8.map { $0 & 31 }
    }

    private static func polymod(_ values: [UInt8]) -> UInt32 {
        let generator: [UInt32] = [
            0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3,
        ]
        return values.reduce(1) { sum, value in
            let top = sum >> 25
            let next = (sum & 0x1ff_ffff) << 5 ^ UInt32(value)
            return generator.enumerated().reduce(next) { next, term in
                top >> UInt32(term.offset) & 1 == 1 ? next ^ term.element : next
            }
        }
    }

    private static func regroup(_ values: [UInt8], from: UInt32, to: UInt32, pads: Bool) -> [UInt8]?
    {
        var (bits, width) = (UInt32(0), UInt32(0))
        var result: [UInt8] = []
        for value in values {
            bits = (bits << from | UInt32(value)) & 0xffff
            width += from
            while width >= to {
                width -= to
                result.append(UInt8(bits >> width & (1 << to - 1)))
            }
        }
        let rest = bits & (1 << width - 1)
        if pads {
            if width > 0 { result.append(UInt8(rest << (to - width))) }
        } else if width >= from || rest != 0 {
            return nil
        }
        return result
    }
}
