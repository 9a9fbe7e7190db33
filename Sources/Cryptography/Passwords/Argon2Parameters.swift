/// How much work a password hash costs; stored beside the salt.
///
/// One lane always, because libsodium has no more. Bounded, so that a stored or received value can
/// neither be worthless nor exhaust the machine.
package struct Argon2Parameters: Hashable, Sendable {
    /// Why these are no parameters.
    package enum ParametersError: Error, Equatable {
        /// Passes or memory are outside `passesRange` or `memoryRange`.
        case outOfBounds
        /// The text or bytes are not in the form that `text` or `bytes` gives.
        case malformed
        /// Another algorithm than Argon2id version 1.3.
        case unknownAlgorithm
    }

    /// Argon2id, version 0x13, one lane.
    package static let algorithm: UInt8 = 1
    /// Allowed numbers of passes.
    package static let passesRange: ClosedRange<UInt32> = 1...16
    /// Allowed memory, in KiB: 8 KiB to 1 GiB.
    package static let memoryRange: ClosedRange<UInt32> = 8...1_048_576
    /// Three passes over 128 MiB: about 270 ms.
    package static let standard = Argon2Parameters(trustedPasses: 3, memoryKiB: 131_072)

    /// Passes over the memory (t).
    package let passes: Int
    /// Memory in KiB (m).
    package let memoryKiB: Int

    /// Takes passes and memory, which tests may choose cheap.
    ///
    /// - Throws: `ParametersError.outOfBounds`.
    package init(passes: Int, memoryKiB: Int) throws(ParametersError) {
        guard let passes = UInt32(exactly: passes), Self.passesRange.contains(passes),
            let memory = UInt32(exactly: memoryKiB), Self.memoryRange.contains(memory)
        else { throw .outOfBounds }
        self.init(trustedPasses: Int(passes), memoryKiB: memoryKiB)
    }

    private init(trustedPasses passes: Int, memoryKiB: Int) {
        self.passes = passes
        self.memoryKiB = memoryKiB
    }
}

extension Argon2Parameters: CustomStringConvertible {
    private static let prefix = "argon2id$v=19$"

    /// The form to store, such as `argon2id$v=19$m=131072,t=3,p=1`.
    package var text: String { "\(Self.prefix)m=\(memoryKiB),t=\(passes),p=1" }

    /// The form to store.
    package var description: String { text }

    /// Reads what `text` gives, and nothing else.
    ///
    /// - Throws: `ParametersError`.
    package init(parsing text: String) throws(ParametersError) {
        guard text.hasPrefix(Self.prefix) else { throw .unknownAlgorithm }
        let fields = text.dropFirst(Self.prefix.count).split(separator: ",")
        guard fields.count == 3, fields[0].hasPrefix("m="), fields[1].hasPrefix("t="),
            let memory = Int(fields[0].dropFirst(2)), let passes = Int(fields[1].dropFirst(2))
        else { throw .malformed }
        try self.init(passes: passes, memoryKiB: memory)
        // One spelling only: no leading zeros or signs, no other number of lanes.
        guard self.text == text else { throw .malformed }
    }
}

extension Argon2Parameters {
    /// The form to hash or sign: algorithm id ‖ passes ‖ memory in KiB, nine bytes, big-endian.
    package var bytes: [UInt8] {
        var bytes = [Self.algorithm]
        bytes.append(bigEndian: UInt32(passes))
        bytes.append(bigEndian: UInt32(memoryKiB))
        return bytes
    }

    /// Reads what `bytes` gives.
    ///
    /// - Throws: `ParametersError`.
    package init(bytes: [UInt8]) throws(ParametersError) {
        guard bytes.count == 9 else { throw .malformed }
        guard bytes[0] == Self.algorithm else { throw .unknownAlgorithm }
        let numbers = bytes.dropFirst().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        try self.init(passes: Int(numbers >> 32), memoryKiB: Int(numbers & 0xFFFF_FFFF))
    }
}
