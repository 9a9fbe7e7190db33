/// Stored bytes have the wrong size for what they should be.
package struct ByteCountError: Error, Equatable, CustomStringConvertible {
    /// How many bytes it takes.
    package let expected: Int
    /// How many there were.
    package let found: Int

    /// The sizes, never the bytes.
    package var description: String { "expected \(expected) bytes, found \(found)" }

    static func check(_ count: Int, expected: Int) throws(ByteCountError) {
        guard count == expected else { throw ByteCountError(expected: expected, found: count) }
    }
}
