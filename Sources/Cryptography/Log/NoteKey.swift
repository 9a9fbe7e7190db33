/// A key that verifies signatures of notes.
///
/// Source: C2SP signed-note and tlog-cosignature.
package struct NoteKey: Hashable, Sendable {
    /// What the key signs.
    package enum Kind: UInt8, Sendable {
        /// The text itself.
        case log = 1
        /// The text and the time at which a witness saw it.
        case witness = 4
    }

    /// Its name: not empty, without spaces and plus signs.
    package let name: String
    /// The key.
    package let key: SigningPublicKey
    /// What it signs.
    package let kind: Kind

    /// Names a key.
    package init(name: String, key: SigningPublicKey, kind: Kind) {
        precondition(Self.isName(name), "a key's name has no spaces and no plus sign")
        (self.name, self.key, self.kind) = (name, key, kind)
    }

    /// Reads `<name>+<hex identifier>+<base64 key>`; `nil` unless the identifier fits.
    package init?(parsing text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, Self.isName(String(parts[0])),
            let bytes = [UInt8](strictBase64: String(parts[2])), let first = bytes.first,
            let kind = Kind(rawValue: first),
            let key = try? SigningPublicKey(enrolling: Array(bytes.dropFirst()))
        else { return nil }
        self.init(name: String(parts[0]), key: key, kind: kind)
        guard id.hexString == parts[1] else { return nil }
    }

    /// Four bytes that tell the name's keys apart.
    package var id: [UInt8] {
        Array(
            Digest.sha256(Array("\(name)\n".utf8) + [kind.rawValue] + key.bytes).bytes.prefix(4)
        )
    }

    /// The key as text, for those who verify.
    package var text: String {
        "\(name)+\(id.hexString)+\(([kind.rawValue] + key.bytes).base64String)"
    }

    /// Whether the note carries this key's signature, and none of this key's that is false.
    package func verifies(_ note: SignedNote) -> Bool {
        let mine = note.lines.filter { $0.name == name && $0.keyID == id }
        return !mine.isEmpty && mine.allSatisfy { verifies($0.signature, of: note.body) }
    }

    private func verifies(_ bytes: [UInt8], of body: String) -> Bool {
        switch kind {
        case .log:
            guard let signature = try? Signature(bytes: bytes) else { return false }
            return key.verifiesRaw(signature, for: Array(body.utf8))
        case .witness:
            guard bytes.count == 72,
                let signature = try? Signature(bytes: Array(bytes.dropFirst(8)))
            else { return false }
            let second = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard second <= UInt64(Int64.max) else { return false }
            return key.verifiesRaw(signature, for: Self.cosigned(body, atSecond: second))
        }
    }

    static func cosigned(_ body: String, atSecond: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(atSecond)\n\(body)".utf8)
    }

    static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && !name.unicodeScalars.contains {
                $0.properties.isWhitespace || $0 == "+" || $0.value < 32
            }
    }
}
