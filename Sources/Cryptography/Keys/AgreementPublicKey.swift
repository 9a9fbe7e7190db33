/// The public half of an X25519 key, to which secrets are sealed.
///
/// Source: RFC 7748.
///
/// Equality and hash are those of the 32 bytes.
package struct AgreementPublicKey: Hashable, Sendable {
    /// How many bytes a key has.
    package static let count = 32

    /// The 32 bytes (the u-coordinate, little-endian).
    package let bytes: [UInt8]

    /// Takes a stored or received key.
    ///
    /// As RFC 7748 wants, unreduced coordinates and a set top bit are accepted; each is then a key of
    /// its own for equality.
    ///
    /// - Throws: `KeyError.wrongCount`; `KeyError.smallOrder` for the seven bad points, so that an
    ///   agreement with a key of this type never fails.
    package init(bytes: [UInt8]) throws(KeyError) {
        guard bytes.count == Self.count else {
            throw .wrongCount(expected: Self.count, found: bytes.count)
        }
        guard !Self.hasSmallOrder(bytes) else { throw .smallOrder }
        self.bytes = bytes
    }

    init(trusted bytes: [UInt8]) { self.bytes = bytes }

    /// Whether the point is one of those with order 1, 2, 4 or 8 (on the curve or its twist).
    private static func hasSmallOrder(_ bytes: [UInt8]) -> Bool {
        var point = bytes
        point[31] &= 0x7F
        return smallOrderPoints.contains(point)
    }

    private static let smallOrderPoints: Set<[UInt8]> = {
        func nearPrime(_ lowest: UInt8) -> [UInt8] {
            [lowest] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
        }
        let zeros = [UInt8](repeating: 0, count: 31)
        return [
            [0] + zeros,
            [1] + zeros,
            [
                0xE0, 0xEB, 0x7A, 0x7C, 0x3B, 0x41, 0xB8, 0xAE, 0x16, 0x56, 0xE3, 0xFA, 0xF1, 0x9F,
                0xC4, 0x6A, 0xDA, 0x09, 0x8D, 0xEB, 0x9C, 0x32, 0xB1, 0xFD, 0x86, 0x62, 0x05, 0x16,
                0x5F, 0x49, 0xB8, 0x00,
            ],
            [
                0x5F, 0x9C, 0x95, 0xBC, 0xA3, 0x50, 0x8C, 0x24, 0xB1, 0xD0, 0xB1, 0x55, 0x9C, 0x83,
                0xEF, 0x5B, 0x04, 0x44, 0x5C, 0xC4, 0x58, 0x1C, 0x8E, 0x86, 0xD8, 0x22, 0x4E, 0xDD,
                0xD0, 0x9F, 0x11, 0x57,
            ],
            nearPrime(0xEC),
            nearPrime(0xED),
            nearPrime(0xEE),
        ]
    }()
}

extension AgreementPublicKey: CustomStringConvertible {
    /// The 64 hexadecimal digits.
    package var description: String { bytes.hexString }
}
