/// Hashes of a proof in the form in which they are handed on.
package struct LogHashes: Hashable, Sendable {
    /// Hashes from the bottom up.
    package let hashes: [Digest]

    /// Takes hashes from the bottom up.
    package init(hashes: [Digest]) { self.hashes = hashes }

    /// Reads one hash a line, in base64; `nil` for anything else.
    package init?(parsing text: String) {
        var hashes: [Digest] = []
        for line in text.split(separator: "\n") {
            guard let bytes = [UInt8](strictBase64: String(line)),
                let hash = try? Digest(bytes: bytes)
            else { return nil }
            hashes.append(hash)
        }
        self.hashes = hashes
    }

    /// One hash a line, in base64.
    package var text: String { hashes.map { "\($0.bytes.base64String)\n" }.joined() }
}
