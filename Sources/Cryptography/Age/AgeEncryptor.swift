/// Encrypts a stream of any length, a chunk of 64 KiB at a time.
///
/// Memory stays at about two chunks beside what is given to `update`.
package struct AgeEncryptor {
    private let key: SecretBytes
    private var nonce = AgeNonce()
    private var output: [UInt8]
    private var pending: [UInt8] = []

    /// Starts a file for one or more recipients, each of whom can open it.
    package init(to recipients: [AgeRecipient]) {
        precondition(!recipients.isEmpty, "somebody must be able to open the file")
        let fileKey = SecretBytes.random(count: Age.fileKeyCount)
        let salt = RandomBytes.generate(count: Age.nonceCount)
        key = Age.payloadKey(fileKey, nonce: salt)
        output = AgeHeader.bytes(fileKey: fileKey, to: recipients) + salt
    }

    /// Takes plaintext and gives what is ready of the file, which may be nothing.
    package mutating func update(_ plaintext: [UInt8]) -> [UInt8] {
        pending += plaintext
        var start = 0
        // The last chunk is marked, and known only when nothing follows.
        while pending.count - start > Age.chunkCount {
            seal(Array(pending[start..<start + Age.chunkCount]), isLast: false)
            start += Age.chunkCount
        }
        pending.removeFirst(start)
        return take()
    }

    /// Ends the file and gives the rest of it.
    package mutating func finish() -> [UInt8] {
        seal(pending, isLast: true)
        pending = []
        return take()
    }

    private mutating func seal(_ chunk: [UInt8], isLast: Bool) {
        output += AuthenticatedCipher.chaCha20Poly1305.seal(
            chunk,
            key: key,
            nonce: nonce.next(isLast: isLast),
            associatedData: []
        )
    }

    private mutating func take() -> [UInt8] {
        defer { output = [] }
        return output
    }
}

/// The nonce of a chunk: its number in eleven bytes, and whether it is the last.
struct AgeNonce {
    private(set) var number: UInt64 = 0

    func bytes(isLast: Bool) -> [UInt8] {
        var bytes: [UInt8] = [0, 0, 0]
        bytes.append(bigEndian: number)
        bytes.append(isLast ? 1 : 0)
        return bytes
    }

    mutating func next(isLast: Bool) -> [UInt8] {
        defer { number += 1 }
        return bytes(isLast: isLast)
    }
}
