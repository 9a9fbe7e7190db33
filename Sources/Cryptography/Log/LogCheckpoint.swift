/// A log's size and root at one moment: what the log signs and witnesses cosign.
///
/// Source: C2SP tlog-checkpoint.
package struct LogCheckpoint: Hashable, Sendable {
    /// The log's name.
    package let origin: String
    /// How many leaves it has.
    package let size: Int
    /// The root of its tree.
    package let root: Digest

    package init(origin: String, size: Int, root: Digest) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Reads the text of a note; `nil` unless it is a checkpoint without extension lines.
    package init?(body: String) {
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4, !lines[0].isEmpty, lines[3].isEmpty, let size = Int(lines[1]),
            let bytes = [UInt8](strictBase64: String(lines[2])),
            let root = try? Digest(bytes: bytes)
        else { return nil }
        self.init(origin: String(lines[0]), size: size, root: root)
        guard size >= 0, self.body == body else { return nil }
    }

    /// The text of the note.
    package var body: String { "\(origin)\n\(size)\n\(root.bytes.base64String)\n" }
}
