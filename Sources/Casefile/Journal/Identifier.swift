/// A random 128-bit identifier of one kind of thing.
///
/// Tells nothing about order or time. Written as 32 hexadecimal digits.
package struct Identifier<Kind>: Hashable, Comparable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// An identifier from the numbers that its first and last eight bytes are.
    init(halves high: UInt64, _ low: UInt64) {
        self.high = high
        self.low = low
    }

    /// An identifier from exactly 16 bytes; `nil` for any other number.
    package init?(bytes: [UInt8]) {
        self.init(bytes: bytes[...])
    }

    /// An identifier from exactly 16 bytes; `nil` for any other number.
    package init?(bytes: ArraySlice<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for offset in 0..<8 {
            high = high << 8 | UInt64(bytes[bytes.startIndex + offset])
            low = low << 8 | UInt64(bytes[bytes.startIndex + offset + 8])
        }
        self.high = high
        self.low = low
    }

    /// An identifier from 32 lowercase hexadecimal digits, and from nothing else.
    package init?(hex: some StringProtocol) {
        guard hex.utf8.count == 32 else { return nil }
        var halves: [UInt64] = [0, 0]
        for (index, character) in hex.utf8.enumerated() {
            let digit: UInt64
            switch character {
            case 0x30...0x39: digit = UInt64(character - 0x30)
            case 0x61...0x66: digit = UInt64(character - 0x61 + 10)
            default: return nil
            }
            halves[index / 16] = halves[index / 16] << 4 | digit
        }
        high = halves[0]
        low = halves[1]
    }

    /// The 16 bytes, most significant first.
    package var bytes: [UInt8] {
        [high, low].flatMap { half in
            (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * UInt64($0))) }
        }
    }

    /// The first 64 of its random bits: enough to spread identifiers over a table.
    package var leadingBits: UInt64 { high }

    package static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension Identifier: CustomStringConvertible {
    package var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }
}

extension Identifier: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Self(hex: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no identifier")
            )
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A case: the journal of one person's way through the mechanism.
package enum Case {
    /// A case's random identifier.
    package typealias ID = Identifier<Case>
}

/// Somebody who works for an agency and holds keys of their own.
package enum Member {
    /// A member's random identifier.
    package typealias ID = Identifier<Member>
}
