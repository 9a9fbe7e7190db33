/// One open connection to a database, confined to the lane that owns it.
///
/// The seam between the engines: SQLite here, PostgreSQL beside it.
package protocol Connection: AnyObject {
    /// Runs one statement and returns its rows.
    func rows(_ sql: SQL) throws(DatabaseError) -> [Row]

    /// Runs one statement and returns the number of rows that it changed.
    @discardableResult
    func execute(_ sql: SQL) throws(DatabaseError) -> Int

    /// Runs a script of several statements without values, as migrations are.
    func run(script: String) throws(DatabaseError)
}

extension Connection {
    /// The only row of a result, or nothing.
    package func row(_ sql: SQL) throws(DatabaseError) -> Row? { try rows(sql).first }

    /// Runs a body in a transaction that takes the write lock at once.
    ///
    /// - Throws: what the body throws, after rolling back.
    package func transaction<Value>(_ body: () throws -> Value) throws -> Value {
        try execute("BEGIN IMMEDIATE")
        do {
            let value = try body()
            try execute("COMMIT")
            return value
        } catch {
            // The engine may have rolled back already; the first failure is the one to report.
            _ = try? execute("ROLLBACK")
            throw error
        }
    }
}
