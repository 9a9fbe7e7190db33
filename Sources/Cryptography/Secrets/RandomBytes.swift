import CSodium

/// Randomness from the operating system's generator.
package enum RandomBytes {
    /// Makes `count` uniformly random bytes that are not secret: nonces, salts, identifiers.
    ///
    /// For keys use `SecretBytes.random(count:)`.
    package static func generate(count: Int) -> [UInt8] {
        precondition(count >= 0, "a count cannot be negative")
        Sodium.start()
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            if let start = buffer.baseAddress { unsafe randombytes_buf(start, count) }
            filled = count
        }
    }

    /// Makes a random code that people can read aloud, write down and type.
    ///
    /// The entropy is 5 bits for each of `groups × length − 2` symbols; see `HumanCode`.
    package static func code(groups: Int, length: Int) -> HumanCode {
        code(HumanCode.Shape(groups: groups, length: length))
    }

    /// Makes a random code of the shape, such as `.recovery` with its 130 bits.
    package static func code(_ shape: HumanCode.Shape) -> HumanCode {
        // 256 is a multiple of 32: the low five bits of a random byte are uniform.
        var symbols = generate(count: shape.dataCount).map { $0 & 31 }
        defer { symbols.erase() }
        return HumanCode(shape: shape, data: symbols)
    }
}
