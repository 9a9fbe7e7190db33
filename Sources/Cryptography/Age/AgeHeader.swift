/// The header of an age file: who can open it, and a tag over all of it.
struct AgeHeader {
    /// The file key for one recipient.
    struct Stanza {
        let kind: String
        let arguments: [String]
        let body: [UInt8]
    }

    let stanzas: [Stanza]
    let tag: [UInt8]
    /// What the tag is computed over: all up to `---`.
    let authenticated: [UInt8]

    /// Where the header ends in these bytes, behind its last line; nothing while it is incomplete.
    static func end(in bytes: [UInt8]) -> Int? {
        var lineStart = 0
        while let lineEnd = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) {
            if bytes[lineStart..<lineEnd].starts(with: Array("---".utf8)) { return lineEnd + 1 }
            lineStart = lineEnd + 1
        }
        return nil
    }

    /// Reads a complete header, strictly.
    init(parsing bytes: [UInt8]) throws(Age.AgeError) {
        guard bytes.last == UInt8(ascii: "\n") else { throw .malformedHeader }
        var lines = bytes.dropLast().split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        )
        guard let last = lines.popLast(), last.starts(with: Array("--- ".utf8)),
            let tag = Self.decode(last.dropFirst(4)), tag.count == HMACState.tagCount,
            !lines.isEmpty, lines.removeFirst().elementsEqual(Age.version.utf8)
        else { throw .malformedHeader }
        var stanzas: [Stanza] = []
        var rest = lines[...]
        while let line = rest.popFirst() {
            let arguments = try Self.arguments(line)
            stanzas.append(
                Stanza(
                    kind: arguments[0],
                    arguments: Array(arguments.dropFirst()),
                    body: try Self.body(&rest)
                )
            )
        }
        self.stanzas = stanzas
        self.tag = tag
        authenticated = Array(bytes[..<(last.startIndex + 3)])
    }

    private static func arguments(_ line: ArraySlice<UInt8>) throws(Age.AgeError) -> [String] {
        guard line.starts(with: Array("-> ".utf8)) else { throw .malformedHeader }
        let arguments = line.dropFirst(3)
            .split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        let areValid = arguments.allSatisfy { argument in
            !argument.isEmpty && argument.allSatisfy { (33...126).contains($0) }
        }
        guard areValid, !arguments.isEmpty else { throw .malformedHeader }
        return arguments.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Full lines, then one that is shorter.
    private static func body(
        _ lines: inout ArraySlice<ArraySlice<UInt8>>
    ) throws(Age.AgeError) -> [UInt8] {
        var body: [UInt8] = []
        while let line = lines.popFirst() {
            guard line.count <= 64, let bytes = decode(line) else { throw .malformedHeader }
            body += bytes
            if line.count < 64 { return body }
        }
        throw .malformedHeader
    }

    /// Standard base64 without padding, in its one canonical spelling.
    static func decode(_ symbols: some Sequence<UInt8>) -> [UInt8]? {
        var text: [UInt8] = []
        for symbol in symbols {
            switch symbol {
            case UInt8(ascii: "-"), UInt8(ascii: "_"): return nil
            case UInt8(ascii: "+"): text.append(UInt8(ascii: "-"))
            case UInt8(ascii: "/"): text.append(UInt8(ascii: "_"))
            default: text.append(symbol)
            }
        }
        do throws(TextCodingError) {
            return try [UInt8](base64URL: String(decoding: text, as: UTF8.self))
        } catch {
            return nil
        }
    }

    private static func encode(_ bytes: [UInt8]) -> String {
        String(bytes.base64URLString.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
    }
}

extension AgeHeader {
    /// Writes the header of a new file.
    static func bytes(fileKey: SecretBytes, to recipients: [AgeRecipient]) -> [UInt8] {
        var text = Age.version + "\n"
        for recipient in recipients {
            let ephemeral = AgreementPrivateKey.generate()
            let share = ephemeral.publicKey.bytes
            let shared: SecretBytes
            do {
                shared = try ephemeral.agree(with: recipient.key)
            } catch {
                preconditionFailure("a validated public key has no small order")
            }
            let body = AuthenticatedCipher.chaCha20Poly1305.seal(
                fileKey,
                key: Age.wrappingKey(shared, share: share, recipient: recipient.key),
                nonce: [UInt8](repeating: 0, count: 12),
                associatedData: [],
                prefix: []
            )
            text += "-> X25519 \(encode(share))\n\(encode(body))\n"
        }
        text += "---"
        let tag = HMAC.sha256(Array(text.utf8), key: Age.headerKey(fileKey))
        return Array("\(text) \(encode(tag))\n".utf8)
    }

    /// Finds the file key with one of the identities, and checks the tag.
    func fileKey(with identities: [AgeIdentity]) throws(Age.AgeError) -> SecretBytes {
        if stanzas.contains(where: { $0.kind == "scrypt" }) {
            throw stanzas.count == 1 ? .passphraseUnsupported : .malformedHeader
        }
        var found: SecretBytes?
        for stanza in stanzas where stanza.kind == "X25519" {
            guard stanza.arguments.count == 1,
                let share = Self.decode(stanza.arguments[0].utf8),
                stanza.body.count == Age.fileKeyCount + AuthenticatedCipher.tagCount
            else { throw .malformedHeader }
            for identity in identities where found == nil {
                found = try Self.unwrap(stanza.body, share: share, with: identity)
            }
        }
        guard let found else { throw .noMatch }
        guard HMAC.isValid(tag, for: authenticated, key: Age.headerKey(found)) else {
            throw .headerNotAuthentic
        }
        return found
    }

    private static func unwrap(
        _ body: [UInt8],
        share: [UInt8],
        with identity: AgeIdentity
    ) throws(Age.AgeError) -> SecretBytes? {
        let shared: SecretBytes
        do throws(KeyError) {
            shared = try identity.key.agree(with: AgreementPublicKey(bytes: share))
        } catch {
            throw .malformedHeader
        }
        do {
            return try AuthenticatedCipher.chaCha20Poly1305.openSecret(
                body[...],
                key: Age.wrappingKey(shared, share: share, recipient: identity.key.publicKey),
                nonce: [UInt8](repeating: 0, count: 12),
                associatedData: []
            )
        } catch {
            return nil
        }
    }
}
