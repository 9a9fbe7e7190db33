package import Database

/// A table as the engine describes it.
package struct CatalogueTable: Hashable, Sendable {
    package let name: String
    /// Columns in the order of their names, which is the same on every engine.
    package let columns: [String]
    package let primaryKey: [String]
    /// Other tables whose rows must be there before.
    package let references: Set<String>
}

/// All tables of a database but those that are of this one database only, each behind those that it refers to.
///
/// Read from the engine, so that none is forgotten.
package struct Catalogue: Hashable, Sendable {
    package let tables: [CatalogueTable]

    /// Reads the catalogue of a migrated database.
    ///
    /// - Throws: `TransferError.unordered` where tables refer to each other in a ring or have no key.
    package init(of connection: any Connection) throws {
        let found =
            switch connection.engine {
            case .sqlite: try Self.sqliteTables(connection)
            case .postgres: try Self.postgresTables(connection)
            }
        guard found.allSatisfy({ !$0.primaryKey.isEmpty }) else { throw TransferError.unordered }
        tables = try Self.sorted(found.filter { !Self.ofTheEngine.contains($0.name) })
    }

    /// The schema's history, and the marks by which PostgreSQL's driver learns how a commit went: of one
    /// database only.
    private static let ofTheEngine: Set<String> = ["schema_migration", "transaction_mark"]

    static func sorted(_ tables: [CatalogueTable]) throws(TransferError) -> [CatalogueTable] {
        var waiting = tables.sorted { $0.name < $1.name }
        var placed: Set<String> = []
        var result: [CatalogueTable] = []
        while !waiting.isEmpty {
            let ready = waiting.filter { $0.references.subtracting([$0.name]).isSubset(of: placed) }
            guard !ready.isEmpty else { throw .unordered }
            result += ready
            placed.formUnion(ready.map(\.name))
            waiting.removeAll { placed.contains($0.name) }
        }
        return result
    }
}

/// Why a database can't be copied.
package enum TransferError: Error, Hashable, Sendable {
    /// Tables refer to each other in a ring, or have no key.
    case unordered
    /// Not a copy, or of a format that this program doesn't know.
    case malformed
    /// The copy was made with other steps of the schema.
    case otherSchema
    /// Fewer or more rows than were written, or other bytes.
    case damaged
    /// There are rows already.
    case notEmpty
    /// The copy ends too early.
    case truncated
    /// A row that was read back is missing, or is not what was written.
    case different(table: String)
}
