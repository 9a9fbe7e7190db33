/// An Ed25519 signature.
///
/// Source: RFC 8032.
package struct Signature: Hashable, Sendable {
    /// How many bytes a signature has.
    package static let count = 64

    /// The 64 bytes.
    package let bytes: [UInt8]

    /// Takes a stored or received signature; only `SigningPublicKey.verifies` says what it is worth.
    ///
    /// - Throws: `ByteCountError` unless there are 64 bytes.
    package init(bytes: [UInt8]) throws(ByteCountError) {
        try ByteCountError.check(bytes.count, expected: Self.count)
        self.bytes = bytes
    }

    init(trusted bytes: [UInt8]) { self.bytes = bytes }
}

/// What is signed: the message behind the name of its use, so that no signature fits two uses.
enum SigningDomain {
    /// `"tandem/v1/<domain>"` ‖ 0x00 ‖ message.
    static func separated(_ message: [UInt8], domain: String) -> [UInt8] {
        precondition(!domain.isEmpty && !domain.utf8.contains(0), "a domain is a non-empty name")
        var bytes = Array("tandem/v1/".utf8)
        bytes.reserveCapacity(bytes.count + domain.utf8.count + 1 + message.count)
        bytes.append(contentsOf: domain.utf8)
        bytes.append(0)
        bytes.append(contentsOf: message)
        return bytes
    }
}
