import Cryptography
import Store

/// What an entry's signature covers beside the entry: digests of rows that came with it.
///
/// Stored as items of 33 bytes: a kind, then the digest. Release 0.1.0 stored one digest over all work rows,
/// 32 bytes, which can't be compared with a single row.
enum Accompaniment {
    /// What the rows are.
    enum Kind: UInt8, Sendable { case work = 1, attachment = 2 }

    /// One row's digest.
    struct Item: Hashable, Sendable {
        let kind: Kind
        let digest: [UInt8]
    }

    static func encode(_ items: [Item]) -> [UInt8] {
        items.flatMap { [$0.kind.rawValue] + $0.digest }
    }

    /// The items; `nil` for the form of release 0.1.0.
    ///
    /// - Throws: `JournalError.signatureInvalid` for bytes that no release wrote.
    static func decode(_ bytes: [UInt8]) throws -> [Item]? {
        if bytes.count == Digest.count { return nil }
        let size = 1 + Digest.count
        guard bytes.count.isMultiple(of: size) else { throw JournalError.signatureInvalid }
        return try stride(from: 0, to: bytes.count, by: size).map { start in
            guard let kind = Kind(rawValue: bytes[start]) else {
                throw JournalError.signatureInvalid
            }
            return Item(kind: kind, digest: Array(bytes[(start + 1)..<(start + size)]))
        }
    }
}
