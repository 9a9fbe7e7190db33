import Casefile
import Cryptography
import Mechanism
import Store

/// How an entry is sealed, signed and chained.
enum EntrySealing {
    /// The header as associated data: no field can change, and no ciphertext can move.
    static func associatedData(_ header: EntryHeader) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "entry-header/1")
        bytes.append(header.id.bytes)
        bytes.append(header.caseID.bytes)
        bytes.append(header.strand.bytes)
        bytes.append(header.compartment.rawValue)
        bytes.append(header.owner.rawValue)
        bytes.append(header.epoch)
        bytes.append(header.author.bytes)
        bytes.append(header.authorAgency.rawValue)
        bytes.append(header.recordedAt.milliseconds)
        bytes.append(list: header.heads) { $1.append($0.bytes) }
        return bytes.bytes
    }

    static func seal(
        _ payload: Payload,
        header: EntryHeader,
        key: SecretBytes
    ) throws -> [UInt8] {
        Sealing.seal(
            try PayloadCoding.encode(payload),
            key: entryKey(key, header.id),
            associatedData: associatedData(header)
        )
    }

    static func open(_ row: EntryRow, key: SecretBytes) throws -> Entry {
        let padded = try Sealing.open(
            row.sealed,
            key: entryKey(key, row.header.id),
            associatedData: associatedData(row.header)
        )
        return Entry(
            header: row.header,
            payload: try PayloadCoding.decode(Payload.self, from: padded)
        )
    }

    private static func entryKey(_ key: SecretBytes, _ id: Entry.ID) -> SecretBytes {
        KeyDerivation.subkey(of: key, info: Array("entry/1".utf8) + id.bytes)
    }

    /// What the author signs: header, work rows and padded ciphertext.
    static func hash(_ header: EntryHeader, workDigest: [UInt8], sealed: [UInt8]) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "entry/1")
        bytes.append(associatedData(header))
        bytes.append(workDigest)
        bytes.append(sealed)
        return Digest.blake2b(bytes.bytes).bytes
    }

    /// The server's chain: position and everything before it.
    static func link(
        previous: [UInt8],
        sequence: Int,
        hash: [UInt8],
        signature: [UInt8]
    ) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "link/1")
        bytes.append(previous)
        bytes.append(sequence)
        bytes.append(hash)
        bytes.append(signature)
        return Digest.blake2b(bytes.bytes).bytes
    }
}

/// How a strand's key is wrapped for an agency.
enum StrandSealing {
    static func context(_ strand: Strand, epoch: Int) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "strand-key/1")
        bytes.append(strand.caseID.bytes)
        bytes.append(strand.id.bytes)
        bytes.append(strand.compartment.rawValue)
        bytes.append(strand.owner.rawValue)
        bytes.append(epoch)
        return bytes.bytes
    }

    /// The key, which needs the wrapped half and the half in the shred store.
    static func key(
        _ first: SecretBytes,
        _ second: SecretBytes,
        of strand: Strand,
        epoch: Int
    ) -> SecretBytes {
        KeyDerivation.combine(first, second, context: context(strand, epoch: epoch))
    }

    static func grantBody(_ grant: GrantRow, commitment: [UInt8]) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "grant/1")
        bytes.append(grant.strand.bytes)
        bytes.append(grant.epoch)
        bytes.append(grant.agency.rawValue)
        bytes.append(grant.agencyEpoch)
        bytes.append(grant.sealed)
        bytes.append(optional: grant.referral?.bytes)
        bytes.append(optional: grant.until?.description)
        bytes.append(commitment)
        return bytes.bytes
    }
}
