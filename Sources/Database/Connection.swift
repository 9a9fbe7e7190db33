/// One open connection to a database, confined to the lane that owns it.
///
/// The seam between the engines: SQLite here, PostgreSQL beside it.
package protocol Connection: AnyObject {
    /// Which engine is behind it.
    var engine: Engine { get }

    /// The failure after which the transaction under way can do nothing but end.
    var fault: DatabaseError? { get }

    /// True once the connection is of no use any more.
    var isLost: Bool { get }

    /// Runs one statement and returns its rows.
    func rows(_ sql: SQL) throws(DatabaseError) -> [Row]

    /// Runs one statement and hands over its rows in portions of some MiB, for tables of any size.
    ///
    /// In a transaction, whose snapshot it reads; the body may run other statements.
    func scan(_ sql: SQL, _ body: ([Row]) throws -> Void) throws

    /// Runs one statement and returns the number of rows that it changed.
    @discardableResult
    func execute(_ sql: SQL) throws(DatabaseError) -> Int

    /// Adds rows as fast as the engine takes them, in the transaction under way.
    ///
    /// Each row has one value for each column. Cost: a statement that is prepared once, or one `COPY`.
    func insert(_ rows: [[SQLValue]], into target: BulkTarget) throws(DatabaseError)

    /// Runs a script of several statements without values, as migrations are.
    func run(script: String) throws(DatabaseError)

    /// Begins a transaction: a writer's is as if it ran alone, a reader's sees one snapshot.
    func begin(writing: Bool) throws(DatabaseError)

    /// Commits the transaction.
    ///
    /// - Throws: `DatabaseError` of kind `outcomeUnknown` when the connection broke meanwhile, with
    ///   `transaction` to ask for.
    func commit() throws(DatabaseError)

    /// Whether a transaction was committed, asked on another connection; `nil` while nobody knows.
    func hasCommitted(_ transaction: String) throws(DatabaseError) -> Bool?

    /// What the engine finds wrong with its own file, in its words; `nil` where it finds nothing or can't look.
    func integrityFault() throws(DatabaseError) -> String?

    /// Runs a body while no other process runs one, on the same database, through this function.
    func exclusively(_ body: () throws -> Void) throws
}

extension Connection {
    package var engine: Engine { .sqlite }
    package var fault: DatabaseError? { nil }
    package var isLost: Bool { false }

    package func begin(writing: Bool) throws(DatabaseError) {
        // A writer takes the write lock at once.
        try execute(writing ? "BEGIN IMMEDIATE" : "BEGIN")
    }

    package func commit() throws(DatabaseError) { try execute("COMMIT") }

    package func hasCommitted(_ transaction: String) throws(DatabaseError) -> Bool? { nil }

    package func integrityFault() throws(DatabaseError) -> String? { nil }

    package func exclusively(_ body: () throws -> Void) throws { try body() }

    /// The only row of a result, or nothing.
    package func row(_ sql: SQL) throws(DatabaseError) -> Row? { try rows(sql).first }

    /// Runs a body in a write transaction.
    ///
    /// - Throws: what the body throws, after rolling back.
    package func transaction<Value>(_ body: () throws -> Value) throws -> Value {
        try begin(writing: true)
        do {
            let value = try body()
            try commit()
            return value
        } catch {
            rollBack()
            throw error
        }
    }

    /// Runs a part of a transaction of which nothing stays when it fails, while the rest goes on.
    ///
    /// PostgreSQL lets no transaction go on after a failure; SQLite would keep half of the part.
    package func attempt<Value>(_ body: () throws -> Value) throws -> Value {
        try run(script: "SAVEPOINT attempt;")
        do {
            let value = try body()
            try run(script: "RELEASE SAVEPOINT attempt;")
            return value
        } catch {
            try run(script: "ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt;")
            throw error
        }
    }

    /// Ends a transaction without a trace.
    package func rollBack() {
        // The engine may have rolled back already; the first failure is the one to report.
        guard !isLost else { return }
        _ = try? run(script: "ROLLBACK;")
    }
}
