/// The fields of an `application/x-www-form-urlencoded` body or of a query string, in order.
///
/// Reading is strict: whatever no browser writes is an error and not a guess. Names may repeat, as checkboxes do.
///
/// Source: WHATWG URL section 5.
package struct FormBody: Sendable, Hashable {
    /// One name and its value, decoded.
    package struct Field: Sendable, Hashable {
        /// Never empty.
        package let name: String
        /// May be empty, and may hold line breaks.
        package let value: String

        /// Takes a decoded name and value.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// How much is read before the rest is refused.
    package struct Bounds: Sendable, Hashable {
        /// Most fields.
        package var fieldCount: Int
        /// Most UTF-8 bytes of a decoded name.
        package var nameBytes: Int
        /// Most UTF-8 bytes of a decoded value.
        package var valueBytes: Int

        /// Takes the three bounds; see `form` and `query` for the usual ones.
        package init(fieldCount: Int, nameBytes: Int, valueBytes: Int) {
            self.fieldCount = fieldCount
            self.nameBytes = nameBytes
            self.valueBytes = valueBytes
        }

        /// 1,000 fields, names of 128 bytes, values of 256 KiB: a long account note fits.
        package static let form = Self(fieldCount: 1_000, nameBytes: 128, valueBytes: 262_144)
        /// 64 fields, names of 128 bytes, values of 2,048 bytes.
        package static let query = Self(fieldCount: 64, nameBytes: 128, valueBytes: 2_048)
    }

    /// Why a body was refused; says where and never what.
    package enum Failure: Error, Equatable, CustomStringConvertible {
        /// There are more fields than the bounds allow.
        case tooManyFields(limit: Int)
        /// A name is longer than allowed; fields count from 0.
        case nameTooLong(field: Int, limitBytes: Int)
        /// A value is longer than allowed; fields count from 0.
        case valueTooLong(field: Int, limitBytes: Int)
        /// A field has no name, or two ampersands follow each other.
        case emptyName(field: Int)
        /// A `%` is not followed by two hexadecimal digits.
        case invalidEscape(offset: Int)
        /// A byte stands unencoded that no browser would leave so.
        case unexpectedByte(offset: Int)
        /// A name or value is not UTF-8 once decoded.
        case invalidUTF8(field: Int)
        /// A name or value holds NUL.
        case containsNUL(field: Int)

        package var description: String {
            switch self {
            case .tooManyFields(let limit): "the form has more than \(limit) fields"
            case .nameTooLong(let field, let limit):
                "the name of field \(field) is longer than \(limit) bytes"
            case .valueTooLong(let field, let limit):
                "the value of field \(field) is longer than \(limit) bytes"
            case .emptyName(let field): "field \(field) has no name"
            case .invalidEscape(let offset): "a percent sign at byte \(offset) escapes nothing"
            case .unexpectedByte(let offset): "byte \(offset) must be encoded"
            case .invalidUTF8(let field): "field \(field) is not UTF-8"
            case .containsNUL(let field): "field \(field) holds NUL"
            }
        }
    }

    /// All fields, in the order in which they were sent.
    package var fields: [Field]

    /// Takes fields as they are, for links and tests.
    package init(_ fields: [Field] = []) {
        self.fields = fields
    }

    /// Reads encoded bytes; none at all is a form without fields.
    ///
    /// - Throws: `Failure` at the first fault; nothing is half-read.
    /// - Complexity: linear in the bytes.
    package init(parsing bytes: [UInt8], within bounds: Bounds = .form) throws(Failure) {
        fields = []
        guard !bytes.isEmpty else { return }
        for offset in bytes.indices where !Self.mayStandEncoded(bytes[offset]) {
            throw .unexpectedByte(offset: offset)
        }
        var start = bytes.startIndex
        while true {
            let end = bytes[start...].firstIndex(of: 0x26) ?? bytes.endIndex
            guard fields.count < bounds.fieldCount else {
                throw .tooManyFields(limit: bounds.fieldCount)
            }
            fields.append(try Self.field(bytes[start..<end], index: fields.count, bounds: bounds))
            guard end < bytes.endIndex else { return }
            start = end + 1
        }
    }

    /// The first value of that name.
    package subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    /// All values of that name, in order.
    package func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// The value when the name occurs exactly once.
    ///
    /// For tokens and identifiers: a repeated one is ambiguous and counts as absent.
    package func only(_ name: String) -> String? {
        let values = all(name)
        return values.count == 1 ? values[0] : nil
    }

    private static func field(
        _ bytes: ArraySlice<UInt8>,
        index: Int,
        bounds: Bounds
    ) throws(Failure) -> Field {
        let equals = bytes.firstIndex(of: 0x3D) ?? bytes.endIndex
        let name = try text(bytes[..<equals], index: index)
        let value = equals < bytes.endIndex ? try text(bytes[(equals + 1)...], index: index) : ""
        guard !name.isEmpty else { throw .emptyName(field: index) }
        guard name.utf8.count <= bounds.nameBytes else {
            throw .nameTooLong(field: index, limitBytes: bounds.nameBytes)
        }
        guard value.utf8.count <= bounds.valueBytes else {
            throw .valueTooLong(field: index, limitBytes: bounds.valueBytes)
        }
        return Field(name, value)
    }

    private static func text(
        _ bytes: ArraySlice<UInt8>,
        index: Int
    ) throws(Failure) -> String {
        let text: String
        do {
            text = try PercentCoding.decode(bytes, plusIsSpace: true)
        } catch {
            switch error {
            case .invalidEscape(let offset): throw .invalidEscape(offset: offset)
            case .invalidUTF8: throw .invalidUTF8(field: index)
            }
        }
        guard !text.utf8.contains(0) else { throw .containsNUL(field: index) }
        return text
    }

    /// Printable ASCII but for what every browser encodes, in forms and in queries.
    private static func mayStandEncoded(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x23, 0x3C, 0x3E: false
        default: byte > 0x20 && byte < 0x7F
        }
    }
}
