/// A strong entity tag: a name for exactly these bytes.
///
/// FNV-1a of 128 bits tells versions of our own files apart; it is no defence against somebody who picks the bytes.
///
/// Source: RFC 9110 section 8.8.3.
package struct EntityTag: Sendable, Hashable {
    /// 32 hexadecimal digits, fit for a file name.
    package let text: String

    /// Names the bytes; linear in their number.
    package init(of bytes: some Sequence<UInt8>) {
        var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for byte in bytes {
            hash ^= UInt128(byte)
            hash &*= 0x0000_0000_0100_0000_0000_0000_0000_013B
        }
        let digits = String(hash, radix: 16)
        text = String(repeating: "0", count: 32 - digits.count) + digits
    }

    /// The tag as it stands in `ETag`.
    package var quoted: String { "\"\(text)\"" }

    /// Whether a value of `If-None-Match` names this tag; weak tags are compared without their mark.
    package func isMatched(by headerValue: String) -> Bool {
        headerValue.split(separator: ",").contains { item in
            let tag = item.trimmingBlanks
            return tag == "*" || tag == quoted || tag == "W/\(quoted)"
        }
    }
}
