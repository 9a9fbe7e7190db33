import CSodium

/// A fixed number of secret bytes that are zeroised when the last reference goes.
///
/// The bytes never print, compare in constant time, and leave the object only through
/// `exposedBytes()` or inside `withBytes`. They are ordinary memory: neither locked against swap nor
/// guarded by pages, because a request opens dozens of them; run with swap and core dumps off.
@safe
package final class SecretBytes: @unchecked Sendable {
    // Sendable by proof: `storage` is a constant, its memory belongs to this object alone, is written
    // only before `init` returns, read until `deinit`, and freed there.
    private let storage: UnsafeMutableBufferPointer<UInt8>

    /// How many bytes there are.
    package var count: Int { unsafe storage.count }

    /// Copies the bytes into memory of its own.
    ///
    /// The caller's array is not erased: where it holds the only other copy, use `init(erasing:)`.
    package convenience init(_ bytes: [UInt8]) {
        unsafe self.init(count: bytes.count) { target in
            unsafe bytes.withUnsafeBufferPointer { source in
                _ = unsafe UnsafeMutableBufferPointer(start: target, count: source.count)
                    .update(fromContentsOf: source)
            }
        }
    }

    /// Copies the bytes and zeroises the caller's array, which stays as long as it was.
    ///
    /// Other copies of the array that share its storage are left as they are.
    package convenience init(erasing bytes: inout [UInt8]) {
        self.init(bytes)
        bytes.erase()
    }

    /// Makes uniformly random bytes from the system's generator.
    package static func random(count: Int) -> SecretBytes {
        Sodium.start()
        return unsafe SecretBytes(count: count) { unsafe randombytes_buf($0, count) }
    }

    /// Lets `fill` write exactly `count` bytes; the memory is zero before, and erased if it throws.
    @unsafe
    init<Failure: Error>(
        count: Int,
        fill: (UnsafeMutablePointer<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(count >= 0, "a secret cannot have a negative size")
        // One byte even when empty, so that C always gets an address.
        let start = UnsafeMutablePointer<UInt8>.allocate(capacity: Swift.max(count, 1))
        unsafe start.initialize(repeating: 0, count: Swift.max(count, 1))
        unsafe storage = UnsafeMutableBufferPointer(start: start, count: count)
        try unsafe fill(start)
    }

    deinit {
        guard let start = unsafe storage.baseAddress else { return }
        unsafe sodium_memzero(start, storage.count)
        unsafe start.deallocate()
    }

    /// Reads the bytes in place, without a copy.
    ///
    /// The span cannot leave the closure; bytes copied out of it are no longer protected.
    package func withBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(Span(_unsafeElements: UnsafeBufferPointer(storage)))
    }

    /// Reads the bytes through an address that is valid inside the closure only.
    @unsafe
    func withPointer<Result, Failure: Error>(
        _ body: (UnsafePointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let start = unsafe storage.baseAddress else {
            preconditionFailure("a secret always has memory")
        }
        return try unsafe body(UnsafePointer(start))
    }

    /// Copies the bytes out, for sealing them into a wrap; the copy is not erased by anybody.
    package func exposedBytes() -> [UInt8] {
        unsafe Array(storage)
    }
}

extension SecretBytes: Equatable {
    /// Compares in constant time; the sizes are not secret.
    package static func == (left: SecretBytes, right: SecretBytes) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe left.withPointer { first in
            unsafe right.withPointer { unsafe sodium_memcmp(first, $0, left.count) == 0 }
        }
    }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The size, never the bytes.
    package var description: String { "SecretBytes(\(count) bytes)" }

    /// The size, never the bytes.
    package var debugDescription: String { description }

    /// Nothing to look into, so that `dump` and test failures print no bytes.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension [UInt8] {
    /// Zeroises this array's own storage in a way that the optimiser keeps.
    mutating func erase() {
        let size = count
        unsafe withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return }
            unsafe sodium_memzero(start, size)
        }
    }
}
