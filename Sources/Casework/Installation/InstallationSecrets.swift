package import Cryptography
package import Database
import Store

/// Secrets that are kept in a file outside the database and outside its backups.
package struct InstallationSecrets: Sendable {
    /// Keys digests of sign-in names and work rows.
    package let pepper: SecretBytes
    /// The coordinating agency's root, where every chain of certificates ends.
    package let anchor: SigningPublicKey
    /// Seals rows; absent in a key file of release 0.1.0.
    package let rows: SecretBytes?
    /// Signs checkpoints of the log; absent in a key file of release 0.1.0.
    package let log: SigningPrivateKey?
    /// Make and seal fingerprints, by generation; empty in a key file of release 0.1.0.
    package let linkage: [Int: SecretBytes]

    package init(
        pepper: SecretBytes,
        anchor: SigningPublicKey,
        rows: SecretBytes?,
        log: SigningPrivateKey?,
        linkage: [Int: SecretBytes]
    ) {
        self.pepper = pepper
        self.anchor = anchor
        self.rows = rows
        self.log = log
        self.linkage = linkage
    }

    /// Reads a key file; `nil` where a line that every release wrote is missing or one is damaged.
    package init?(keyFile text: String) {
        var values: [Substring: [UInt8]] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: " ")
            guard parts.count == 2, let bytes = try? [UInt8](hex: String(parts[1])),
                bytes.count == 32
            else { return nil }
            values[parts[0]] = bytes
        }
        guard let pepper = values["pepper"],
            let anchor = values["anchor"].flatMap({ try? SigningPublicKey(bytes: $0) })
        else { return nil }
        self.init(
            pepper: SecretBytes(pepper),
            anchor: anchor,
            rows: values["rows"].map { SecretBytes($0) },
            log: values["log"].flatMap { try? SigningPrivateKey(seed: SecretBytes($0)) },
            linkage: Dictionary(
                values.compactMap { name, bytes in
                    guard name.hasPrefix(Self.linkagePrefix),
                        let generation = Int(name.dropFirst(Self.linkagePrefix.count))
                    else { return nil }
                    return (generation, SecretBytes(bytes))
                },
                uniquingKeysWith: { first, _ in first }
            )
        )
    }

    /// The same with a new linkage key, for what is made from now on.
    package func addingLinkageKey() -> InstallationSecrets {
        var linkage = linkage
        linkage[(linkage.keys.max() ?? 0) + 1] = .random(count: 32)
        return with(linkage)
    }

    /// The same without the linkage keys that nothing is sealed under any more; the latest stays.
    package func keepingLinkageKeys(_ used: Set<Int>) -> InstallationSecrets {
        let latest = linkage.keys.max()
        return with(linkage.filter { used.contains($0.key) || $0.key == latest })
    }

    private func with(_ linkage: [Int: SecretBytes]) -> InstallationSecrets {
        InstallationSecrets(pepper: pepper, anchor: anchor, rows: rows, log: log, linkage: linkage)
    }

    private static let linkagePrefix = "linkage-"

    /// Lets rows of a database be written and compared.
    ///
    /// - Returns: false for a key file of release 0.1.0, whose database has no seals yet.
    package func attach(to database: Database) -> Bool {
        guard let rows else { return false }
        database.attach(RowKey(rows))
        return true
    }

    /// The key file's text.
    package var keyFile: String {
        let lines = [
            "# Tandem's key file. Keep it apart from the database and its backups.",
            "pepper \(pepper.exposedBytes().hexString)",
            "anchor \(anchor.bytes.hexString)",
            rows.map { "rows \($0.exposedBytes().hexString)" },
            log.map { "log \($0.seed.exposedBytes().hexString)" },
        ]
        let generations = linkage.sorted { $0.key < $1.key }.map { generation, secret in
            "\(Self.linkagePrefix)\(generation) \(secret.exposedBytes().hexString)"
        }
        return (lines.compactMap(\.self) + generations).map { "\($0)\n" }.joined()
    }
}
