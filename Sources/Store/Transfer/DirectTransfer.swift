import Cryptography
package import Database

/// Copies a whole database into an empty one of the same schema, and reads every row back.
///
/// Nothing counts before `compare` returned: do it all in one transaction of the target.
package struct DirectTransfer {
    private let source: any Connection
    private let target: any Connection
    private let catalogue: Catalogue
    private let key = RowSetDigest.makeKey()

    /// Starts on a migrated target.
    ///
    /// - Throws: `TransferError.otherSchema` where the source is not at the target's steps,
    ///   `TransferError.notEmpty` where the target has rows.
    package init(from source: any Connection, to target: any Connection) throws {
        let steps = try TransferWriter.steps(of: target)
        guard try TransferWriter.knownSteps(of: source) == steps else {
            throw TransferError.otherSchema
        }
        self.source = source
        self.target = target
        catalogue = try Catalogue(of: target)
        guard try Catalogue(of: source) == catalogue else { throw TransferError.otherSchema }
        guard try catalogue.isEmpty(in: target) else { throw TransferError.notEmpty }
    }

    /// The rows that were read from the source, for `compare`.
    package struct Copied {
        fileprivate let digests: [RowSetDigest]
    }

    /// Adds the source's rows to the target, in the order in which they lie, and builds its keys and indexes.
    ///
    /// `onProgress`: called after each portion with the table and how many of its rows are there.
    package func copy(onProgress: (String, Int64) throws -> Void) throws -> Copied {
        let keys = try KeyConstraints(of: target, catalogue)
        let indexes = try SecondaryIndexes(of: target)
        try indexes.drop(in: target)
        try keys.drop(in: target)
        let digests = try catalogue.tables.map { table in
            let bulk = BulkTarget(table: table.name, columns: table.columns)
            return try digest(of: table, in: source, onProgress) { rows in
                try target.insert(rows, into: bulk)
            }
        }
        try keys.create(in: target)
        try indexes.create(in: target)
        return Copied(digests: digests)
    }

    /// Reads every row of the target, and compares all their values with what was read from the source.
    ///
    /// As a set: engines keep rows in orders of their own. Each table has a key, so no row hides behind another.
    /// - Returns: how many rows of each table are equal, in the order of the copy.
    /// - Throws: `TransferError.different` with the first table in which a row is missing, changed or one too many.
    package func compare(
        _ copied: Copied,
        onProgress: (String, Int64) throws -> Void
    ) throws -> [(table: String, rows: Int64)] {
        try zip(catalogue.tables, copied.digests).map { table, written in
            let found = try digest(of: table, in: target, onProgress) { _ in }
            guard found == written else { throw TransferError.different(table: table.name) }
            return (table.name, found.count)
        }
    }

    /// Counts rows for the plans of queries, after the transaction: an engine that does so by itself does it later,
    /// when people wait.
    ///
    /// Of these tables only: what else is in the database may be in use.
    package static func settle(_ target: any Connection) throws {
        guard target.engine == .postgres else { return }
        for table in try Catalogue(of: target).tables {
            let name: SQL = "\(identifier: table.name)"
            try target.run(script: "VACUUM (ANALYZE, SKIP_LOCKED) \(name.text);")
        }
    }

    private func digest(
        of table: CatalogueTable,
        in connection: any Connection,
        _ onProgress: (String, Int64) throws -> Void,
        _ body: ([[SQLValue]]) throws -> Void
    ) throws -> RowSetDigest {
        var digest = RowSetDigest()
        try connection.scan(
            "SELECT \(identifiers: table.columns) FROM \(identifier: table.name)"
        ) { portion in
            let rows = portion.map(\.values)
            for row in rows { digest.add(row, key: key) }
            try body(rows)
            try onProgress(table.name, digest.count)
        }
        return digest
    }
}
