/// Bytes that are no key.
package enum KeyError: Error, Equatable {
    /// Not as many bytes as a key of this kind has.
    case wrongCount(expected: Int, found: Int)
    /// The point has a small order: agreeing with it gives a result that everybody knows.
    case smallOrder
    /// The bytes are no point of the prime-order group, or not its one encoding.
    case invalidPoint
}
