/// A text is not the hexadecimal or base64url form of any bytes.
package enum TextCodingError: Error, Equatable {
    /// The size fits no number of whole bytes.
    case wrongLength
    /// A character outside the alphabet; counted in UTF-8 bytes from 1.
    case illegalCharacter(position: Int)
    /// Unused bits at the end are not zero: a second spelling of the same bytes.
    case notCanonical
}
