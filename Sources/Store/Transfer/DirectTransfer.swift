package import Database

/// Copies a whole database into an empty one of the same schema, and reads every row back.
///
/// Nothing counts before `compare` returned: do it all in one transaction of the target.
package struct DirectTransfer {
    private let source: any Connection
    private let target: any Connection
    private let catalogue: Catalogue

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

    /// Adds the source's rows to the target.
    ///
    /// `onProgress`: called after each page with the table and how many of its rows are there.
    package func copy(onProgress: (String, Int64) throws -> Void) throws {
        for table in catalogue.tables {
            let bulk = BulkTarget(table: table.name, columns: table.columns)
            var count: Int64 = 0
            try table.pages(in: source) { page in
                try target.insert(page, into: bulk)
                count += Int64(page.count)
                try onProgress(table.name, count)
            }
        }
    }

    /// Reads every row of the source anew, and the target's row of the same key, and compares all their values.
    ///
    /// By keys, not by place: engines may sort text differently.
    /// - Returns: how many rows of each table are equal, in the order of the copy.
    /// - Throws: `TransferError.different` with the first table in which a row is missing, changed or one too many.
    package func compare(
        onProgress: (String, Int64) throws -> Void
    ) throws -> [(table: String, rows: Int64)] {
        try catalogue.tables.map { table in
            var count: Int64 = 0
            try table.pages(in: source) { page in
                let found = try table.rows(of: page.map(table.key), in: target)
                guard page.allSatisfy({ found[table.key(of: $0)] == $0 }) else {
                    throw TransferError.different(table: table.name)
                }
                count += Int64(page.count)
                try onProgress(table.name, count)
            }
            guard try table.count(in: target) == count else {
                throw TransferError.different(table: table.name)
            }
            return (table.name, count)
        }
    }
}
