import Casefile
package import Cryptography
import Linkage
import Mechanism
import Store

/// The keys that make and seal fingerprints, outside the database: one a generation, the latest for what is new.
package struct LinkageKeys: Sendable {
    /// What one generation's secret is used for.
    struct Generation: Sendable {
        let encoder: FingerprintEncoder
        fileprivate let sealing: SecretBytes

        init(_ secret: SecretBytes) {
            func part(_ use: String) -> SecretBytes {
                HKDF.derive(ikm: secret, info: Array("tandem/v1/linkage/\(use)".utf8), count: 32)
            }
            encoder = FingerprintEncoder(FingerprintKey(part("fingerprint")), hardening: .kept)
            sealing = part("seal")
        }
    }

    /// The generation of what is made now.
    package let current: Int
    let generations: [Int: Generation]

    /// Takes the secrets of 32 bytes, by generation.
    package init(_ secrets: [Int: SecretBytes]) {
        precondition(!secrets.isEmpty, "an installation has a linkage key")
        current = secrets.keys.max() ?? 1
        generations = secrets.mapValues(Generation.init)
    }

    /// What is made now.
    var latest: Generation {
        guard let latest = generations[current] else { preconditionFailure("it was just found") }
        return latest
    }

    /// Fingerprints of one entry, sealed; how many there are shows only as one, two, or up to four.
    func seal(_ prints: [Linkage.Fingerprint], as row: FingerprintRow) -> [UInt8] {
        let places = prints.count < 2 ? 1 : prints.count == 2 ? 2 : 4
        var content = [UInt8(prints.count)]
        for print in prints.prefix(places) { content += print.bytes }
        let length = 1 + places * Linkage.Fingerprint.byteCount
        content += [UInt8](repeating: 0, count: length - content.count)
        return Sealing.seal(
            content,
            key: latest.sealing,
            associatedData: Self.associatedData(row)
        )
    }

    /// Opens a row; nil where its key is gone or somebody changed it.
    func open(_ row: FingerprintRow) -> [Linkage.Fingerprint]? {
        guard let generation = generations[row.generation],
            let content = try? Sealing.open(
                row.sealed,
                key: generation.sealing,
                associatedData: Self.associatedData(row)
            ),
            let count = content.first.map(Int.init),
            content.count >= 1 + count * Linkage.Fingerprint.byteCount
        else { return nil }
        return (0..<count).compactMap { index in
            let start = 1 + index * Linkage.Fingerprint.byteCount
            return Linkage.Fingerprint(
                bytes: Array(content[start..<start + Linkage.Fingerprint.byteCount])
            )
        }
    }

    /// Something that waits for the server itself.
    func seal(_ content: [UInt8], for check: CheckAsked.ID) -> [UInt8] {
        Sealing.seal(content, key: latest.sealing, associatedData: Self.associatedData(check))
    }

    /// Opens what waited, under whichever key it was sealed.
    func open(_ sealed: [UInt8], for check: CheckAsked.ID) -> [UInt8]? {
        for generation in generations.keys.sorted(by: >) {
            guard let key = generations[generation]?.sealing,
                let content = try? Sealing.open(
                    sealed,
                    key: key,
                    associatedData: Self.associatedData(check)
                )
            else { continue }
            return content
        }
        return nil
    }

    private static func associatedData(_ row: FingerprintRow) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "fingerprint-row/1")
        bytes.append(row.id.bytes)
        bytes.append(row.caseID.bytes)
        bytes.append(row.entry.bytes)
        bytes.append(row.agency.rawValue)
        bytes.append(row.generation)
        return bytes.bytes
    }

    private static func associatedData(_ check: CheckAsked.ID) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "check-waiting/1")
        bytes.append(check.bytes)
        return bytes.bytes
    }
}
