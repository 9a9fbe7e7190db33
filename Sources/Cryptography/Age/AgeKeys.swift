/// A public key to which files are encrypted: `age1…`.
package struct AgeRecipient: Hashable, Sendable {
    /// The key.
    package let key: AgreementPublicKey

    package init(key: AgreementPublicKey) { self.key = key }

    /// Reads `age1…`.
    ///
    /// - Throws: `Age.KeyTextError`.
    package init(text: String) throws(Age.KeyTextError) {
        guard let (prefix, bytes) = Bech32.decode(text) else { throw .notBech32 }
        guard prefix == "age" else { throw .wrongKind }
        do {
            key = try AgreementPublicKey(bytes: bytes)
        } catch {
            throw .notAKey
        }
    }

    /// `age1…`, as `age` takes it.
    package var text: String { Bech32.encode(key.bytes, prefix: "age") }
}

/// A private key that opens files: `AGE-SECRET-KEY-1…`.
package struct AgeIdentity: Sendable {
    /// The key.
    package let key: AgreementPrivateKey

    package init(key: AgreementPrivateKey) { self.key = key }

    /// Makes a new one.
    package static func generate() -> AgeIdentity { AgeIdentity(key: .generate()) }

    /// Reads `AGE-SECRET-KEY-1…`.
    ///
    /// - Throws: `Age.KeyTextError`.
    package init(text: String) throws(Age.KeyTextError) {
        guard let (prefix, bytes) = Bech32.decode(text) else { throw .notBech32 }
        guard prefix == "age-secret-key-" else { throw .wrongKind }
        do {
            key = try AgreementPrivateKey(secret: SecretBytes(bytes))
        } catch {
            throw .notAKey
        }
    }

    /// Reads the identities of a file such as `age-keygen` writes: one a line, and comments.
    ///
    /// - Throws: `Age.KeyTextError` for any other line.
    package static func all(in file: String) throws(Age.KeyTextError) -> [AgeIdentity] {
        var found: [AgeIdentity] = []
        for line in Age.lines(of: file) { found.append(try AgeIdentity(text: line)) }
        return found
    }

    /// The public half.
    package var recipient: AgeRecipient { AgeRecipient(key: key.publicKey) }

    /// `AGE-SECRET-KEY-1…`, as `age` takes it; whoever has it opens the files.
    package func exposedText() -> String {
        Bech32.encode(key.secret.exposedBytes(), prefix: "age-secret-key-").uppercased()
    }
}

extension AgeRecipient {
    /// Reads the recipients of a file: one a line, and comments.
    ///
    /// - Throws: `Age.KeyTextError` for any other line.
    package static func all(in file: String) throws(Age.KeyTextError) -> [AgeRecipient] {
        var found: [AgeRecipient] = []
        for line in Age.lines(of: file) { found.append(try AgeRecipient(text: line)) }
        return found
    }
}

extension AgeIdentity: CustomStringConvertible, CustomReflectable {
    /// The public half only.
    package var description: String { "AgeIdentity(\(recipient.text))" }

    /// The public half only.
    package var customMirror: Mirror { Mirror(self, children: ["recipient": recipient.text]) }
}

extension Age {
    /// Lines that are neither empty nor comments.
    fileprivate static func lines(of file: String) -> [String] {
        file.split(whereSeparator: \.isNewline).map(String.init)
            .filter { !$0.hasPrefix("#") && !$0.allSatisfy(\.isWhitespace) }
    }
}
