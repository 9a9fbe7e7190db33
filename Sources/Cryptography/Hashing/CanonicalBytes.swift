/// Bytes for hashing and signing, in which no two different structures look alike.
///
/// Each item is a one-byte kind, then: for bytes and strings a 64-bit length and the content; for an
/// integer its 64 bits; for an absent value nothing; for a list the count, then each element framed
/// like bytes. Numbers are big-endian. The encoding of a sequence of items can be read back in one
/// way only, so two calls with different items never give the same bytes.
package struct CanonicalBytes: Sendable {
    private enum Kind: UInt8 {
        case bytes = 1
        case string = 2
        case integer = 3
        case absent = 4
        case list = 5
    }

    /// What was appended so far.
    package private(set) var bytes: [UInt8] = []

    /// Starts an empty encoding; the first item should name what is encoded and its version.
    package init() {}

    /// Starts an encoding with a first string that names what is encoded and its version.
    package init(domain: String) { append(domain) }

    /// Appends bytes.
    package mutating func append(_ content: [UInt8]) {
        frame(.bytes, content)
    }

    /// Appends a string's UTF-8 as it stands; texts that only look alike stay different.
    package mutating func append(_ text: String) {
        frame(.string, Array(text.utf8))
    }

    /// Appends an integer; the type that held it leaves no trace.
    package mutating func append(_ number: Int64) {
        bytes.append(Kind.integer.rawValue)
        bytes.append(bigEndian: UInt64(bitPattern: number))
    }

    /// Appends an integer; the type that held it leaves no trace.
    package mutating func append(_ number: Int) {
        append(Int64(number))
    }

    /// Appends bytes, or that there are none, which differs from empty bytes.
    package mutating func append(optional content: [UInt8]?) {
        if let content { append(content) } else { bytes.append(Kind.absent.rawValue) }
    }

    /// Appends a string, or that there is none, which differs from an empty string.
    package mutating func append(optional text: String?) {
        if let text { append(text) } else { bytes.append(Kind.absent.rawValue) }
    }

    /// Appends an integer, or that there is none.
    package mutating func append(optional number: Int64?) {
        if let number { append(number) } else { bytes.append(Kind.absent.rawValue) }
    }

    /// Appends a list; `encode` appends any number of items for one element.
    package mutating func append<Element>(
        list elements: [Element],
        _ encode: (Element, inout CanonicalBytes) -> Void
    ) {
        bytes.append(Kind.list.rawValue)
        bytes.append(bigEndian: UInt64(elements.count))
        for element in elements {
            var inner = CanonicalBytes()
            encode(element, &inner)
            frame(.bytes, inner.bytes)
        }
    }

    /// Appends a list of strings.
    package mutating func append(list texts: [String]) {
        append(list: texts) { $1.append($0) }
    }

    private mutating func frame(_ kind: Kind, _ content: [UInt8]) {
        bytes.reserveCapacity(bytes.count + 9 + content.count)
        bytes.append(kind.rawValue)
        bytes.append(bigEndian: UInt64(content.count))
        bytes.append(contentsOf: content)
    }
}

extension [UInt8] {
    /// Appends a number's bytes, most significant first.
    mutating func append<Number: FixedWidthInteger & UnsignedInteger>(bigEndian number: Number) {
        for shift in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
