/// A table and columns into which many rows go at once.
package struct BulkTarget: Hashable, Sendable {
    /// The table.
    package let table: String
    /// The columns, in the order of each row's values.
    package let columns: [String]

    package init(table: String, columns: [String]) {
        self.table = table
        self.columns = columns
    }

    /// The statement for one row, for an engine that has nothing faster.
    var statement: SQL {
        let nothing = [SQLValue](repeating: .null, count: columns.count)
        return """
            INSERT INTO \(identifier: table) (\(identifiers: columns)) VALUES (\(values: nothing))
            """
    }
}

extension Connection {
    package func insert(_ rows: [[SQLValue]], into target: BulkTarget) throws(DatabaseError) {
        let statement = target.statement
        for row in rows { try execute(statement.binding(row)) }
    }
}
