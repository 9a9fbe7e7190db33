package import Cryptography
package import Database

/// The key that seals rows: whoever has the database alone can't change one unnoticed.
///
/// It lies in the key file, outside the database and its backups.
package struct RowKey: Sendable {
    private let key: SecretBytes

    package init(_ key: SecretBytes) { self.key = key }

    /// The seal of a row: 16 bytes over the table's name and every column that isn't null, but the seal itself.
    ///
    /// A column that a later step of the schema adds leaves the seals of older rows as they are.
    func seal(_ table: String, _ columns: [(name: String, value: SQLValue)]) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "row/1")
        bytes.append(table)
        let present = columns.filter { $0.value != .null && $0.name != Self.column }
        for (name, value) in present.sorted(by: { $0.name < $1.name }) {
            bytes.append(name)
            switch value {
            case .null: break
            case .integer(let number): bytes.append(number)
            case .text(let text): bytes.append(text)
            case .blob(let content): bytes.append(content)
            }
        }
        return Array(Digest.blake2b(bytes.bytes, key: key).bytes.prefix(16))
    }

    /// The column in which the seal lies.
    static let column = "seal"

    /// Whether a row, with all its columns, carries the seal that was made for it.
    func isGenuine(_ row: Row, of table: String) -> Bool {
        guard let found = try? row.optionalBlob(Self.column) else { return false }
        return ConstantTime.equal(found, seal(table, row.present))
    }
}

/// A row does not carry the seal that belongs to it: somebody changed it from outside.
package struct RowDamage: Error, Hashable, Sendable {
    /// The table.
    package let table: String

    package init(table: String) { self.table = table }
}

/// A row was to be written before the row key was attached to the database.
struct RowKeyMissing: Error {}

extension DatabaseSession {
    /// The key that was attached to the database.
    package var rowKey: RowKey? { context as? RowKey }
}
