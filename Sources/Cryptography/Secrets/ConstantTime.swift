import CSodium

/// Comparison whose duration tells nothing about the bytes.
package enum ConstantTime {
    /// Whether both hold the same bytes; the sizes are not secret.
    package static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe sodium_memcmp(left, right, left.count) == 0
    }
}
