/// Header fields in their order, found by name whatever the case.
///
/// Names are tokens (RFC 9110 section 5.6.2); values hold visible characters, spaces and tabs: no CR, LF or
/// NUL can be put in, so no answer can be split in two.
package struct HTTPHeaders: Sendable, Hashable {
    /// One name and its value, as written.
    package struct Field: Sendable, Hashable {
        /// The name in the case in which it was written.
        package let name: String
        /// The value without surrounding whitespace.
        package let value: String
    }

    /// Why a field was refused; never repeats the refused text.
    package enum Refusal: Error, Equatable, CustomStringConvertible {
        /// The name is empty or holds a character outside of a token.
        case invalidName
        /// The value holds a control character or starts or ends with whitespace.
        case invalidValue

        package var description: String {
            switch self {
            case .invalidName: "a header name is not a token"
            case .invalidValue: "a header value holds a control character or stray whitespace"
            }
        }
    }

    /// All fields, in the order in which they were added.
    package private(set) var fields: [Field] = []

    /// No fields.
    package init() {}

    /// Puts a field at the end, beside others of the same name.
    ///
    /// - Throws: `Refusal` when name or value is not allowed; nothing is added then.
    package mutating func add(_ name: String, _ value: String) throws(Refusal) {
        guard Self.isToken(name) else { throw .invalidName }
        guard Self.isValue(value) else { throw .invalidValue }
        fields.append(Field(name: name, value: value))
    }

    /// Replaces every field of that name by one.
    ///
    /// - Throws: `Refusal` when name or value is not allowed; nothing is changed then.
    package mutating func set(_ name: String, to value: String) throws(Refusal) {
        guard Self.isToken(name) else { throw .invalidName }
        guard Self.isValue(value) else { throw .invalidValue }
        remove(name)
        fields.append(Field(name: name, value: value))
    }

    /// Takes every field of that name out.
    package mutating func remove(_ name: String) {
        fields.removeAll { Self.isSame($0.name, name) }
    }

    /// The value of the first field of that name.
    package subscript(name: String) -> String? {
        fields.first { Self.isSame($0.name, name) }?.value
    }

    /// The values of all fields of that name, in order.
    package func all(_ name: String) -> [String] {
        fields.filter { Self.isSame($0.name, name) }.map(\.value)
    }

    /// The value when there is exactly one field of that name.
    ///
    /// Repeating a header that must stand once is an old way past checks, hence the difference from the
    /// subscript.
    package func only(_ name: String) -> String? {
        let values = all(name)
        return values.count == 1 ? values[0] : nil
    }

    /// Adds a field that this kit wrote itself, so that a refusal is our bug.
    mutating func addOwn(_ name: String, _ value: String) {
        precondition(Self.isToken(name) && Self.isValue(value), "own headers are well formed")
        fields.append(Field(name: name, value: value))
    }

    /// Replaces a field by one that this kit wrote itself.
    mutating func setOwn(_ name: String, to value: String) {
        remove(name)
        addOwn(name, value)
    }

    /// Whether two names are equal but for the case of ASCII letters.
    static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count
            && zip(left.utf8, right.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }

    /// Whether the text is a token: at least one character, none but letters, digits and `!#$%&'*+-.^_|~` and backtick.
    static func isToken(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(\.isTokenCharacter)
    }

    private static func isValue(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }) else { return false }
        guard let first = bytes.first, let last = bytes.last else { return true }
        return !first.isBlank && !last.isBlank
    }
}

extension UInt8 {
    /// The byte with an ASCII capital made small.
    var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

    /// Whether the byte is an ASCII letter or digit.
    var isAlphanumeric: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }

    /// Whether the byte is a space or a tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }

    /// Whether the byte may stand in a token (RFC 9110 section 5.6.2).
    var isTokenCharacter: Bool {
        if isAlphanumeric { return true }
        return switch self {
        case 0x21, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C,
            0x7E:
            true
        default: false
        }
    }

    /// The value of a hexadecimal digit, either case.
    var hexadecimalValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }
}
