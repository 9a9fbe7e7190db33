/// A secret code for people: Crockford's base-32 symbols in groups, the last two a checksum.
///
/// Looks like `K7M2-QX9P-…`. The alphabet has no I, L, O or U. With `groups × length` symbols the
/// code carries `5 × (groups × length − 2)` bits of entropy; `.recovery` carries 130. The checksum is
/// a Reed–Solomon code over GF(32): every one or two wrong symbols and every swap of two symbols are
/// noticed, anything worse with probability 1023/1024. It is computed from the other symbols, so it
/// adds no entropy and takes none away.
package struct HumanCode: Sendable {
    /// How many groups of how many symbols.
    package struct Shape: Hashable, Sendable {
        /// How many groups, separated by hyphens.
        package let groups: Int
        /// How many symbols in each group.
        package let length: Int

        /// Checks that the whole has 3 to 31 symbols, which the checksum can cover.
        package init(groups: Int, length: Int) {
            precondition(groups > 0 && length > 0, "a code has at least one group of one symbol")
            precondition((3...31).contains(groups * length), "a code has 3 to 31 symbols")
            self.groups = groups
            self.length = length
        }

        /// Seven groups of four: 130 bits, for a recovery code printed on paper.
        package static let recovery = Shape(groups: 7, length: 4)
        /// Three groups of four: 50 bits, for a one-time code that expires and is throttled.
        package static let invitation = Shape(groups: 3, length: 4)

        /// How many symbols, checksum included.
        package var symbolCount: Int { groups * length }
        /// How many symbols carry entropy.
        package var dataCount: Int { symbolCount - HumanCode.checksumCount }
        /// Bits of entropy of a random code.
        package var entropyBits: Int { 5 * dataCount }
    }

    /// Why a typed text is no code; none of these says that a well-formed code is the right one.
    package enum ParsingError: Error, Equatable {
        /// A character is neither a symbol nor a space nor a hyphen; counted in characters from 1.
        case illegalCharacter(position: Int)
        /// Too few or too many symbols.
        case wrongLength(expected: Int, found: Int)
        /// The checksum does not fit: something was typed wrongly.
        case mistyped
    }

    static let checksumCount = 2
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// How many groups of how many symbols.
    package let shape: Shape
    /// The symbols that carry entropy, as upper-case ASCII without hyphens: key material for `HKDF`.
    package let secret: SecretBytes
    private let checksum: [UInt8]

    /// Builds the code from `shape.dataCount` symbol values below 32.
    init(shape: Shape, data: [UInt8]) {
        precondition(data.count == shape.dataCount, "one value for each symbol")
        self.shape = shape
        secret = SecretBytes(data.map { Self.alphabet[Int($0)] })
        checksum = CodeChecksum.symbols(for: data).map { Self.alphabet[Int($0)] }
    }

    /// Reads what somebody typed, forgiving case, spaces, hyphens, O for 0, and I or L for 1.
    ///
    /// - Throws: `ParsingError`, so that a typing error is told apart from a wrong code.
    package init(parsing text: String, shape: Shape) throws(ParsingError) {
        var values: [UInt8] = []
        defer { values.erase() }
        for (index, scalar) in text.unicodeScalars.enumerated() {
            if Self.isSeparator(scalar) { continue }
            guard let value = Self.value(of: scalar) else {
                throw .illegalCharacter(position: index + 1)
            }
            values.append(value)
            // A bound for hostile input; the exact count would tell nothing more.
            if values.count > 4 * shape.symbolCount { break }
        }
        guard values.count == shape.symbolCount else {
            throw .wrongLength(expected: shape.symbolCount, found: values.count)
        }
        guard CodeChecksum.isValid(values) else { throw .mistyped }
        self.init(shape: shape, data: Array(values.prefix(shape.dataCount)))
    }

    /// Writes the code out in groups, for the one screen or sheet of paper that shows it.
    package func exposedText() -> String {
        let symbols = secret.exposedBytes() + checksum
        return stride(from: 0, to: symbols.count, by: shape.length)
            .map { String(decoding: symbols[$0..<$0 + shape.length], as: UTF8.self) }
            .joined(separator: "-")
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.isDash
    }

    private static func value(of scalar: Unicode.Scalar) -> UInt8? {
        guard scalar.isASCII else { return nil }
        var letter = UInt8(scalar.value)
        if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) { letter -= 32 }
        switch letter {
        case UInt8(ascii: "O"): return 0
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
        default: return alphabet.firstIndex(of: letter).map(UInt8.init)
        }
    }
}

extension HumanCode: Equatable {
    /// Compares in constant time.
    package static func == (left: HumanCode, right: HumanCode) -> Bool {
        left.secret == right.secret && left.shape == right.shape
    }
}

extension HumanCode: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The shape, never the symbols.
    package var description: String { "HumanCode(\(shape.groups) × \(shape.length) symbols)" }

    /// The shape, never the symbols.
    package var debugDescription: String { description }

    /// Nothing to look into, so that `dump` and test failures print no symbol.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
