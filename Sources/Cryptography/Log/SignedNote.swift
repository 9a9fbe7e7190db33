import FoundationEssentials

/// A text with signatures below it.
///
/// Source: C2SP signed-note.
package struct SignedNote: Hashable, Sendable {
    /// One signature line.
    package struct Line: Hashable, Sendable {
        /// The name of the key.
        package let name: String
        /// Four bytes that tell the name's keys apart.
        package let keyID: [UInt8]
        /// What follows the key's identifier.
        package let signature: [UInt8]

        package init(name: String, keyID: [UInt8], signature: [UInt8]) {
            self.name = name
            self.keyID = keyID
            self.signature = signature
        }
    }

    /// The signed text, with its last newline.
    package let body: String
    /// The signatures, none of them checked.
    package private(set) var lines: [Line]

    /// How many bytes, and how many signatures, a note may have.
    package static let limits = (bytes: 65_536, lines: 64)

    /// Makes a note without signatures from a text that ends in a newline.
    package init(body: String) {
        precondition(body.utf8.last == 10, "a note's text ends in a newline")
        self.body = body
        lines = []
    }

    /// Reads a note.
    ///
    /// `nil` unless it is well-formed, within the limits and has at least one signature.
    package init?(parsing text: String) {
        guard text.utf8.count <= Self.limits.bytes,
            !text.utf8.contains(where: { $0 < 32 && $0 != 10 })
        else { return nil }
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard rows.popLast() == "", let blank = rows.lastIndex(of: ""), blank > 0 else {
            return nil
        }
        let below = rows[(blank + 1)...]
        guard !below.isEmpty, below.count <= Self.limits.lines else { return nil }
        body = rows[..<blank].map { "\($0)\n" }.joined()
        lines = []
        for row in below {
            let parts = row.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0] == "\u{2014}", NoteKey.isName(String(parts[1])),
                let bytes = [UInt8](strictBase64: String(parts[2])), bytes.count > 4
            else { return nil }
            lines.append(
                Line(
                    name: String(parts[1]),
                    keyID: Array(bytes.prefix(4)),
                    signature: Array(bytes.dropFirst(4))
                )
            )
        }
    }

    /// The note as text.
    package var text: String {
        "\(body)\n"
            + lines.map { "\u{2014} \($0.name) \(($0.keyID + $0.signature).base64String)\n" }
            .joined()
    }

    /// Adds a signature.
    package mutating func append(_ line: Line) { lines.append(line) }

    /// Signs the text as the log does.
    package mutating func sign(name: String, with key: SigningPrivateKey) {
        let id = NoteKey(name: name, key: key.publicKey, kind: .log).id
        let signature = key.signRaw(Array(body.utf8)).bytes
        append(Line(name: name, keyID: id, signature: signature))
    }

    /// Signs a checkpoint as a witness that saw it at a time, in seconds since 1970.
    package mutating func cosign(name: String, with key: SigningPrivateKey, atSecond: UInt64) {
        let id = NoteKey(name: name, key: key.publicKey, kind: .witness).id
        let time = (0..<8).map { UInt8(truncatingIfNeeded: atSecond >> (56 - 8 * $0)) }
        let signature = key.signRaw(NoteKey.cosigned(body, atSecond: atSecond)).bytes
        append(Line(name: name, keyID: id, signature: time + signature))
    }
}

extension Collection<UInt8> {
    /// The bytes as padded base64.
    package var base64String: String { Data(self).base64EncodedString() }
}

extension [UInt8] {
    /// Reads padded base64 in its one canonical spelling.
    package init?(strictBase64 text: String) {
        guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else {
            return nil
        }
        self.init(data)
    }
}
